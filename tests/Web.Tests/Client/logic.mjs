// Runs the pages' own logic, bundled as it is for browsers but without a page, against the published vectors. Started by ClientLogicTests.cs.
import { strict as assert } from "node:assert";
import { createPrivateKey, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = new URL("../../../", import.meta.url);
const client = fileURLToPath(new URL("src/Web/Client/", root));
const vectors = JSON.parse(readFileSync(new URL("docs/vectors.json", root), "utf8"));
const { build } = createRequire(new URL("src/Web/Client/package.json", root))("esbuild");

async function load(...files) {
  const bundle = await build({
    stdin: { contents: files.map((file) => `export * from "./${file}";`).join("\n"), resolveDir: client, loader: "ts" },
    bundle: true, format: "esm", write: false, logLevel: "error",
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString("base64")}`);
}

const { castEntry, challengeEntry, compare, deriveCard, evidence, fromBase64, keptText, leafHash, mayChallenge, money, openCheckpoint, projectsOf, readLogKey, readOpened, readReceipt, receiptIsSigned, sealOf } =
  await load("cards/card", "ledger/bytes", "ledger/entry", "ledger/note", "ledger/seal", "receipts/kept", "screen/money", "voting/ballot", "voting/challenge");

const entryOf = (kind) => vectors.entries.find((entry) => entry.kind === kind);
const card = deriveCard(vectors.card.secret, vectors.origin);
const key = readLogKey(vectors.key.verifierKey);
const castReceipt = readReceipt(vectors.receipt);
const opening = { receipt: signed(12, entryOf("challenge").leafHash), index: 12, leafHash: entryOf("challenge").leafHash, nonce: vectors.seal.nonce, ballot: vectors.seal.ballot };
const known = { card, version: 1, ballot: vectors.seal.ballot, receipt: castReceipt };
const unknown = { ...known, ballot: null, receipt: null };

// A receipt signed with the key of the vectors.
function signed(index, leaf) {
  const text = `pbdd/1 receipt\n${vectors.origin}\n${index} ${leaf}\n`;
  const signature = sign("sha256", Buffer.from(text), createPrivateKey({ key: Buffer.from(vectors.key.pkcs8, "base64"), format: "der", type: "pkcs8" }));
  return `${text}\n— ${vectors.origin} ${Buffer.concat([Buffer.from(vectors.key.keyId, "hex"), signature]).toString("base64")}\n`;
}

const outcome = (cast, opened) => Object.fromEntries(compare(cast, opened, key).checks);
const other = (base64) => Buffer.from(base64, "base64").map((byte, at) => (at === 0 ? byte ^ 1 : byte)).toString("base64");

test("the seal, the entries and their leaf hashes are those of the vectors", () => {
  assert.equal(sealOf(fromBase64(vectors.seal.nonce), vectors.seal.ballot), vectors.seal.seal);
  const cast = castEntry(card.number, 1, card.proof(1), vectors.seal.seal);
  const challenge = challengeEntry(card.number, 2, card.proof(2), vectors.seal.nonce, vectors.seal.ballot);
  assert.equal(cast, entryOf("cast").text);
  assert.equal(challenge, entryOf("challenge").text);
  assert.equal(leafHash(cast), entryOf("cast").leafHash);
  assert.equal(leafHash(challenge), entryOf("challenge").leafHash);
});

test("an honest opening holds in every check", () => {
  assert.deepEqual(outcome(known, opening), { ballot: true, seal: true, receipt: true });
  assert.equal(compare(known, opening, key).castLeaf, castReceipt.leafHash);
});

test("a ballot that was changed before it was sealed is seen", () => {
  assert.deepEqual(outcome({ ...known, ballot: "approve 3" }, opening), { ballot: false, seal: true, receipt: true });
});

test("a ballot or nonce that is changed in the answer fits neither seal nor signature", () => {
  assert.deepEqual(outcome(known, { ...opening, ballot: "approve 3" }), { ballot: false, seal: false, receipt: false });
  assert.deepEqual(outcome(known, { ...opening, nonce: other(opening.nonce) }), { ballot: true, seal: false, receipt: false });
  for (const nonce of ["", "AAAA", "not base64", opening.nonce.slice(0, -1)])
    assert.deepEqual(outcome(known, { ...opening, nonce }), { ballot: true, seal: false, receipt: false });
});

test("an opening that is signed for, but of another seal than the one in the receipt, is seen", () => {
  const nonce = other(opening.nonce);
  const leaf = leafHash(challengeEntry(card.number, 2, card.proof(2), nonce, opening.ballot));
  assert.deepEqual(outcome(known, { ...opening, nonce, leafHash: leaf, receipt: signed(12, leaf) }), { ballot: true, seal: false, receipt: true });
});

test("the opening's receipt must be signed, of this very entry, and after the cast", () => {
  const wrong = { ballot: true, seal: true, receipt: false };
  assert.deepEqual(outcome(known, { ...opening, receipt: "" }), wrong);
  assert.deepEqual(outcome(known, { ...opening, receipt: vectors.receipt }), wrong);
  assert.deepEqual(outcome(known, { ...opening, receipt: opening.receipt.replace("\n12 ", "\n13 ") }), wrong);
  assert.deepEqual(outcome(known, { ...opening, receipt: signed(castReceipt.index, opening.leafHash) }), wrong);
});

test("a page that was loaded again leaves ballot and seal to the eye and the log", () => {
  const comparison = compare(unknown, opening, key);
  assert.deepEqual(Object.fromEntries(comparison.checks), { receipt: true });
  assert.equal(comparison.castLeaf, entryOf("cast").leafHash);
  assert.deepEqual(outcome(unknown, { ...opening, nonce: "" }), { seal: false, receipt: false });
});

test("an answer with something missing fails the comparison and does not escape it", () => {
  assert.deepEqual(readOpened(opening), opening);
  for (const answer of [null, undefined, "no", [], {}, { ...opening, nonce: null }, { ...opening, ballot: 7 }, { ...opening, receipt: {} }])
    assert.ok([...compare(known, readOpened(answer), key).checks.values()].includes(false));
});

test("only a version that leaves room for another vote may challenge", () => {
  assert.deepEqual([0, 1, 2, 6, 7].filter(mayChallenge), [2, 6]);
});

test("the evidence holds both receipts as they can be cut out and checked, and nothing secret", () => {
  const text = evidence(vectors.origin, known, opening, compare(known, opening, key));
  for (const part of [castReceipt.text, opening.receipt, `nonce ${opening.nonce}`, `ballot ${opening.ballot}`, `seal ${vectors.seal.seal}`]) assert.ok(text.includes(part), part);
  for (const secret of [vectors.card.secret, card.proof(3), card.proof(7)]) assert.ok(!text.includes(secret));
  assert.match(evidence(vectors.origin, known, opening, compare({ ...known, ballot: "blank" }, opening, key)), /^check ballot: FAILS$/m);
});

test("a receipt is found again in the file that keeps a checkpoint with it", () => {
  const kept = keptText(castReceipt, vectors.checkpoint);
  assert.equal(kept, `${vectors.receipt}\n${vectors.checkpoint}`);
  for (const pasted of [kept, `\n\n${kept.replaceAll("\n", "\r\n")}  `, `${vectors.checkpoint}\n${vectors.receipt}`]) {
    assert.equal(readReceipt(pasted)?.text, vectors.receipt);
    assert.ok(receiptIsSigned(readReceipt(pasted), key));
  }
  assert.equal(readReceipt(vectors.checkpoint), null);
  assert.ok(openCheckpoint(vectors.checkpoint, key));
});

test("the projects of a ballot", () => {
  assert.deepEqual(projectsOf("approve 12 3 area/7"), ["12", "3", "area/7"]);
  assert.deepEqual(projectsOf("blank"), []);
  assert.equal(projectsOf("rank 1 2"), null);
});

test("money on a screen is written as the pages write it", () => {
  assert.deepEqual([0, 5, 9950, 285000, 123456789].map((minor) => money(minor, "£0")), ["£0", "£0.05", "£99.50", "£2,850", "£1,234,567.89"]);
  assert.equal(money(1700000, "0\u00a0zł"), "17,000\u00a0zł");
});
