import { expect, test } from "vitest";
import { clockOf, holdsScreen } from "./talk";

test.each([[180_000, "3:00"], [179_001, "3:00"], [179_000, "2:59"], [9_500, "0:10"], [1, "0:01"], [0, "0:00"], [-5_000, "0:00"], [3_600_000, "60:00"]])(
  "%i milliseconds are left as %s", (left, text) => {
    expect(clockOf(left)).toBe(text);
  });

test.each([[1, false, true], [-60_000, false, true], [-60_001, false, false], [-600_000, true, true]])("with %i milliseconds left, voting waiting: %s, the screen is the group's: %s", (left, waits, holds) => {
  expect(holdsScreen(left, waits)).toBe(holds);
});
