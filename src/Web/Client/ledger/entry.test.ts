import { expect, test } from "vitest";
import { card, entryOf, vectors } from "../testing/vectors";
import { fromBase64 } from "./bytes";
import { castEntry, challengeEntry, leafHash } from "./entry";
import { sealOf } from "./seal";

test("the seal is that of the vectors", () => {
  expect(sealOf(fromBase64(vectors.seal.nonce)!, vectors.seal.ballot)).toBe(vectors.seal.seal);
});

test("a cast's entry and its leaf hash are those of the vectors", () => {
  const cast = castEntry(card.number, 1, card.proof(1), vectors.seal.seal);
  expect(cast).toBe(entryOf("cast").text);
  expect(leafHash(cast)).toBe(entryOf("cast").leafHash);
});

test("a challenge's entry and its leaf hash are those of the vectors", () => {
  const challenge = challengeEntry(card.number, 2, card.proof(2), vectors.seal.nonce, vectors.seal.ballot);
  expect(challenge).toBe(entryOf("challenge").text);
  expect(leafHash(challenge)).toBe(entryOf("challenge").leafHash);
});
