import { expect, test, vi } from "vitest";
import { looks } from "./looks";
import type { Line, Outcome } from "./service";
import { replaced, undone, Watch } from "./undoing";

const line: Line = { line: "17", name: "Mòrag", detail: "", door: "", hour: "" };
const answered = (status: string): Outcome => ({ kind: "answer", reply: { status, line } });

test.each([
  ["undone", "undone"], ["taken-out", "taken-out"], ["not-checked-in", "not-checked-in"], ["at-another-door", "at-another-door"], ["codes-wrong", "codes-wrong"],
  ["codes-one-person", "codes-one-person"], ["codes-wait", "codes-wait"], ["codes-spent", "codes-spent"], ["card-has-cast", "card-has-cast"], ["not-possible", "not-possible"],
  ["wrong-phase", "not-open"], ["unknown", "unknown"],
])("an undoing that came to %s is said as %s", (status, kind) => {
  expect(undone(answered(status)).kind).toBe(kind);
  expect(looks[undone(answered(status)).kind]).toBeDefined();
});

test("a new card that is out already is good news only for the door whose question got no answer", () => {
  expect(replaced(answered("replaced"), false).kind).toBe("replaced");
  expect(replaced(answered("already-issued"), false).kind).toBe("already-handed-out");
  expect(replaced(answered("already-issued"), true).kind).toBe("replaced");
  expect(replaced(answered("none-to-replace"), false).kind).toBe("none-to-replace");
  expect(replaced({ kind: "no-answer" }, false).kind).toBe("no-connection");
});

test("a door that said that somebody is in says so when another has undone it, and not after it has gone on", async () => {
  vi.useFakeTimers();
  const stands = { ...line, door: "Main door" };
  const told: Line[] = [];
  const watch = new Watch(() => Promise.resolve({ ...stands }), (free) => told.push(free));
  void watch.on(line);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(told).toEqual([]);
  stands.door = "";
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([stands]);
  void watch.on(line);
  watch.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toHaveLength(1);
  vi.useRealTimers();
});
