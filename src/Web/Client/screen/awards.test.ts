import { expect, test } from "vitest";
import { awardsOf } from "./awards";
import type { Pot, Stall } from "./start";

const pot = (id: string, amount: number): Pot => ({ id, name: id, amount, amountText: "" });
const stall = (id: string, ask: number, inPot = "a"): Stall =>
  ({ id, title: id, language: "en", group: "", line: "", place: "", picture: "", pot: inPot, ask, askText: "" });
const standings = (...funded: string[]) => ["1", "2", "3", "4"].map((proposal) => ({ proposal, support: 1, funded: funded.includes(proposal) }));
const stalls = [stall("1", 400), stall("2", 500), stall("3", 300), stall("4", 70, "b")];

test("the last of a pot gets what is left, and the awards are the pot", () => {
  const awards = awardsOf(standings("1", "2", "3", "4"), stalls, [pot("a", 1_000), pot("b", 100)], true);
  expect([...awards]).toEqual([["1", 400], ["2", 500], ["3", 100], ["4", 70]]);
});

test("where everything fits each gets what it asks for", () => {
  expect([...awardsOf(standings("1", "3"), stalls, [pot("a", 700)], true)]).toEqual([["1", 400], ["3", 300]]);
});

test("a rule that funds the last one whole gives no part", () => {
  expect(awardsOf(standings("1", "2", "3"), stalls, [pot("a", 1_000)], false).get("3")).toBe(300);
});

test("nobody funded, and no money at all", () => {
  expect(awardsOf(standings(), stalls, [pot("a", 1_000)], true).size).toBe(0);
  expect(awardsOf(standings("1"), stalls, [pot("a", 0)], true).get("1")).toBe(0);
});
