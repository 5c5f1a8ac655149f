// Waits until a signed checkpoint covers a receipt's entry, and proves that it does.
import type { Receipt } from "../ledger/note";
import type { Day } from "../voting/day";
import { check } from "./check";
import { logsOf } from "./logs";

const each = 15_000; // the log is signed once a minute while entries arrive
const mostTries = 40;

/** Tells `proved` of the checkpoint's text, or `wrong` of a receipt whose entry is not there. Ends when `place` has left the page. */
export async function awaitCheckpoint(day: Day, receipt: Receipt, place: HTMLElement, proved: (checkpoint: string) => void, wrong: () => void): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    await new Promise((done) => setTimeout(done, each));
    if (!place.isConnected) return;
    const outcome = await check(receipt.text, logsOf(day));
    if (outcome.state === "right") return proved(outcome.proof.checkpoint);
    if (outcome.state === "wrong") return wrong();
  }
}
