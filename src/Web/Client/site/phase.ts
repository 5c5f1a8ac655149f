// Where a day stands, in the words of every view: voter's page, kiosk and hall screen say the same as the pages that the service makes.
import { say } from "./words";

/** The phase by which a day is named: an open day whose votes wait for the last group does not say that voting is open. */
export function stageOf({ phase, votingBegan }: { readonly phase: string; readonly votingBegan?: boolean }): string {
  return phase === "open" && votingBegan === false ? "speaking" : phase;
}

/** A phase as a heading. */
export function phaseTitle(phase: string): string {
  return say(`Phase.${named(phase)}.Title`);
}

/** What it means for whoever reads it. */
export function phaseDetail(phase: string): string {
  return say(`Phase.${named(phase)}.Detail`);
}

// As the words' keys name it.
function named(phase: string): string {
  return phase.charAt(0).toUpperCase() + phase.slice(1);
}
