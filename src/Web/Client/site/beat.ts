// What pages ask again and again.

/** Asks again and again, a while after each answer; the while differs by up to a quarter each time, so that a hall of devices does not ask in one moment. */
export function askAgain(wait: number, ask: () => Promise<void>): void {
  setTimeout(() => void ask().catch(() => undefined).finally(() => askAgain(wait, ask)), wait * (0.75 + Math.random() / 2));
}
