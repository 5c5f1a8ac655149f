// The steps that show a receipt right, taken here in the browser: the same as src/Web/Receipts/ReceiptCheck.cs takes for those without script.
import { shortNumber } from "../cards/code";
import { fromBase64, toBase64Url } from "../ledger/bytes";
import { leafHash as leafHashOf } from "../ledger/entry";
import { isIncluded } from "../ledger/merkle";
import { openCheckpoint, readCompactReceipt, readLogKey, readReceipt, receiptIsSigned, type LogKey, type Receipt } from "../ledger/note";
import type { Log } from "./logs";

interface Proof {
  readonly state: "not-in-log" | "awaits-checkpoint" | "covered";
  readonly index: number;
  readonly proof: readonly string[];
  readonly checkpoint: string;
  /** The entry's own text; empty or missing where it is not in the log. */
  readonly entry?: string;
  /** What the service says of the ballot: whether it counts, and if not, why. */
  readonly standing?: string;
  /** Whether the card's last ballot was opened and it may vote again now. */
  readonly mayVote?: boolean;
}

export interface Steps {
  readonly log: Log;
  readonly receipt: Receipt;
  readonly key: LogKey;
  readonly proof: Proof;
  readonly signed: boolean;
  readonly inLog: boolean;
  readonly covered: boolean;
  readonly proved: boolean;
}

export type Outcome =
  | { state: "not-receipt" }
  | { state: "other-site"; origin: string }
  | { state: "no-answer" }
  | ({ state: "right" | "waits" | "wrong" } & Steps);

/** Checks a pasted receipt, the link of its QR, or that link's fragment. */
export async function check(pasted: string, logs: readonly Log[]): Promise<Outcome> {
  const receipt = read(pasted, logs);
  if (!receipt) return { state: "not-receipt" };
  const log = logs.find((one) => one.origin === receipt.origin);
  const key = log && readLogKey(log.logKey);
  if (!log || !key) return { state: "other-site", origin: receipt.origin };

  const signed = receiptIsSigned(receipt, key);
  const proof = await ask(log, receipt.leafHash);
  if (!proof) return { state: "no-answer" };
  const inLog = proof.state !== "not-in-log" && proof.index === receipt.index;
  const checkpoint = proof.state === "covered" ? openCheckpoint(proof.checkpoint, key) : null;
  const covered = checkpoint !== null && checkpoint.size > receipt.index;
  const proved = covered && isIncluded(receipt.leafHash, receipt.index, checkpoint.size, proof.proof, checkpoint.root);
  const steps = { log, receipt, key, proof, signed, inLog, covered, proved };
  if (signed && inLog && proved) return { state: "right", ...steps };
  return { state: signed && inLog && proof.state === "awaits-checkpoint" ? "waits" : "wrong", ...steps };
}

/** What comes first where everything is right, by the keys of its words: whether the ballot counts, and what to do. */
export function firstLine({ standing, mayVote }: Pick<Proof, "standing" | "mayVote">): { tone: "good" | "warn"; first: string; toDo: string } {
  if (!standing || standing === "not-said") return { tone: "good", first: "Check.Right", toDo: "Check.Means" };
  const first = `Check.Standing.${standing}`;
  return { tone: standing === "counts" ? "good" : "warn", first, toDo: mayVote ? "Check.VoteAgain" : `${first}.Detail` };
}

/**
 * What comes first while no checkpoint covers the entry yet: what the ballot is worth, as far as it is said. Nothing is green before it is
 * proved.
 */
export function waitingLine(proof: Pick<Proof, "standing" | "mayVote">): { tone: "info" | "warn"; first: string; toDo: string } {
  const { tone, first, toDo } = firstLine(proof);
  if (first === "Check.Right") return { tone: "info", first: "Check.Waits", toDo: "" };
  return tone === "good" ? { tone: "info", first, toDo: "Check.Waits" } : { tone, first, toDo };
}

/**
 * The short number of the entry's card, worked out from the entry's own bytes, whose hash the receipt signs: the service can
 * show no other. Null where there is no such entry, or it uses no card.
 */
export function cardOf({ receipt, proof }: { receipt: Pick<Receipt, "leafHash">; proof: Pick<Proof, "entry"> }): string | null {
  if (!proof.entry || leafHashOf(proof.entry) !== receipt.leafHash) return null;
  const number = fromBase64(/^pbdd\/1 (?:cast|challenge|surrender)\ncard (\S{44})\n/.exec(proof.entry)?.[1] ?? "");
  return number?.length === 32 ? shortNumber(number) : null;
}

function read(pasted: string, logs: readonly Log[]): Receipt | null {
  const whole = readReceipt(pasted);
  if (whole) return whole;
  const text = pasted.trim();
  const fragment = text.slice(text.indexOf("#") + 1);
  const named = logs.filter((log) => text.includes(`/r/${log.day}#`));
  // It does not say which of its day's logs it is of: the one whose key signed it. One that none signed is told so as the first's.
  const tried = (named.length > 0 ? named : logs).map((log) => ({ log, receipt: readCompactReceipt(fragment, log.origin) }));
  const signed = tried.find(({ log, receipt }) => {
    const key = readLogKey(log.logKey);
    return receipt && key && receiptIsSigned(receipt, key);
  });
  const first = named.length > 0 || logs.length === 1 ? tried[0] : undefined;
  return (signed ?? first)?.receipt ?? null;
}

async function ask(log: Log, leafHash: string): Promise<Proof | null> {
  try {
    const answer = await fetch(`${log.service ?? ""}/api/days/${log.day}/receipts/${toBase64Url(leafHash)}`, { cache: "no-store" });
    return answer.ok ? ((await answer.json()) as Proof) : null;
  } catch {
    return null;
  }
}
