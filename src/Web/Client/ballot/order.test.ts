import { expect, test } from "vitest";
import { turned } from "./order";

const ids = ["1", "2", "3", "4", "5"];

test("a card's order is the paper's, begun somewhere, and always the same", () => {
  for (const card of ["a", "b", "c"]) {
    const order = turned(ids, card);
    expect(order).toEqual(turned(ids, card));
    expect([...order, ...order].join(" ")).toContain(ids.join(" "));
  }
  expect(turned([], "a")).toEqual([]);
});

test("over many cards each project comes first about as often", () => {
  const firsts = Array.from({ length: 5_000 }, (_, card) => turned(ids, `card ${card}`)[0]);
  for (const id of ids) {
    const times = firsts.filter((first) => first === id).length;
    expect(times).toBeGreaterThan(880);
    expect(times).toBeLessThan(1_120);
  }
});
