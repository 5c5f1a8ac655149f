// The checkpoint that a receipt is proved under, as it is shown.
import { el } from "../site/dom";
import { say } from "../site/words";

/** One line on a checkpoint: its size and the beginning of its root. */
export function checkpointLine(note: string): HTMLElement {
  const [, size, root] = note.split("\n");
  const isolated = `\u2066${(root ?? "").slice(0, 12)}…\u2069`; // base64 reads from the left, also in Arabic
  return el("p", { class: "small" }, say("Check.Under", size ?? "", isolated));
}
