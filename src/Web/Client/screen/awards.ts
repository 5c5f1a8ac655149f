// What each funded project would get, where the last of a pot may get a part: ticks at full price would promise more than there is.
import type { Standing } from "./feed";
import type { Pot, Stall } from "./start";

/** The awards by project, minor units. A project in part is the last of its pot, and gets what the others leave. */
export function awardsOf(standings: readonly Standing[], stalls: readonly Stall[], pots: readonly Pot[], inPart: boolean): Map<string, number> {
  const awards = new Map<string, number>();
  for (const pot of pots) {
    const funded = standings.filter((standing) => standing.funded)
      .map((standing) => stalls.find((stall) => stall.id === standing.proposal))
      .filter((stall): stall is Stall => stall?.pot === pot.id);
    let left = pot.amount;
    for (const stall of funded) {
      const award = inPart ? Math.max(0, Math.min(stall.ask, left)) : stall.ask;
      awards.set(stall.id, award);
      left -= award;
    }
  }
  return awards;
}
