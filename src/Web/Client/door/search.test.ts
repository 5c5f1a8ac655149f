import { expect, test } from "vitest";
import table from "../testing/searches.txt?raw";
import { areNear, fold, search } from "./search";

const rows = (kind: string): string[] => table.split("\n").filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
const split = (row: string): [string, string] => {
  const at = row.lastIndexOf("=");
  return [row.slice(0, at).trim(), row.slice(at + 1).trim()];
};
const people = rows("person").map((row) => row.split("|").map((part) => part.trim())).map(([line, name, detail]) => ({ line: line!, name: name!, detail: detail! }));

test.each(rows("fold").map(split))("%s is compared as %s", (text, folded) => expect(fold(text)).toBe(folded));

test.each(rows("ask").map(split))("%s finds %s, as the service does", (query, lines) => {
  expect(search(people, query).map(({ line }) => line).join(" ")).toBe(lines);
});

test("the table has its cases", () => expect([people.length, rows("ask").length]).toEqual([21, 58]));

test("at most twenty are found", () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ line: `${at + 10}`, name: "Ann Lee", detail: "" }));
  expect(search(many, "lee").map(({ line }) => line)).toEqual(many.slice(0, 20).map(({ line }) => line));
});

test("one letter is forgiven from four on, two from seven on", () => {
  expect([areNear("ann", "ian"), areNear("morg", "morag"), areNear("mohamed", "muhamad"), areNear("kowalski", "nowalska"), areNear("kowalski", "nowilska")])
    .toEqual([false, true, true, true, false]);
});
