import { expect, test } from "vitest";
import { headingOf } from "./phases";

test.each(["closed", "counted"])("in the phase %s the standings are those before the close", (phase) => {
  expect(headingOf({ phase, live: "standings" })).toBe("Screen.StandingsBefore");
  expect(headingOf({ phase, live: "rounded" })).toBe("Screen.StandingsBefore");
});

test.each(["open", "paused"])("in the phase %s they are live", (phase) => {
  expect(headingOf({ phase, live: "standings" })).toBe("Screen.Standings");
  expect(headingOf({ phase, live: "rounded" })).toBe("Screen.Bands");
});
