// What a page keeps between visits. A browser that blocks storage throws even when asked for it; such a page works and forgets.

export type Kind = "local" | "session";

/** The text kept under a name; null where there is none, or where nothing may be kept. */
export function kept(kind: Kind, name: string): string | null {
  try {
    return store(kind).getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name, where that is allowed. */
export function keep(kind: Kind, name: string, text: string): void {
  try {
    store(kind).setItem(name, text);
  } catch {
    // Blocked or full: the page goes on without.
  }
}

/** Forgets what is kept under a name. */
export function forget(kind: Kind, name: string): void {
  try {
    store(kind).removeItem(name);
  } catch {
    // Blocked: there is nothing to forget.
  }
}

const store = (kind: Kind): Storage => (kind === "local" ? localStorage : sessionStorage);
