// Stalls that somebody kept while walking round: marks on this phone and no votes. They lie in its storage until the vote is cast, or they are
// taken away: a camera opens the voting page in a window of its own, which knows nothing of the one before.
import { forget, keep, kept } from "./storage";

const key = (day: string) => `stalls/${day}`;
const most = 200;

/** The ids kept for a day. */
export function keptStalls(day: string): string[] {
  try {
    const ids: unknown = JSON.parse(kept("local", key(day)) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string").slice(0, most) : [];
  } catch {
    return []; // written by something else
  }
}

/** Keeps a stall, or no longer. */
export function keepStall(day: string, stall: string, on: boolean): void {
  const others = keptStalls(day).filter((id) => id !== stall);
  const ids = on ? [...others, stall] : others;
  if (ids.length === 0) forget("local", key(day));
  else keep("local", key(day), JSON.stringify(ids));
}

export function forgetStalls(day: string): void {
  forget("local", key(day));
}
