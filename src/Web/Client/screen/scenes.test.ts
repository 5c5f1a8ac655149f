import { expect, test } from "vitest";
import type { Snapshot } from "./feed";
import { keyOf, mostRows, scenesOf } from "./scenes";
import type { Pot, Stall } from "./start";

const stall = (id: string): Stall => ({ id, title: id, language: "en", group: "", line: "", place: "", picture: "", pot: "a", ask: 1, askText: "" });
const pot: Pot = { id: "a", name: "a", amount: 1, amountText: "" };
const start = (stalls: number) => ({ pots: [pot], stalls: Array.from({ length: stalls }, (_, at) => stall(String(at + 1))) });
const now = (changes: Partial<Snapshot>): Snapshot => ({
  day: "d", number: 1, step: 1, phase: "open", live: "standings", issued: 0, ballots: 0, shownBallots: 0, standings: [], checkpoint: "", result: "", checks: 0,
  pots: [], withdrawn: [], papers: [], disputed: 0, votingBegan: true, ...changes,
});
const standings = (number: number) => Array.from({ length: number }, (_, at) => ({ proposal: String(at + 1), support: 1, funded: false }));
const kinds = (scenes: readonly { kind: string }[], kind: string) => scenes.filter((scene) => scene.kind === kind);

test("sixty projects stand on pages of eight at most, and every project and every stall has its turn", () => {
  const scenes = scenesOf(start(60), now({ standings: standings(60) }), false);
  expect(mostRows).toBe(8);
  expect(new Set(kinds(scenes, "standings").map((scene) => keyOf(scene as never))).size).toBe(8);
  expect(new Set(kinds(scenes, "stall").map((scene) => keyOf(scene as never))).size).toBe(60);
  const long = scenesOf(start(60), now({ standings: standings(60) }), false, false, 5);
  expect(new Set(kinds(long, "standings").map((scene) => keyOf(scene as never))).size).toBe(12);
});

test("a withdrawn stall has no turn", () => {
  expect(scenesOf(start(3), now({ withdrawn: ["2"] }), false).map(keyOf)).not.toContain("stall 2");
});

test("nothing but one sentence stands there between the close and the count", () => {
  expect(scenesOf(start(9), now({ phase: "closed" }), false).map(keyOf)).toEqual(["over "]);
  expect(scenesOf(start(9), now({ phase: "counted" }), false).map(keyOf)).toEqual(["over "]);
});

test("no standings are shown after voting has ended, though an old snapshot had some", () => {
  for (const phase of ["checking", "closed", "counted", "postponed", "void"]) {
    expect(kinds(scenesOf(start(9), now({ phase, standings: standings(9) }), false), "standings")).toEqual([]);
  }
});

test("the papers of the dice are shown one by one before the declaration alone", () => {
  const papers = [{ batch: "hall", number: 3, ballot: "blank" }, { batch: "hall", number: 9, ballot: "blank" }];
  expect(scenesOf(start(1), now({ phase: "counted", papers }), false).map(keyOf)).toEqual(["paper 0", "paper 1"]);
  expect(kinds(scenesOf(start(1), now({ papers }), false), "paper")).toEqual([]);
});

test("while the groups speak nothing says that voting is open, and no standings are shown", () => {
  const scenes = scenesOf(start(3), now({ votingBegan: false, standings: standings(3) }), false);
  expect(scenes[0]).toEqual({ kind: "stage", about: "speaking" });
  expect(kinds(scenes, "standings")).toEqual([]);
  expect(scenes.map(keyOf)).not.toContain("stage open");
  expect(kinds(scenes, "stall").length).toBe(3);
});

test("while voting is paused that comes first, and nothing says that it is open or how to vote", () => {
  for (const changes of [{}, { standings: standings(3) }, { votingBegan: false }, { live: "turnout" as const }]) {
    const scenes = scenesOf(start(3), now({ phase: "paused", ...changes }), false);
    expect(scenes[0]).toEqual({ kind: "stage", about: "paused" });
    expect(kinds(scenes, "how")).toEqual([]);
    expect(kinds(scenes, "words")).toEqual([]);
    expect(kinds(scenes, "standings").length).toBe("standings" in changes ? 1 : 0);
  }
});

test("once voting began after the groups that comes first, for a while", () => {
  expect(scenesOf(start(3), now({}), false, true)[0]).toEqual({ kind: "stage", about: "open" });
  expect(scenesOf(start(3), now({}), false).map(keyOf)).not.toContain("stage open");
});

test("an announcement has its turn in every phase", () => {
  for (const phase of ["published", "open", "paused", "checking", "closed", "counted"]) {
    expect(kinds(scenesOf(start(2), now({ phase }), true), "announcement").length).toBeGreaterThan(0);
  }
});

test("what says nothing is not shown: a day without stalls has words alone", () => {
  expect(kinds(scenesOf(start(0), now({}), false), "stall")).toEqual([]);
});
