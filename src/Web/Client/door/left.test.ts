import { expect, test } from "vitest";
import { untold } from "./left";
import { Vault, type Shelf } from "./vault";

function shelfOf(records: Map<string, Uint8Array>): Shelf {
  return {
    put: (name, sealed) => Promise.resolve(void records.set(name, sealed)),
    all: () => Promise.resolve([...records]),
    remove: (names) => Promise.resolve(names.forEach((name) => records.delete(name))),
    destroy: () => Promise.resolve(records.clear()),
    close: () => undefined,
  };
}

test("how much no service was told of shows without a key", async () => {
  const shelf = shelfOf(new Map());
  const names = await Vault.open(shelf, btoa("k".repeat(32)));
  await names.put("part", { part: {} });
  await names.put("mark/one", { line: "1" });
  await names.put("told/two", { line: "2" });
  expect(await untold(shelf)).toEqual(["mark/one"]);

  const cards = shelfOf(new Map());
  const plain = Vault.plain(cards);
  await plain.put("part", { part: {} });
  await plain.put("mark/out", { card: "ABCDEFGHJ7K3M", settlement: "s", settled: true });
  await plain.put("mark/waits", { card: "ABCDEFGHJ7K3N", settlement: null, settled: false });
  expect(await untold(cards)).toEqual(["mark/waits"]);
});
