// A group's minutes, which the group and the hall see run.

/** What is left as 3:05, and 0:00 once they are over. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long a clock that nobody ended stands at nothing before a screen goes on with what it shows. */
const letGo = 60_000;

/** Whether a screen shows the minutes. Where voting waits for the groups it does until they are ended; elsewhere a forgotten clock would keep the standings off every screen. */
export const holdsScreen = (left: number, votingWaits: boolean): boolean => votingWaits || left >= -letGo;
