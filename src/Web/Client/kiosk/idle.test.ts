import { expect, test } from "vitest";
import { IdleWatch, type Moment } from "./idle";

const after = (seconds: number, slept = 0): Moment => ({ wall: 1_000_000 + (seconds + slept) * 1000, steady: 5_000 + seconds * 1000 });

test("a kiosk is calm for 45 seconds, asks for 15, and then whoever stood there has gone", () => {
  const watch = new IdleWatch(after(0));
  expect(watch.look(after(44.9))).toEqual({ at: "calm" });
  expect(watch.look(after(45))).toEqual({ at: "warning", left: 15 });
  expect(watch.look(after(59.5))).toEqual({ at: "warning", left: 1 });
  expect(watch.look(after(60))).toEqual({ at: "over" });
});

test("a touch begins the time anew", () => {
  const watch = new IdleWatch(after(0));
  watch.touch(after(59));
  expect(watch.look(after(100))).toEqual({ at: "calm" });
  expect(watch.look(after(119))).toEqual({ at: "over" });
});

test("time that the device slept counts, though the page's own clock stood still", () => {
  expect(new IdleWatch(after(0)).look(after(2, 600))).toEqual({ at: "over" });
});

test("a clock that is set back wins nothing", () => {
  const watch = new IdleWatch(after(0));
  expect(watch.look(after(61, -3_600))).toEqual({ at: "over" });
});
