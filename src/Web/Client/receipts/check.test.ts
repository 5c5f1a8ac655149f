import { expect, test } from "vitest";
import words from "../../Localisation/ResidentWords.resx?raw";
import { castEntry, leafHash } from "../ledger/entry";
import { entryOf, other, vectors } from "../testing/vectors";
import { cardOf, firstLine, waitingLine } from "./check";

const english = (key: string) => new RegExp(`"${key}" xml:space="preserve"><value>(.*?)</value>`).exec(words)?.[1] ?? key;

test.each(["replaced", "opened", "over", "voided", "left-out", "opening", "opening-past", "handed-in"])("a ballot that is %s has no green line", (standing) => {
  const line = firstLine({ standing, mayVote: false });
  expect(line.tone).toBe("warn");
  expect(english(line.first)).not.toBe(line.first);
  expect(english(line.toDo)).not.toBe(line.toDo);
});

test("a ballot that counts says so first", () => {
  expect(firstLine({ standing: "counts", mayVote: false }).tone).toBe("good");
  expect(english("Check.Standing.counts")).toBe("This ballot counts.");
});

test.each(["opened", "opening"])("who can still vote after it was %s is told to", (standing) => {
  expect(english(firstLine({ standing, mayVote: true }).toDo)).toBe("Vote again with the same card before voting closes.");
});

test.each([{}, { standing: "not-said", mayVote: false }])("a service that says nothing claims nothing", (proof) => {
  expect(firstLine(proof)).toEqual({ tone: "good", first: "Check.Right", toDo: "Check.Means" });
});

test("while it waits for its checkpoint a receipt says what its ballot is worth, and nothing is green", () => {
  expect(waitingLine({ standing: "counts", mayVote: false })).toEqual({ tone: "info", first: "Check.Standing.counts", toDo: "Check.Waits" });
  expect(waitingLine({ standing: "opened", mayVote: true })).toEqual({ tone: "warn", first: "Check.Standing.opened", toDo: "Check.VoteAgain" });
  expect(waitingLine({ standing: "replaced", mayVote: false })).toEqual({ tone: "warn", first: "Check.Standing.replaced", toDo: "Check.Standing.replaced.Detail" });
  expect(waitingLine({})).toEqual({ tone: "info", first: "Check.Waits", toDo: "" });
});

const entry = entryOf("cast").text;

test("the card's number is worked out from the entry that the receipt signs, as the vectors have it", () => {
  expect(cardOf({ receipt: { leafHash: leafHash(entry) }, proof: { entry } })).toBe(vectors.card.shortNumber);
});

test("another entry than the one the receipt signs shows no number", () => {
  const another = castEntry(other(vectors.card.number), 1, vectors.card.proofs[0]!, vectors.seal.seal);
  expect(cardOf({ receipt: { leafHash: leafHash(entry) }, proof: { entry: another } })).toBeNull();
});

test.each(["", undefined, "pbdd/1 count\nchecked-in 3\nissued 3\n", "pbdd/1 cast\ncard x\n"])("where there is no card there is no number: %s", (text) => {
  expect(cardOf({ receipt: { leafHash: leafHash(text ?? "") }, proof: text === undefined ? {} : { entry: text } })).toBeNull();
});
