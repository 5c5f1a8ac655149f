// The published vectors, and what the tests make of them.
import { p256 } from "@noble/curves/nist.js";
import published from "../../../../docs/vectors.json";
import { deriveCard } from "../cards/card";
import { fromBase64, toBase64, utf8 } from "../ledger/bytes";
import { readLogKey, readReceipt } from "../ledger/note";

export const vectors = published;
export const card = deriveCard(vectors.card.secret, vectors.origin);
export const key = readLogKey(vectors.key.verifierKey)!;
export const castReceipt = readReceipt(vectors.receipt)!;

/** The entry of a kind in the vectors. */
export const entryOf = (kind: string) => vectors.entries.find((entry) => entry.kind === kind)!;

/** A receipt signed with the key of the vectors. */
export function signed(index: number, leaf: string): string {
  const text = `pbdd/1 receipt\n${vectors.origin}\n${index} ${leaf}\n`;
  const secret = fromBase64(vectors.key.pkcs8)!.subarray(36, 68); // where a P-256 key's number stands in PKCS #8
  const signature = p256.sign(utf8(text), secret, { format: "der", prehash: true });
  return `${text}\n— ${vectors.origin} ${toBase64(Uint8Array.from([...key.id, ...signature]))}\n`;
}

/** The same bytes but for the first. */
export function other(base64: string): string {
  const bytes = Uint8Array.from(fromBase64(base64)!);
  bytes[0]! ^= 1;
  return toBase64(bytes);
}
