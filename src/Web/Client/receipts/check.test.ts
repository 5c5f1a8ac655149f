import { expect, test } from "vitest";
import words from "../../Localisation/ResidentWords.resx?raw";
import { firstLine } from "./check";

const english = (key: string) => new RegExp(`"${key}" xml:space="preserve"><value>(.*?)</value>`).exec(words)?.[1] ?? key;

test.each(["replaced", "opened", "over", "voided", "opening", "opening-past", "handed-in"])("a ballot that is %s has no green line", (standing) => {
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
