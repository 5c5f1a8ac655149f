// Signed notes, receipts and checkpoints. Sources: C2SP signed-note and tlog-checkpoint; docs/formats/receipt.md and checkpoint.md.
import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { equal, fromBase64, fromBase64Url, toBase64, utf8 } from "./bytes";

const ecdsa = 0x02;
const spkiHead = 26; // bytes before the uncompressed point in a P-256 SubjectPublicKeyInfo

/** A log's public key. */
export interface LogKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly point: Uint8Array;
  /** SHA-256 of the key, base64, as it is printed on the outside of cards. */
  readonly fingerprint: string;
}

/** Reads a verifier key, `name+id+base64(0x02 || SPKI)`; null if it is none. */
export function readLogKey(text: string): LogKey | null {
  const [name, id, encoded] = splitAt(text, "+", 3);
  const bytes = fromBase64(encoded ?? "");
  if (!name || !id || !bytes || bytes[0] !== ecdsa) return null;
  const hash = sha256(bytes.subarray(1));
  const keyId = hash.subarray(0, 4);
  if (hex(keyId) !== id) return null;
  return { name, id: keyId, point: bytes.subarray(1 + spkiHead), fingerprint: toBase64(hash) };
}

interface Note {
  readonly text: string;
  readonly signatures: readonly { name: string; bytes: Uint8Array }[];
}

function readNote(text: string): Note | null {
  const end = text.lastIndexOf("\n\n");
  if (end < 0 || !text.endsWith("\n")) return null;
  const signatures = text.slice(end + 2, -1).split("\n").map((line) => {
    const [dash, name, encoded, more] = line.split(" ");
    const bytes = fromBase64(encoded ?? "");
    return dash === "—" && name && bytes && bytes.length > 4 && more === undefined ? { name, bytes } : null;
  });
  return signatures.every((one) => one !== null) ? { text: text.slice(0, end + 1), signatures } : null;
}

function isSignedBy(note: Note, key: LogKey): boolean {
  const own = note.signatures.filter(({ name, bytes }) => name === key.name && equal(bytes.subarray(0, 4), key.id));
  const message = utf8(note.text);
  return own.length > 0 && own.every(({ bytes }) => {
    try {
      return p256.verify(bytes.subarray(4), message, key.point, { format: "der", lowS: false, prehash: true });
    } catch {
      return false; // no DER
    }
  });
}

/** A receipt: that the entry with this leaf hash stands at this index of the log. */
export interface Receipt {
  readonly origin: string;
  readonly index: number;
  readonly leafHash: string;
  /** Key id and signature, base64. */
  readonly signature: string;
  readonly text: string;
}

/** The notes of a text that holds one or more with an empty line between. White space round it and other line ends are forgiven. */
function notesIn(pasted: string): string[] {
  const parts = pasted.replace(/\r\n?/g, "\n").trim().split("\n\n");
  const notes: string[] = [];
  for (let at = 0; at < parts.length; at += 2) notes.push(`${parts.slice(at, at + 2).join("\n\n")}\n`);
  return notes;
}

/** Reads a receipt's text, or the first receipt of a file that holds a checkpoint too; null if there is none. */
export function readReceipt(pasted: string): Receipt | null {
  const text = notesIn(pasted).find((one) => one.startsWith("pbdd/1 receipt\n"));
  if (text === undefined) return null;
  const note = readNote(text);
  const [heading, origin, place, rest] = note?.text.split("\n") ?? [];
  const [index, leafHash, more] = place?.split(" ") ?? [];
  const [signature] = note?.signatures ?? [];
  if (!note || note.signatures.length !== 1 || heading !== "pbdd/1 receipt" || !origin || rest !== "" || more !== undefined
    || !signature || signature.name !== origin || !/^(0|[1-9]\d{0,15})$/.test(index ?? "") || fromBase64(leafHash ?? "")?.length !== 32) return null;
  return { origin, index: Number(index), leafHash: leafHash!, signature: toBase64(signature.bytes), text };
}

/** The receipt behind a QR: `index.leafHash.signature`, which with the origin of its log makes the text again; null if it is none. */
export function readCompactReceipt(fragment: string, origin: string): Receipt | null {
  const [index, leaf, signature, more] = fragment.split(".");
  if (!index || !leaf || !signature || more !== undefined) return null;
  return readReceipt(`pbdd/1 receipt\n${origin}\n${index} ${fromBase64Url(leaf)}\n\n— ${origin} ${fromBase64Url(signature)}\n`);
}

export function receiptIsSigned(receipt: Receipt, key: LogKey): boolean {
  const note = readNote(receipt.text);
  return note !== null && receipt.origin === key.name && isSignedBy(note, key);
}

/** A checkpoint: the log's size and root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** Reads a checkpoint and checks the log's own signature on it; null if it is none, of another log, or not signed by the key. */
export function openCheckpoint(text: string, key: LogKey): Checkpoint | null {
  const note = readNote(text);
  const [origin, size, root, rest] = note?.text.split("\n") ?? [];
  if (!note || origin !== key.name || !/^(0|[1-9]\d{0,15})$/.test(size ?? "") || fromBase64(root ?? "")?.length !== 32 || rest !== "") return null;
  return isSignedBy(note, key) ? { origin, size: Number(size), root: root! } : null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function splitAt(text: string, separator: string, parts: number): string[] {
  const split = text.split(separator);
  return split.length <= parts ? split : [...split.slice(0, parts - 1), split.slice(parts - 1).join(separator)];
}
