import { expect, test } from "vitest";
import { choicesOf } from "./choices";

test("an approving ballot names its projects", () => {
  expect(choicesOf("approve 12 BO.OM.97/24")).toEqual([{ project: "12", mark: "" }, { project: "BO.OM.97/24", mark: "" }]);
});

test("marks and points stand beside their projects", () => {
  expect(choicesOf("score 3=5 7=0")).toEqual([{ project: "3", mark: "5" }, { project: "7", mark: "0" }]);
});

test("a ranking keeps its order and says the place", () => {
  expect(choicesOf("rank 12 3")).toEqual([{ project: "12", mark: "1." }, { project: "3", mark: "2." }]);
});

test("a blank paper chooses nothing", () => {
  expect(choicesOf("blank")).toEqual([]);
});
