import { expect, test } from "vitest";
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
  return { desk: new Desk({ checkIn }, (answer, card) => said.push({ answer, card }), () => {}, () => clock.now), said, asked, clock };
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
