import { expect, test } from "vitest";
import { following } from "./following";

test("the slip after one is the next that is left, past those that two have typed", () => {
  expect(following([3, 4, 7], 3)).toBe(4);
  expect(following([3, 4, 7], 4)).toBe(7);
});

test("after the last one there is none, and after one out of the order it is the first that is left", () => {
  expect(following([7], 7)).toBe(0);
  expect(following([], 1)).toBe(0);
  expect(following([3, 4], 9)).toBe(3);
});
