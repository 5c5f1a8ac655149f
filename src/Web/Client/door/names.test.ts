import { expect, test } from "vitest";
import { keyboards, secrets, typedOn } from "../testing/keyboards";
import list from "../testing/names.txt?raw";
import { search } from "./codes";

const names = list.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
const layouts = Object.keys(keyboards);
const both = (text: string) => [text, text.toLowerCase()];
const drawn = secrets(400);

test("the list holds its names, of many languages", () => expect(names.length).toBeGreaterThan(100));

// Long without an I, L, O or U, or in letters of which nothing is known: with Enter, and their beginnings while they are typed.
const whenAsked = [
  "Schwarzenegger", "Zahradníček", "Vilhjálmsdóttir", "Ramachandran", "Zoë Vandenberghe", "Jędrzejczyk", "Kaczmarczyk", "ასლამაზიშვილი", "Հարությունյան",
];

test.each(names.filter((name) => !whenAsked.includes(name)))("%s is looked for while it is typed", (name) => expect(search(name)).toBe("at-once"));
test.each(whenAsked)("%s is looked for when somebody asks", (name) => expect(search(name)).toBe("when-asked"));
test.each(names)("%s is found by its beginning, and typed to any letter never called a secret", (name) => {
  for (let place = 1; place <= name.length; place++) expect(search(name.slice(0, place)), name.slice(0, place)).not.toBe("never");
  expect([6, 5, 4, 3, 2].map((place) => search(name.slice(0, place)))).toContain("at-once");
});

test.each(layouts)("no whole secret is ever looked for as a name on a keyboard: %s", (layout) => {
  for (const secret of drawn) for (const text of both(secret)) {
    const typed = typedOn(layout, text);
    expect(search(typed), typed).toBe("never");
  }
});

test.each(layouts)("no link of a card is, on a keyboard: %s", (layout) => {
  for (const secret of drawn.slice(0, 100)) {
    const typed = typedOn(layout, `https://pb.south.example/v/troon-2026#${secret}`);
    expect(search(typed), typed).toBe("never");
  }
});

// docs/adr/0031: how often the first or the last symbols of a secret look like a name by themselves, at the most, in a hundred.
const looksLikeName: [length: number, byItself: number, asked: number][] = [
  [4, 55, 100], [6, 38, 100], [8, 26, 31], [10, 18, 25], [12, 6, 17], [14, 3, 10], [16, 2, 8], [18, 1, 3], [20, 1, 2], [22, 0, 0],
];

test.each(looksLikeName)("of %i symbols at an end of a secret at most %i in 100 are looked for by themselves, and %i when asked", (length, byItself, asked) => {
  for (const layout of layouts) for (const part of [(text: string) => text.slice(0, length), (text: string) => text.slice(-length)]) {
    const answers = drawn.slice(0, 250).flatMap(both).map((text) => search(typedOn(layout, part(text))));
    const share = (answer: string) => (100 * answers.filter((one) => one === answer).length) / answers.length;
    expect(share("at-once"), layout).toBeLessThanOrEqual(byItself);
    expect(share("when-asked"), layout).toBeLessThanOrEqual(asked);
  }
});
