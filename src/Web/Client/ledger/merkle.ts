// The check that an entry is in a log's tree. Source: RFC 6962, section 2.1.1; the walk is that of RFC 9162, section 2.1.3.2.
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, fromBase64, toBase64 } from "./bytes";

const nodePrefix = Uint8Array.of(1);

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(nodePrefix, left, right));
}

/** Whether the proof shows the leaf hash at the index in the tree of that size and root. All hashes base64. */
export function isIncluded(leafHash: string, index: number, size: number, proof: readonly string[], root: string): boolean {
  let hash = fromBase64(leafHash);
  if (!hash || index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  for (const encoded of proof) {
    const sibling = fromBase64(encoded);
    if (!sibling || last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && toBase64(hash) === root;
}
