import { expect, test } from "vitest";
import { Alone, aloneAfter, hashOf } from "./alone";
import type { Outcome, Part, Question, SettledLine, Settlement } from "./service";
import { Vault, type Shelf } from "./vault";

class MemoryShelf implements Shelf {
  readonly records = new Map<string, Uint8Array>();
  full = false;
  put(name: string, sealed: Uint8Array): Promise<void> {
    if (this.full) return Promise.reject(new Error("full"));
    this.records.set(name, sealed);
    return Promise.resolve();
  }
  all(): Promise<[string, Uint8Array][]> {
    return Promise.resolve([...this.records]);
  }
  remove(names: string[]): Promise<void> {
    for (const name of names) this.records.delete(name);
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    this.records.clear();
    return Promise.resolve();
  }
  close(): void {}
}

const key = btoa("k".repeat(32));
const part = async (more: Partial<Part> = {}): Promise<Part> => ({
  key, stamp: "one", cameIn: ["3"], ranges: [{ door: "Main door", from: "" }, { door: "Side door", from: "n" }], cards: [], at: 7,
  lines: [
    { line: "1", name: "Mòrag NicDhòmhnaill", detail: "Harbour Street", pass: await hashOf("PASSMORAG1") },
    { line: "2", name: "Iain O’Neill", detail: "Shore Road", pass: "" },
    { line: "3", name: "Ann Reid", detail: "", pass: "" },
  ],
  ...more,
});

async function door(cardsOnly: boolean, allotted: Part, shelf = new MemoryShelf()) {
  const clock = { now: 0 };
  const network = { up: false, standing: new Map<string, SettledLine>(), sent: [] as Settlement[], asked: [] as Question[] };
  let drawn = 0;
  const alone = new Alone("Main door", cardsOnly, {
    checkIn: (question): Promise<Outcome> => {
      network.asked.push(question);
      return Promise.resolve(network.up ? { kind: "answer", reply: { status: "unknown" } } : { kind: "no-answer" });
    },
    settle: (what) => {
      network.sent.push(structuredClone(what));
      if (!network.up) return Promise.resolve(undefined);
      return Promise.resolve("marks" in what ? what.marks.map(({ line }) => network.standing.get(line) ?? { line, status: "settled", standing: null }) : []);
    },
  }, cardsOnly ? Vault.plain(shelf) : await Vault.open(shelf, key), () => clock.now, () => `${shelf.records.size}-${drawn++}`);
  await alone.restore();
  await alone.allot(allotted);
  return { alone, clock, network, shelf };
}

const status = (outcome: Outcome): string => (outcome.kind === "answer" ? outcome.reply.status : outcome.kind);

test("a door asks the service until it was silent long enough, and answers by itself from then on", async () => {
  const { alone, clock, network } = await door(false, await part());
  clock.now = aloneAfter - 1;
  expect(status(await alone.checkIn({ line: "1" }))).toBe("no-answer");
  clock.now = aloneAfter;
  expect(status(await alone.checkIn({ line: "1" }))).toBe("checked-in");
  expect(network.asked).toHaveLength(1);
  network.up = true;
  alone.heard();
  expect(status(await alone.checkIn({ line: "2" }))).toBe("unknown");
});

test("alone it lets in whom it keeps, once, by line or pass, and nobody else", async () => {
  const { alone, clock } = await door(false, await part());
  clock.now = aloneAfter;
  expect(status(await alone.checkIn({ pass: "pass-morag i" }))).toBe("checked-in");
  for (const again of [{ pass: "PASSMORAG1" }, { line: "1" }, { line: "3" }]) expect(status(await alone.checkIn(again))).toBe("already-checked-in");
  for (const strange of [{ line: "9" }, { pass: "PASSNOBODY" }]) expect(status(await alone.checkIn(strange))).toBe("not-kept");
  for (const other of [{ card: "ABCDEFGHJ7K3M" }, { number: "n", inside: "i" }]) expect(status(await alone.checkIn(other))).toBe("needs-network");
  expect(alone.waiting).toBe(1);
  expect(alone.find("oneil shore").map((line) => line.line)).toEqual(["2"]);
  expect([alone.keeperOf("Niamh"), alone.keeperOf("Morag")]).toEqual(["Side door", "Main door"]);
});

