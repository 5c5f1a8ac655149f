import { expect, test } from "vitest";
import { money } from "./money";

test.each([[0, "£0"], [5, "£0.05"], [9950, "£99.50"], [285000, "£2,850"], [123456789, "£1,234,567.89"]])(
  "%i minor units are written as the pages write them", (minor, text) => {
    expect(money(minor, "£0")).toBe(text);
  });

test("a currency that follows the number keeps its place", () => {
  expect(money(1700000, "0\u00a0zł")).toBe("17,000\u00a0zł");
});
