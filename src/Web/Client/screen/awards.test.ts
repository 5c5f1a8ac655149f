import { expect, test } from "vitest";
import { awardsOf } from "./awards";
import { applyChanges, type Pot, type Stall } from "./start";

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

test("money that was changed since the page was made is what is shared out, and a withdrawn stall is marked", () => {
  const start = { pots: [pot("a", 700)], stalls: [stall("1", 400), stall("3", 300)], countsPoints: false, noMoney: "£0", moneyDigits: 2, inPart: true, now: null as never, presentation: null as never };
  applyChanges(start, { pots: [{ pot: "a", amount: 500_00 }], withdrawn: ["3"] });
  expect(start.pots[0]).toEqual({ id: "a", name: "a", amount: 500_00, amountText: "£500" });
  expect(start.stalls.map((one) => one.withdrawn)).toEqual([false, true]);
  applyChanges(start, { pots: [], withdrawn: [] });
  expect(start.stalls.map((one) => one.withdrawn)).toEqual([false, false]);
});

test("nobody funded, and no money at all", () => {
  expect(awardsOf(standings(), stalls, [pot("a", 1_000)], true).size).toBe(0);
  expect(awardsOf(standings("1"), stalls, [pot("a", 0)], true).get("1")).toBe(0);
});
