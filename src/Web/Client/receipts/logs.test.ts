// Which of a day's logs a receipt is of, and by whose key it is checked.
import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { afterEach, expect, test, vi } from "vitest";
import { fromBase64, toBase64, toBase64Url, utf8 } from "../ledger/bytes";
import { readReceipt } from "../ledger/note";
import { castReceipt, key, other, vectors } from "../testing/vectors";
import type { Day } from "../voting/day";
import { check } from "./check";
import { knowsLog, logsOf, readSound } from "./logs";

// What stands before a P-256 key's point, as the key of the vectors has it behind its type byte.
const spkiHead = fromBase64(vectors.key.verifierKey.split("+").slice(2).join("+"))!.subarray(1, 27);

/** A log with a key of its own, and a receipt that it signed. */
function logAt(origin: string, leafHash: string): { logKey: string; receipt: string } {
  const secret = p256.utils.randomSecretKey();
  const spki = Uint8Array.from([...spkiHead, ...p256.getPublicKey(secret, false)]);
  const id = sha256(spki).subarray(0, 4);
  const text = `pbdd/1 receipt\n${origin}\n5 ${leafHash}\n`;
  const signature = p256.sign(utf8(text), secret, { format: "der", prehash: true });
  return {
    logKey: `${origin}+${Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("")}+${toBase64(Uint8Array.from([2, ...spki]))}`,
    receipt: `${text}\n— ${origin} ${toBase64(Uint8Array.from([...id, ...signature]))}\n`,
  };
}

const leaf = castReceipt.leafHash;
const [cafe, church] = ["cafe", "church"].map((name) => ({ origin: `${vectors.origin}/${name}`, ...logAt(`${vectors.origin}/${name}`, leaf) })) as [Other, Other];
type Other = { origin: string; logKey: string; receipt: string };
const day = { day: "oak", service: "", origin: vectors.origin, logKey: vectors.key.verifierKey, logs: [cafe, church] } as unknown as Day;

/** The link of a receipt's QR, which does not name the log. */
function linkOf(text: string): string {
  const { index, leafHash, signature } = readReceipt(text)!;
  return `https://pb.example/r/oak#${index}.${toBase64Url(leafHash)}.${toBase64Url(signature)}`;
}

test("a receipt is checked with the key of the log that its origin names", () => {
  expect(readSound(day, vectors.receipt, leaf)?.key).toEqual(key);
  for (const log of [cafe, church]) expect(readSound(day, log.receipt, leaf)?.key.name).toBe(log.origin);
});

test.each([
  ["with another log's key", { ...cafe, logKey: church.logKey.replaceAll(church.origin, cafe.origin) }],
  ["without a key", { ...cafe, logKey: "" }],
])("a log's receipt does not pass %s", (_, log) => {
  expect(readSound({ ...day, logs: [log] }, cafe.receipt, leaf)).toBeNull();
});

test("another log's receipt does not pass for the main one's, nor for another entry", () => {
  expect(readSound(day, cafe.receipt.replaceAll(cafe.origin, vectors.origin), leaf)).toBeNull();
  expect(readSound(day, cafe.receipt, other(leaf))).toBeNull();
});

test("a log that was announced after the page was loaded is not known to it", () => {
  expect([vectors.receipt, cafe.receipt].map((text) => knowsLog({ ...day, logs: [] }, text))).toEqual([true, false]);
  expect(knowsLog(day, cafe.receipt)).toBe(true);
  expect(knowsLog(day, "no receipt")).toBe(false);
});

afterEach(() => vi.unstubAllGlobals());

test("a link is of the log whose key signed it, and a text of the one it names", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ state: "awaits-checkpoint", index: 5, proof: [], checkpoint: "" })));
  for (const log of [cafe, church])
    for (const given of [log.receipt, linkOf(log.receipt)])
      expect(await check(given, logsOf(day))).toMatchObject({ state: "waits", signed: true, receipt: { origin: log.origin } });
});

test("a link that no log signed is told so, also where the day has several", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ state: "not-in-log", index: -1, proof: [], checkpoint: "" })));
  const changed = linkOf(cafe.receipt).replace("#5.", "#6.");
  expect(await check(changed, logsOf(day))).toMatchObject({ state: "wrong", signed: false, receipt: { origin: vectors.origin } });
});