test("a door that left does not work alone before it is allotted its part again", async () => {
  const { alone, clock } = await door(false, await part());
  alone.leave();
  clock.now = aloneAfter;
  expect(status(await alone.checkIn({ line: "1" }))).toBe("no-answer");
  await alone.allot(await part());
  expect(status(await alone.checkIn({ line: "1" }))).toBe("checked-in");
});

test("a door says that it has a part only once that lies on its disk", async () => {
  const { alone, shelf } = await door(false, await part());
  expect([alone.allotted.stamp, alone.answered]).toEqual(["one", 7]);
  shelf.full = true;
  await expect(alone.allot(await part({ stamp: "two", at: 8, lines: [] }))).rejects.toThrow();
  expect([alone.allotted.stamp, alone.allotted.lines, alone.answered]).toEqual(["one", 3, 7]);
});

test("of two presses for one person at once one lets in", async () => {
  const { alone, clock } = await door(false, await part());
  clock.now = aloneAfter;
  const both = await Promise.all([alone.checkIn({ line: "1" }), alone.checkIn({ line: "1" })]);
  expect(both.map(status).sort()).toEqual(["already-checked-in", "checked-in"]);
});

test("nobody is let in whose mark the device cannot keep", async () => {
  const { alone, clock, shelf } = await door(false, await part());
  clock.now = aloneAfter;
  shelf.full = true;
  expect(status(await alone.checkIn({ line: "1" }))).toBe("no-answer");
  shelf.full = false;
  expect(status(await alone.checkIn({ line: "1" }))).toBe("checked-in");
});

test("200 people are settled by itself, through a page that was loaded again, and each conflict is told until it was seen", async () => {
  const lines = Array.from({ length: 200 }, (_, at) => ({ line: `${at}`, name: `Person ${at}`, detail: "", pass: "" }));
  const allotted = await part({ lines, cameIn: [], ranges: [{ door: "Main door", from: "" }] });
  const before = await door(false, allotted);
  before.clock.now = aloneAfter;
  for (const { line } of lines) expect(status(await before.alone.checkIn({ line }))).toBe("checked-in");
  await before.alone.settle();
  expect(before.network.sent).toHaveLength(1);
  // Not again at once: nothing answered.
  await before.alone.settle();
  expect(before.network.sent).toHaveLength(1);

  const { alone, network, shelf } = await door(false, allotted, before.shelf);
  expect(alone.waiting).toBe(200);
  network.up = true;
  network.standing.set("7", { line: "7", status: "twice", standing: { line: "7", name: "Person 7", detail: "", door: "Side door", hour: "2026-05-30T10" } });
  network.standing.set("150", { line: "150", status: "unknown", standing: null });
  await alone.settle();
  const told = network.sent.map((sent) => ("marks" in sent ? sent.marks : []));
  expect(told.map((marks) => marks.length)).toEqual([100, 100]);
  for (const member of ["id", "line"] as const) expect(new Set(told.flat().map((mark) => mark[member])).size).toBe(200);
  expect(alone.waiting).toBe(0);
  expect(alone.findings.map(({ kind, name, door: at }) => [kind, name, at]).sort()).toEqual([["twice", "Person 7", "Side door"], ["unknown", "Person 150", ""]]);
  await alone.seen(alone.findings[0]!.id);
  expect(alone.findings).toHaveLength(1);
  // What the door keeps: its part, and what nobody has seen yet, under a name that tells nobody's line.
  expect(shelf.records.size).toBe(2);
  expect([...shelf.records.keys()].filter((name) => name.startsWith("told/") && /^told\/(7|150)$/.test(name))).toEqual([]);
  expect(status(await alone.checkIn({ line: "1" }))).toBe("unknown");
});

