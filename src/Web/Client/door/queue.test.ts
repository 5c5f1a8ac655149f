import { expect, test } from "vitest";
import { Pace } from "./queue";

test("the wait follows the pace of the last ten minutes, and is unknown while few came", () => {
  const clock = { now: 0 };
  const pace = new Pace(() => clock.now);
  pace.arrived();
  pace.arrived();
  expect(pace.minutesFor(10)).toBeNull();
  for (let at = 1; at <= 8; at++) {
    clock.now = at * 15_000;
    pace.arrived();
  }
  // Ten in two minutes.
  expect([pace.minutesFor(20), pace.minutesFor(1), pace.minutesFor(0)]).toEqual([4, 1, 0]);
  clock.now = 12 * 60_000 + 1;
  expect(pace.minutesFor(20)).toBeNull();
});
