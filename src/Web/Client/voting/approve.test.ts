import { expect, test, vi } from "vitest";
import type { Form } from "./day";

vi.stubGlobal("document", { getElementById: () => null });
const { problemWith } = await import("./approve");
const form = (least: number, most: number): Form => ({ kind: "approve", least, most });

test.each([
  [3, 3, 1, "Rule.exactly"], [3, 3, 2, "Rule.exactly"], [3, 3, 4, "Rule.exactly"], [1, 1, 2, "Rule.exactly"],
  [2, 3, 1, "Rule.too-few"], [1, 3, 4, "Rule.too-many"], [2, 0, 1, "Rule.too-few"],
])("choose %i to %i, chosen %i: %s", (least, most, chosen, key) => expect(problemWith(form(least, most), chosen)).toBe(key));

test.each([[3, 3, 0], [3, 3, 3], [2, 3, 2], [1, 0, 99]])("choose %i to %i, chosen %i is right", (least, most, chosen) => {
  expect(problemWith(form(least, most), chosen)).toBeNull();
});
