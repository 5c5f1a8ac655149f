import { expect, test, vi } from "vitest";
import { Desk, type Answer } from "./desk";
import { endsWithNextKey, looks } from "./looks";
import type { Outcome, Question } from "./service";

const line = { line: "17", name: "Mòrag", detail: "", door: "Main door", hour: "2026-05-30T10" };

function desk(outcomes: Outcome[]) {
  const said: { answer: Answer; card: string }[] = [];
  const asked: Question[] = [];
  const clock = { now: 0 };
  const checkIn = (question: Question) => {
    asked.push(question);
    return Promise.resolve(outcomes.shift()!);
  };
  let people = 0;
  const door = new Desk({ checkIn }, (answer, card) => said.push({ answer, card }), () => people++, () => clock.now);
  return { desk: door, said, asked, clock, arrived: () => people };
}

const answered = (status: string, who: typeof line | null = null): Outcome => ({ kind: "answer", reply: { status, line: who } });

test.each(["issued", "already-issued", "unknown", "ended", "wrong-phase"])("the answer %s names the card's last four symbols", async (status) => {
  const { desk: door, said } = desk([answered(status)]);
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  expect(said.map((one) => one.card)).toEqual(["7K3M", "7K3M"]);
});

test.each([{ kind: "not-paired" } as const, { kind: "refused", detail: "No." } as const])("so does a refusal", async (outcome) => {
  const { desk: door, said } = desk([outcome]);
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  expect(said.at(-1)).toEqual({ answer: outcome, card: "7K3M" });
});

test("the same card again is said to be the same, with how long ago, and is not asked about again", async () => {
  const { desk: door, said, asked, clock } = desk([answered("issued"), answered("already-issued")]);
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  clock.now = 5_200;
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  expect(said.at(-1)).toEqual({ answer: { kind: "same", seconds: 5, line: null }, card: "7K3M" });
  expect(asked).toHaveLength(1);
  clock.now = 15_000;
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  expect(said.at(-1)?.answer.kind).toBe("already-handed-out");
});

test("the same pass again names the person", async () => {
  const { desk: door, said, clock } = desk([answered("checked-in", line)]);
  await door.ask({ pass: "ABC123" });
  clock.now = 1_000;
  await door.ask({ pass: "ABC123" });
  expect(said.at(-1)).toEqual({ answer: { kind: "same", seconds: 1, line }, card: "" });
});

test("green goes after four seconds or with the next key; the same card is never green", () => {
  for (const kind of ["hand-over", "let-in"] as const) {
    expect(looks[kind]).toMatchObject({ colour: "good", stays: 4_000 });
    expect(endsWithNextKey(kind)).toBe(true);
  }
  expect(looks.same.colour).toBe("warn");
  for (const kind of ["inside", "no-connection", "not-paired", "asking", "ready"] as const) expect(endsWithNextKey(kind)).toBe(false);
});

test("a card that people draw is named as none for exchange and lets nobody in", async () => {
  const { desk: door, said, arrived } = desk([answered("not-for-exchange")]);
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  expect(said.at(-1)).toEqual({ answer: { kind: "not-for-exchange" }, card: "7K3M" });
  expect(looks["not-for-exchange"].colour).toBe("warn");
  expect(arrived()).toBe(0);
});

const exchange = { number: "AAAA", inside: "SECRET" };

test("a card that was opened as a test is taken in, and nothing of its inside is kept", async () => {
  const { desk: door, said, asked } = desk([answered("exchanged")]);
  await door.ask(exchange);
  expect(asked).toEqual([exchange]);
  expect(said.at(-1)).toEqual({ answer: { kind: "exchanged" }, card: "" });
  expect(JSON.stringify(door, (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value))).not.toContain("SECRET");
});

test.each([["already-exchanged", "already-exchanged"], ["not-to-exchange", "not-to-exchange"], ["unknown", "inside-unknown"], ["wrong-phase", "not-open"]])(
  "an exchange that is answered %s is said to be %s", async (status, kind) => {
    const { desk: door, said } = desk([answered(status)]);
    await door.ask(exchange);
    expect(said.at(-1)?.answer.kind).toBe(kind);
  });

test("an exchange whose answer was lost was this door's own", async () => {
  vi.useFakeTimers();
  const { desk: door, said } = desk([{ kind: "no-answer" }, answered("already-exchanged")]);
  const asking = door.ask(exchange);
  await vi.runAllTimersAsync();
  await asking;
  vi.useRealTimers();
  expect(said.at(-1)?.answer.kind).toBe("exchanged");
});

test("a card that replaces another is handed over and lets nobody new in", async () => {
  const { desk: door, said, arrived } = desk([answered("replaced"), answered("none-to-replace")]);
  await door.ask({ card: "ABCDEFGHJ7K3M" });
  expect(said.at(-1)?.answer.kind).toBe("replaced");
  await door.ask({ card: "ABCDEFGHJ7K3N" });
  expect(said.at(-1)?.answer.kind).toBe("none-to-replace");
  expect(arrived()).toBe(0);
});
