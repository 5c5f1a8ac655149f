import { expect, test } from "vitest";
import { ballotOf, readBallot, textOf } from "./ballot";

const choices = (...pairs: [string, number][]) => pairs.map(([project, value]) => ({ project, value }));

test.each([
  ["approve", choices(["area/7", 0], ["3", 0], ["12", 0]), "approve 12 3 area/7"],
  ["score", choices(["7", 0], ["3", 5]), "score 3=5 7=0"],
  ["points", choices(["7", 4], ["5", 0], ["3", 6]), "points 3=6 7=4"],
  ["rank", choices(["12", 0], ["3", 0], ["7", 0]), "rank 12 3 7"],
  ["points", choices(["7", 0]), "blank"],
  ["approve", [], "blank"],
] as const)("a ballot to %s as text", (kind, given, text) => expect(textOf(ballotOf(kind, given))).toBe(text));

test.each(["approve 12 3 area/7", "score 3=5 7=0", "points 3=6 7=4", "rank 12 3 7", "blank"])("'%s' is read as it was written", (text) => {
  expect(textOf(readBallot(text)!)).toBe(text);
});

test.each(["", "approve", "score 3", "points 3=", "approve 3=1", "choose 3", "blank 3", "score 3=x"])("'%s' is no ballot", (text) => {
  expect(readBallot(text)).toBeNull();
});
