// What a screen calls its standings, by where the day stands.
import type { Snapshot } from "./feed";

/** Whether voting has ended and the result is not declared yet. */
export const isOver = (phase: string): boolean => phase === "closed" || phase === "counted";

/** What stands over the standings, by its key: live ones, bands, or the last before the close, which are no result. */
export function headingOf({ phase, live }: Pick<Snapshot, "phase" | "live">): string {
  return isOver(phase) ? "Screen.StandingsBefore" : live === "rounded" ? "Screen.Bands" : "Screen.Standings";
}
