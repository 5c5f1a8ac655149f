// The logs that receipts are of. A day has a main one, and may have others, each with a key of its own.
import { readLogKey, readReceipt, receiptIsSigned, type LogKey, type Receipt } from "../ledger/note";
import type { Day } from "../voting/day";

/** A log that this site holds. */
export interface Log {
  readonly day: string;
  readonly title: string;
  readonly origin: string;
  readonly logKey: string;
  /** Where its service answers, where that is another site. */
  readonly service?: string;
}

/** The logs of the page's own day, the main one first. */
export function logsOf(day: Day): Log[] {
  return [{ origin: day.origin, logKey: day.logKey }, ...day.logs].map(({ origin, logKey }) => ({ day: day.day, title: "", origin, logKey, service: day.service }));
}

/** Whether a receipt is of a log that the day is known to have. */
export function knowsLog(day: Day, text: string): boolean {
  const receipt = readReceipt(text);
  return receipt !== null && logsOf(day).some(({ origin }) => origin === receipt.origin);
}

/** An accepted ballot's receipt, if it is what it should be: of one of the day's logs, of this entry and signed by that log's key. */
export function readSound(day: Day, text: string, leafHash: string): { receipt: Receipt; key: LogKey } | null {
  const receipt = readReceipt(text);
  const log = receipt && logsOf(day).find(({ origin }) => origin === receipt.origin);
  const key = log && readLogKey(log.logKey);
  return receipt && key && receipt.leafHash === leafHash && receiptIsSigned(receipt, key) ? { receipt, key } : null;
}
