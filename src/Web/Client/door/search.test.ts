import { expect, test } from "vitest";
import { areNear, fits, fold, words } from "./search";

test.each([["Seán O’Néill-Łuk", "sean oneill luk"], ["ǅemal", "dzemal"], ["李 小明", "李 小明"], ["  ", ""]])("%s is compared as %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test.each([
  ["neill sean", 3], ["o neill", 3], ["sean troon", 2], ["saen", 1], ["sean oneil troon", 2], ["sean smith", 0], ["", 0],
])("%s fits Seán O’Néill of Troon by %i", (query, fit) => {
  expect(fits(words(query), "Seán O’Néill", "Troon")).toBe(fit);
});

test("one letter is forgiven from four on, two from seven on, none below", () => {
  expect([areNear("ann", "ian"), areNear("morg", "morag"), areNear("mohamed", "muhamad"), areNear("mohamed", "muhamat")]).toEqual([false, true, true, false]);
});
