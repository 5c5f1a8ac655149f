// A card's number and proofs, derived from its code without WebCrypto, which plain HTTP lacks. Source: docs/formats/card.md.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, toBase64, utf8 } from "../ledger/bytes";

const label = utf8("pbdd/1 chain\n");
const steps = 8;

export interface Card {
  /** The card's number, base64: public. */
  readonly number: string;
  /** The proof of a version, base64: secret until it is used. */
  proof(version: number): string;
}

function chain(x: Uint8Array, times: number): Uint8Array {
  for (let step = 0; step < times; step++) x = sha256(concat(label, x));
  return x;
}

const startOf = (symbols: string, origin: string): Uint8Array =>
  hkdf(sha256, utf8(symbols.slice(0, -1)), utf8(origin), utf8("pbdd/1 card"), 32);

/** The number of a card, and the start of its chain, base64, which only its inside gives: what a door shows to exchange it. */
export function insideOf(symbols: string, origin: string): { readonly number: string; readonly inside: string } {
  const start = startOf(symbols, origin);
  return { number: toBase64(chain(start, steps)), inside: toBase64(start) };
}

/** The card of a code of 24 symbols in the log `origin`. */
export function deriveCard(symbols: string, origin: string): Card {
  const start = startOf(symbols, origin);
  return {
    number: toBase64(chain(start, steps)),
    proof: (version) => toBase64(chain(start, steps - version)),
  };
}
