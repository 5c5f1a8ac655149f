import { expect, test } from "vitest";
import { money } from "./money";

test.each([[0, "£0"], [5, "£0.05"], [9950, "£99.50"], [285000, "£2,850"], [123456789, "£1,234,567.89"]])(
  "%i minor units are written as the pages write them", (minor, text) => {
    expect(money(minor, "£0", 2)).toBe(text);
  });

test.each([[285000, 0, "285,000\u00a0JPY"], [1, 0, "1\u00a0JPY"]])("%i yen are not divided", (minor, digits, text) => {
  expect(money(minor, "0\u00a0JPY", digits)).toBe(text);
});

test("three decimal digits are kept", () => {
  expect(money(12_050, "0\u00a0KWD", 3)).toBe("12.050\u00a0KWD");
});

test("a currency that follows the number keeps its place", () => {
  expect(money(1700000, "0\u00a0zł", 2)).toBe("17,000\u00a0zł");
});

test.each([[0, 0, "0\u00a0JPY"], [2500, 0, "2,500\u00a0JPY"], [1234567, 0, "1,234,567\u00a0JPY"], [5, 3, "0.005\u00a0JPY"], [12500, 3, "12.500\u00a0JPY"]])(
  "%i minor units of a currency with %i decimals lose and gain nothing", (minor, digits, text) => {
    expect(money(minor, "0\u00a0JPY", digits)).toBe(text);
  });
