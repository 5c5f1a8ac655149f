import { expect, test } from "vitest";
import { challengeEntry, leafHash } from "../ledger/entry";
import { card, castReceipt, entryOf, key, other, signed, vectors } from "../testing/vectors";
import { compare, evidence, mayChallenge, readOpened, type LastCast, type Opened } from "./challenge";

const opening: Opened = {
  receipt: signed(12, entryOf("challenge").leafHash), index: 12, leafHash: entryOf("challenge").leafHash,
  nonce: vectors.seal.nonce, ballot: vectors.seal.ballot,
};
const known: LastCast = { card, version: 1, ballot: vectors.seal.ballot, random: vectors.attempt.random, receipt: castReceipt, key };
const outcome = (cast: LastCast, opened: Opened) => Object.fromEntries(compare(cast, opened).checks);

test("an honest opening holds in every check", () => {
  expect(outcome(known, opening)).toEqual({ ballot: true, seal: true, receipt: true });
  expect(compare(known, opening).castLeaf).toBe(castReceipt.leafHash);
});

test("a ballot that was changed before it was sealed is seen", () => {
  expect(outcome({ ...known, ballot: "approve 3" }, opening)).toEqual({ ballot: false, seal: true, receipt: true });
});

test("a ballot that is changed in the answer fits neither seal nor signature", () => {
  expect(outcome(known, { ...opening, ballot: "approve 3" })).toEqual({ ballot: false, seal: false, receipt: false });
});

test.each([other(opening.nonce), "", "AAAA", "not base64", opening.nonce.slice(0, -1)])(
  "the nonce '%s' in the answer fits neither seal nor signature", (nonce) => {
    expect(outcome(known, { ...opening, nonce })).toEqual({ ballot: true, seal: false, receipt: false });
  });

test("an opening that is signed for, but of another seal than the one in the receipt, is seen", () => {
  const nonce = other(opening.nonce);
  const leaf = leafHash(challengeEntry(card.number, 2, card.proof(2), nonce, opening.ballot));
  expect(outcome(known, { ...opening, nonce, leafHash: leaf, receipt: signed(12, leaf) })).toEqual({ ballot: true, seal: false, receipt: true });
});

test.each([
  ["missing", ""],
  ["another entry's", vectors.receipt],
  ["changed after signing", opening.receipt.replace("\n12 ", "\n13 ")],
  ["not after the cast", signed(castReceipt.index, opening.leafHash)],
])("an opening's receipt that is %s fails", (_, receipt) => {
  expect(outcome(known, { ...opening, receipt })).toEqual({ ballot: true, seal: true, receipt: false });
});

test("a whole answer is read as it came", () => {
  expect(readOpened(opening)).toEqual(opening);
});

test.each([
  ["null", null], ["undefined", undefined], ["a text", "no"], ["a list", []], ["empty", {}],
  ["without a nonce", { ...opening, nonce: null }], ["with a number for a ballot", { ...opening, ballot: 7 }],
  ["with an object for a receipt", { ...opening, receipt: {} }],
])("an answer that is %s fails the comparison and does not escape it", (_, answer) => {
  expect([...compare(known, readOpened(answer)).checks.values()]).toContain(false);
});

test("only a version that leaves room for another vote may challenge", () => {
  expect([0, 1, 2, 6, 7].filter(mayChallenge)).toEqual([2, 6, 7]);
});

test("the evidence holds both receipts as they can be cut out and checked, and nothing secret", () => {
  const text = evidence(known, opening, compare(known, opening));
  for (const part of [castReceipt.text, opening.receipt, `nonce ${opening.nonce}`, `ballot ${opening.ballot}`, `seal ${vectors.seal.seal}`])
    expect(text).toContain(part);
  for (const secret of [vectors.card.secret, card.proof(3), card.proof(7), known.random]) expect(text).not.toContain(secret);
});

test("the evidence says which check failed", () => {
  expect(evidence(known, opening, compare({ ...known, ballot: "blank" }, opening))).toMatch(/^check ballot: FAILS$/m);
});
