import { expect, test } from "vitest";
import { read } from "./codes";
import { Wedge } from "./wedge";

const pass = "4FJ2Z0W9QKTM7B3X";
const secret = "K7Q2ZY4N8WXR5T6P3MABCD9E"; // made up
const link = `https://pb.south.example/v/troon#${secret}`;
const stops = [260, 300, 600, 1_000, 3_000];

/** Keys one part after another, with a stop before each but the first, and Enter after a last gap. */
function keys(parts: string[], gap: number, stop: number, from = 5_000, last = gap) {
  const wedge = new Wedge();
  let at = from - stop;
  for (const part of parts) {
    at += stop - gap;
    for (const letter of part) wedge.write(letter, (at += gap));
  }
  return wedge.end(at + last);
}

const key = (text: string, gap: number, from = 5_000): string | null => keys([text], gap, 0, from)?.text ?? null;
const said = (scan: ReturnType<typeof keys>) => (scan === null ? "nothing" : read(scan.text, scan.before).kind);

test.each([1, 10, 44, 45])("a scanner with %i ms a key is heard whole", (gap) => expect(key(pass, gap)).toBe(pass));
test.each([46, 80, 170])("fingers with %i ms a key are not", (gap) => expect(key(pass, gap)).toBeNull());
test("the shortest pass is heard", () => expect(key("ABC123", 20)).toBe("ABC123"));
test("five keys are no scan", () => expect(key("ABC12", 5)).toBeNull());
test("the first scan after loading is heard from its first letter", () => expect(key(pass, 20, 0)).toBe(pass));

test.each(stops)("a scanner that stops for %i ms, wherever, posts no part of a secret or its link", (stop) => {
  for (const text of [secret, secret.toLowerCase(), link]) for (let place = 1; place < text.length; place++) {
    for (const gap of [5, 20, 45]) {
      expect(said(keys([text.slice(0, place), text.slice(place)], gap, stop)), `${text.slice(0, place)} ${text.slice(place)}`).toBe("inside");
    }
  }
});

test.each(stops)("nor does one that stops twice for %i ms, or before its Enter", (stop) => {
  for (const text of [secret, link]) for (let first = 1; first < text.length - 1; first++) for (let second = first + 1; second < text.length; second++) {
    const parts = [text.slice(0, first), text.slice(first, second), text.slice(second)];
    expect(["inside", "nothing"], parts.join(" ")).toContain(said(keys(parts, 5, stop)));
    expect(said(keys(parts, 5, stop)), parts.join(" ")).toBe("inside");
  }
  expect(said(keys([secret], 5, 0, 5_000, stop))).toBe("inside");
});

test("a scanner that stops after each of the first eight keys posts none of the rest", () => {
  expect(said(keys([...secret.slice(0, 8), secret.slice(8)], 5, 300))).toBe("inside");
  expect(said(keys([secret.slice(0, 3), secret.slice(3, 6), secret.slice(6, 9), secret.slice(9)], 5, 300))).toBe("inside");
});

test.each(stops)("a pass is one pass though its scanner stops for %i ms", (stop) => {
  for (let place = 4; place < pass.length; place++) {
    const scan = keys([pass.slice(0, place), pass.slice(place)], 20, stop)!;
    expect(read(scan.text, scan.before)).toEqual({ kind: "pass", pass });
  }
});

test("a scan after a scan is another text, however soon", () => {
  const wedge = new Wedge();
  for (let scan = 0; scan < 3; scan++) {
    [...pass].forEach((letter, place) => wedge.write(letter, scan * 400 + place * 20));
    expect(wedge.end(scan * 400 + 330)).toEqual({ text: pass, before: "" });
  }
});

test.each(["x", "12", "Morag", "Morag Campbell", "Štěpánková", "4b Bath Street"])("what fingers typed before, %s, belongs to another text", (typed) => {
  for (const gap of [120, 300]) {
    const wedge = new Wedge();
    [...typed].forEach((letter, place) => wedge.write(letter, 1_000 + place * gap));
    const from = 1_300 + typed.length * gap;
    [...pass].forEach((letter, place) => wedge.write(letter, from + place * 20));
    const scan = wedge.end(from + 340)!;
    expect(scan).toEqual({ text: pass, before: typed });
    expect(read(scan.text, scan.before)).toEqual({ kind: "pass", pass });
  }
});

test("half a secret by fingers, and the rest by a scanner, is the inside until it was answered", () => {
  const wedge = new Wedge();
  const half = (from: number) => [...secret.slice(0, 12)].forEach((letter, place) => wedge.write(letter, from + place * 170));
  const rest = (from: number) => [...secret.slice(12)].forEach((letter, place) => wedge.write(letter, from + place * 20));
  half(1_000);
  rest(4_000);
  expect(said(wedge.end(4_250))).toBe("inside");
  half(10_000);
  wedge.forgetFingers(12_500);
  rest(13_000);
  expect(wedge.end(13_250)?.before).toBe("");
});

test("a scan that is not ended is known to have begun, for five seconds, and is not forgotten as fingers' keys are", () => {
  const wedge = new Wedge();
  [..."KARE"].forEach((letter, place) => wedge.write(letter, 1_000 + place * 20));
  wedge.forgetFingers(1_500);
  expect(wedge.begun(1_500)).toBe(true);
  expect(wedge.begun(6_061)).toBe(false);
  [..."Kare"].forEach((letter, place) => wedge.write(letter, 7_000 + place * 120));
  expect(wedge.begun(7_500)).toBe(false);
});

test("Enter long after the last key ends nothing", () => {
  const wedge = new Wedge();
  [...pass].forEach((letter, place) => wedge.write(letter, place * 20));
  expect(wedge.end(5_301)).toBeNull();
});
