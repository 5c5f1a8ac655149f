import { expect, test } from "vitest";
import { Wedge } from "./wedge";

const pass = "4FJ2Z0W9QKTM7B3X";

function key(text: string, gap: number, from = 5_000): string | null {
  const wedge = new Wedge();
  [...text].forEach((letter, place) => wedge.write(letter, from + place * gap));
  return wedge.end(from + text.length * gap);
}

test.each([1, 10, 44, 45])("a scanner with %i ms a key is heard whole", (gap) => expect(key(pass, gap)).toBe(pass));
test.each([46, 80, 170])("fingers with %i ms a key are not", (gap) => expect(key(pass, gap)).toBeNull());
test("the shortest pass is heard", () => expect(key("ABC123", 20)).toBe("ABC123"));
test("five keys are no scan", () => expect(key("ABC12", 5)).toBeNull());
test("the first scan after loading is heard from its first letter", () => expect(key(pass, 20, 0)).toBe(pass));

test("what was typed before belongs to another text", () => {
  const wedge = new Wedge();
  wedge.write("x", 1_000);
  [...pass].forEach((letter, place) => wedge.write(letter, 1_300 + place * 20));
  expect(wedge.end(1_620)).toBe(pass);
});

test("Enter long after the last key ends nothing", () => {
  const wedge = new Wedge();
  [...pass].forEach((letter, place) => wedge.write(letter, place * 20));
  expect(wedge.end(1_000)).toBeNull();
});
