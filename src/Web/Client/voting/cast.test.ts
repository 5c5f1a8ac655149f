import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Card } from "../cards/card";
import { prepareCast, prepareChallenge, send, type Accepted } from "./cast";

const card = { number: "NUMBER", proof: (version: number) => `PROOF${version}` } as unknown as Card;
const receipt: Accepted = { receipt: "pbdd/1 receipt", index: 7, leafHash: "LEAF" };

const attemptIn = (body: string): string => (JSON.parse(body) as { attempt: string }).attempt;
const ballotIn = (body: string): string => (JSON.parse(body) as { ballot: string }).ballot;
const accepted = (): Response => new Response(JSON.stringify(receipt), { status: 201, headers: { "Content-Type": "application/json" } });
const refused = (status: number, type: string): Response =>
  new Response(JSON.stringify({ type, title: "", detail: "" }), { status, headers: { "Content-Type": "application/problem+json" } });

let sent: string[] = [];

/** Answers in turn what is given; a thrown one is an answer that was lost. */
function answers(...turns: (() => Response)[]): void {
  vi.stubGlobal("fetch", (_: string, request: { body: string }) => {
    sent.push(request.body);
    const turn = turns.shift();
    return turn ? Promise.resolve().then(turn) : Promise.reject(new Error("nothing more was to be asked"));
  });
}

const lost = (): Response => {
  throw new TypeError("the network went away");
};

beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function ended<T>(outcome: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return outcome;
}

test("an attempt is 32 bytes, and another one for each request that is prepared, for the same ballot too", () => {
  const ballots = ["approve 1", "approve 2", "approve 1", "blank", "blank"];
  const attempts = ballots.map((ballot) => attemptIn(prepareCast("troon", card, 1, ballot).body));
  expect(new Set(attempts).size).toBe(ballots.length);
  for (const attempt of attempts) expect(atob(attempt)).toHaveLength(32);
});

test("an answer that is lost is asked for again by the very same request", async () => {
  answers(lost, lost, () => refused(503, "/problems/try-again"), accepted);
  const outcome = await ended(send<Accepted>(prepareCast("troon", card, 1, "approve 1"), () => {}));
  expect(outcome).toEqual({ accepted: receipt });
  expect(sent).toHaveLength(4);
  expect(new Set(sent).size).toBe(1);
});

test("a ballot that was changed while the first answer was lost goes out as another attempt under its own version", async () => {
  answers(lost, () => refused(409, "/problems/version-used"), accepted);
  const first = await ended(send<Accepted>(prepareCast("troon", card, 1, "approve 1"), () => {}));
  expect(first).toMatchObject({ refused: { type: "/problems/version-used" } });
  await ended(send<Accepted>(prepareCast("troon", card, 2, "approve 2"), () => {}));
  expect(sent.map(ballotIn)).toEqual(["approve 1", "approve 1", "approve 2"]);
  expect(attemptIn(sent[0]!)).toBe(attemptIn(sent[1]!));
  expect(attemptIn(sent[2]!)).not.toBe(attemptIn(sent[1]!));
});

test("a ballot that was refused and corrected is another attempt under the same version", async () => {
  answers(() => refused(422, "/problems/invalid-ballot"), accepted);
  await ended(send<Accepted>(prepareCast("troon", card, 1, "approve 1 2 3"), () => {}));
  await ended(send<Accepted>(prepareCast("troon", card, 1, "approve 1 2"), () => {}));
  expect(attemptIn(sent[1]!)).not.toBe(attemptIn(sent[0]!));
});

test("a challenge has an attempt of its own each time", () => {
  const challenges = [prepareChallenge("troon", card, 2), prepareChallenge("troon", card, 2)];
  expect(attemptIn(challenges[0]!.body)).not.toBe(attemptIn(challenges[1]!.body));
});
