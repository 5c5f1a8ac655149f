// A receipt as it is kept in a file.
import type { Receipt } from "../ledger/note";

/** A receipt and the checkpoint it is proved under in one file: two signed notes with an empty line between, as `pbdd verify --seen` reads them. */
export function keptText(receipt: Receipt, checkpoint: string): string {
  return checkpoint === "" ? receipt.text : `${receipt.text}\n${checkpoint}`;
}

/** How a file with it is called. */
export function keptName(day: string, receipt: Receipt): string {
  return `receipt-${day}-${receipt.index}.txt`;
}
