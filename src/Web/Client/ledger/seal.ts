// The seal of a ballot, made again from its opening. Source: docs/formats/seal.md.
import { expand } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, toBase64, utf8 } from "./bytes";

const pairs = 20;
const half = 16; // bytes of x_k, and of y_k

/** The seal of a canonical ballot under a nonce, base64. */
export function sealOf(nonce: Uint8Array, ballot: string): string {
  const drawn = expand(sha256, nonce, utf8("pbdd/1 mix"), pairs * 2 * half);
  const outer: Uint8Array[] = [];
  for (let at = 0; at < drawn.length; at += 2 * half) {
    const x = drawn.subarray(at, at + half);
    const y = drawn.subarray(at + half, at + 2 * half);
    const inner = sha256(concat(utf8("pbdd/1 in\n"), y, utf8(ballot)));
    outer.push(sha256(concat(utf8("pbdd/1 out\n"), x, inner)));
  }
  return toBase64(sha256(concat(utf8("pbdd/1 seal\n"), ...outer)));
}
