// The checkpoint that a receipt is proved under, shown and kept together with it.
import type { Receipt } from "../ledger/note";
import { el } from "../site/dom";
import { say } from "../site/words";

/** A receipt and the checkpoint it is proved under in one file: two signed notes with an empty line between, as `pbdd verify --seen` reads them. */
export function keptText(receipt: Receipt, checkpoint: string): string {
  return checkpoint === "" ? receipt.text : `${receipt.text}\n${checkpoint}`;
}

/** How a file with it is called. */
export function keptName(day: string, receipt: Receipt): string {
  return `receipt-${day}-${receipt.index}.txt`;
}

/** One line on a checkpoint: its size and the beginning of its root. */
export function checkpointLine(note: string): HTMLElement {
  const [, size, root] = note.split("\n");
  const isolated = `\u2066${(root ?? "").slice(0, 12)}…\u2069`; // base64 reads from the left, also in Arabic
  return el("p", { class: "small" }, say("Check.Under", size ?? "", isolated));
}