test("cards of the door's own pile go out once, are counted and never named, and are settled under one id however often it is tried", async () => {
  const cards = ["ABCDEFGHJ7K3M", "ABCDEFGHJ7K3N", "ABCDEFGHJ7K3P"];
  const { alone, clock, network, shelf } = await door(true, await part({ lines: [], cards }));
  // Also with a network: the service has made them usable already.
  expect(status(await alone.checkIn({ card: cards[0]! }))).toBe("issued");
  clock.now = aloneAfter;
  expect(status(await alone.checkIn({ card: cards[0]! }))).toBe("already-issued");
  expect(status(await alone.checkIn({ card: cards[1]! }))).toBe("issued");
  expect(status(await alone.checkIn({ card: "ZZZDEFGHJ7K3M" }))).toBe("not-in-pile");
  await alone.settle();

  network.up = true;
  clock.now += 60_000;
  await alone.settle();
  expect(network.sent).toHaveLength(2);
  expect(network.sent[0]).toEqual(network.sent[1]);
  expect(network.sent[1]).toMatchObject({ cards: 2 });
  expect(JSON.stringify(network.sent)).not.toContain("ABCDEF");
  expect([alone.waiting, alone.allotted.cards]).toEqual([0, 1]);
  // Still handed out, after the page was loaded again too.
  const again = await door(true, await part({ lines: [], cards }), shelf);
  expect(status(await again.alone.checkIn({ card: cards[1]! }))).toBe("already-issued");
  expect(again.alone.waiting).toBe(0);
});

test("what lies on the device shows no name, no line and no card without the service's key, and a wiped door leaves nothing", async () => {
  const { alone, clock, shelf } = await door(false, await part());
  clock.now = aloneAfter;
  await alone.checkIn({ line: "1" });
  const bytes = [...shelf.records].map(([name, sealed]) => name + new TextDecoder("latin1").decode(sealed)).join("\n");
  for (const secret of ["NicDh", "Harbour", '"line"']) expect(bytes).not.toContain(secret);
  const other = await Vault.open(shelf, btoa("x".repeat(32)));
  expect((await other.all()).size).toBe(0);
  expect((await (await Vault.open(shelf, key)).all()).size).toBe(2);
  await alone.wipe();
  expect(shelf.records.size).toBe(0);
});

test("a door that is a door no more hands out nothing of its pile, lets nobody in, and still settles", async () => {
  const cards = await door(true, await part({ lines: [], cameIn: [], cards: ["ABCDEFGHJ7K3M", "ABCDEFGHJ7K3N"] }));
  expect(status(await cards.alone.checkIn({ card: "ABCDEFGHJ7K3M" }))).toBe("issued");
  cards.alone.end();
  expect(status(await cards.alone.checkIn({ card: "ABCDEFGHJ7K3N" }))).toBe("no-answer");
  cards.network.up = true;
  await cards.alone.settle();
  expect([cards.alone.waiting, cards.network.sent.map((sent) => "cards" in sent && sent.cards)]).toEqual([0, [1]]);

  const names = await door(false, await part());
  names.alone.end();
  names.clock.now = aloneAfter;
  // Also after it was given its key again, without names.
  await names.alone.allot(await part({ stamp: "", lines: [] }));
  expect(names.alone.works).toBe(false);
});

test("a mark that is settled again has the id that it had", async () => {
  const { alone, clock, network } = await door(false, await part());
  clock.now = aloneAfter;
  await alone.checkIn({ line: "1" });
  await alone.settle();
  network.up = true;
  clock.now += 60_000;
  await alone.settle();
  expect(network.sent).toHaveLength(2);
  expect(network.sent[0]).toEqual(network.sent[1]);
});

test("what was found before, under the name of its line, is told on and stands under a random name", async () => {
  const shelf = new MemoryShelf();
  await (await Vault.open(shelf, key)).put("told/7", { id: "told/7", kind: "unknown", name: "Ann", detail: "", door: "", hour: "" });
  const { alone } = await door(false, await part(), shelf);
  expect(alone.findings.map(({ line, name }) => [line, name])).toEqual([["7", "Ann"]]);
  expect(shelf.records.has("told/7")).toBe(false);
});
