// A voter's challenge: has the card's last cast opened by the service and finds out here, in the page, whether what was sealed is what
// was sent. Nothing in this file touches the page, so that it can be tested without one. Sources: docs/formats/card.md and seal.md.
import type { Card } from "../cards/card";
import { fromBase64 } from "../ledger/bytes";
import { castEntry, challengeEntry, leafHash } from "../ledger/entry";
import { readReceipt, receiptIsSigned, type LogKey, type Receipt } from "../ledger/note";
import { sealOf } from "../ledger/seal";

const first = 2; // a challenge follows a cast
const last = 7;

/** The last version that may cast. */
export const lastCast = 6;

/** Whether a challenge may take a card's next version. */
export function mayChallenge(version: number): boolean {
  return version >= first && version <= last;
}

/** Whether a challenge that takes this version leaves its card no vote: the door then exchanges it. */
export function leavesNoVote(version: number): boolean {
  return version >= lastCast;
}

/** The cast that is to be opened, as the page that sent it keeps it until it is left. */
export interface LastCast {
  readonly card: Card;
  readonly version: number;
  readonly ballot: string;
  /** What its attempt was made of, base64. */
  readonly random: string;
  readonly receipt: Receipt;
  /** The key that the receipt is signed with: that of the card's log, which signs the opening too. */
  readonly key: LogKey;
}

/** What the service answers to a challenge. */
export interface Opened {
  readonly receipt: string;
  readonly index: number;
  readonly leafHash: string;
  readonly nonce: string;
  readonly ballot: string;
}

/** Reads the answer to a challenge. What is missing or of another kind is empty: it then fails the comparison and does not escape it. */
export function readOpened(answer: unknown): Opened {
  const given = (answer ?? {}) as Record<string, unknown>;
  const text = (name: keyof Opened) => (typeof given[name] === "string" ? given[name] : "");
  return { receipt: text("receipt"), index: Number(given["index"]) || 0, leafHash: text("leafHash"), nonce: text("nonce"), ballot: text("ballot") };
}

/** What was looked at: the ballot against what was sent, the seal against the receipt, and the receipt of the opening. */
export type Check = "ballot" | "seal" | "receipt";

export interface Comparison {
  /** Each check, and whether it holds. */
  readonly checks: ReadonlyMap<Check, boolean>;
  /** The seal that ballot and nonce make, base64; empty where the nonce is none. */
  readonly seal: string;
  /** The leaf hash of the cast's entry with that seal, base64. */
  readonly castLeaf: string;
}

/** Compares what was opened with what is known of the cast. */
export function compare(cast: LastCast, opened: Opened): Comparison {
  const { card, version, key } = cast;
  const nonce = fromBase64(opened.nonce);
  const seal = nonce?.length === 32 ? sealOf(nonce, opened.ballot) : "";
  const castLeaf = leafHash(castEntry(card.number, version, card.proof(version), seal));
  const opening = leafHash(challengeEntry(card.number, version + 1, card.proof(version + 1), opened.nonce, opened.ballot));
  const receipt = readReceipt(opened.receipt);

  const checks = new Map<Check, boolean>([
    ["ballot", opened.ballot === cast.ballot],
    ["seal", seal !== "" && castLeaf === cast.receipt.leafHash],
    ["receipt", receipt !== null && receiptIsSigned(receipt, key) && receipt.leafHash === opening && receipt.index > cast.receipt.index],
  ]);
  return { checks, seal, castLeaf };
}

/** All that a scrutineer needs to follow the comparison with other tools, as a text file. It says nothing that is not public in the log. */
export function evidence(cast: LastCast, opened: Opened, comparison: Comparison): string {
  const { card, version } = cast;
  const lines = [
    `Evidence of a challenge in the log ${cast.receipt.origin}`,
    `The page compared this by itself and sent it nowhere. Formats: docs/formats/seal.md, log-entries.md and receipt.md.`,
    "",
    ...[...comparison.checks].map(([check, holds]) => `check ${check}: ${holds ? "holds" : "FAILS"}`),
    "",
    "Sent by this page",
    `card ${card.number}`,
    `ver ${version}`,
    `reveal ${card.proof(version)}`,
    `ballot ${cast.ballot}`,
    "",
    "Opened by the service",
    `ver ${version + 1}`,
    `reveal ${card.proof(version + 1)}`,
    `nonce ${opened.nonce}`,
    `ballot ${opened.ballot}`,
    "",
    "Made of nonce and ballot",
    `seal ${comparison.seal || "(the nonce is none)"}`,
    `leaf hash of the cast ${comparison.castLeaf}`,
    "",
    "Receipt of the cast", "", cast.receipt.text,
    "Receipt of the opening", "", opened.receipt,
  ];
  return lines.join("\n");
}
