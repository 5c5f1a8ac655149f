import { beforeEach, expect, test, vi } from "vitest";
import { forgetStalls, keepStall, keptStalls } from "./shortlist";

const held = new Map<string, string>();
beforeEach(() => {
  held.clear();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => held.get(name) ?? null, setItem: (name: string, text: string) => held.set(name, text), removeItem: (name: string) => held.delete(name),
  });
});

test("stalls are kept and taken away, each day's alone, and nothing stays when all are gone", () => {
  keepStall("troon", "1", true);
  keepStall("troon", "area/5", true);
  keepStall("troon", "1", true);
  keepStall("ayr", "2", true);
  expect(keptStalls("troon")).toEqual(["area/5", "1"]);
  keepStall("troon", "1", false);
  expect(keptStalls("troon")).toEqual(["area/5"]);
  forgetStalls("ayr");
  keepStall("troon", "area/5", false);
  expect([...held.keys()]).toEqual([]);
});

test.each(["not json", "7", '[1, "3"]'])("what something else wrote is no list of stalls: %s", (text) => {
  held.set("stalls/troon", text);
  expect(keptStalls("troon")).toEqual(text.startsWith("[") ? ["3"] : []);
});
