// Entries of the log that a card's page can write again by itself, and their leaf hashes. Source: docs/formats/log-entries.md; RFC 6962.
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, toBase64, utf8 } from "./bytes";

/** What a cast's entry says: all fields base64 but the version. */
export function castEntry(card: string, version: number, proof: string, seal: string): string {
  return `pbdd/1 cast\ncard ${card}\nver ${version}\nreveal ${proof}\nseal ${seal}\n`;
}

/** What a challenge's entry says. */
export function challengeEntry(card: string, version: number, proof: string, nonce: string, ballot: string): string {
  return `pbdd/1 challenge\ncard ${card}\nver ${version}\nreveal ${proof}\nnonce ${nonce}\nballot ${ballot}\n`;
}

/** The leaf hash of an entry, base64. */
export function leafHash(entry: string): string {
  return toBase64(sha256(concat(Uint8Array.of(0), utf8(entry))));
}
