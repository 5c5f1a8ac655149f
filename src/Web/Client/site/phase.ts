// Where a day stands, in the words of every view: voter's page, kiosk and hall screen say the same as the pages that the service makes.
import { say } from "./words";

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
