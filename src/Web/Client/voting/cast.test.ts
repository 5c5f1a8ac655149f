import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { card, vectors } from "../testing/vectors";
import type { Place } from "./day";
import { drawRandom, prepareCast, prepareChallenge, send, type Accepted, type Prepared } from "./cast";

const [troon, westhaven] = ["troon", "westhaven"].map((day) => ({ service: "", day })) as [Place, Place];
const receipt: Accepted = { receipt: "pbdd/1 receipt", index: 7, leafHash: "LEAF" };

const prepared = (version: number, ballot: string): Prepared => prepareCast(troon, card, version, ballot, drawRandom());
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

test("an answer that is lost is asked for again by the very same request", async () => {
  answers(lost, lost, () => refused(503, "/problems/try-again"), accepted);
  const outcome = await ended(send<Accepted>(prepared(1, "approve 1"), () => {}));
  expect(outcome).toEqual({ accepted: receipt });
  expect(sent).toHaveLength(4);
  expect(new Set(sent).size).toBe(1);
});

test("a ballot that was changed while the first answer was lost goes out as another attempt under its own version", async () => {
  answers(lost, () => refused(409, "/problems/version-used"), accepted);
  const first = await ended(send<Accepted>(prepared(1, "approve 1"), () => {}));
  expect(first).toMatchObject({ refused: { type: "/problems/version-used" } });
  await ended(send<Accepted>(prepared(2, "approve 2"), () => {}));
  expect(sent.map(ballotIn)).toEqual(["approve 1", "approve 1", "approve 2"]);
  expect(attemptIn(sent[0]!)).toBe(attemptIn(sent[1]!));
  expect(attemptIn(sent[2]!)).not.toBe(attemptIn(sent[1]!));
});

test("a ballot that was refused and corrected is another attempt under the same version", async () => {
  answers(() => refused(422, "/problems/invalid-ballot"), accepted);
  await ended(send<Accepted>(prepared(1, "approve 1 2 3"), () => {}));
  await ended(send<Accepted>(prepared(1, "approve 1 2"), () => {}));
  expect(attemptIn(sent[1]!)).not.toBe(attemptIn(sent[0]!));
});

const bodyOf = (request: { body: string }) => JSON.parse(request.body) as Record<string, unknown>;

test("the attempt is that of the vectors and says nothing of the ballot", () => {
  const [one, other] = ["approve 3", "blank"].map((ballot) => bodyOf(prepareCast(westhaven, card, 1, ballot, vectors.attempt.random)));
  expect(one).toEqual({ card: card.number, version: 1, proof: card.proof(1), ballot: "approve 3", attempt: vectors.attempt.attempt });
  expect(other!["attempt"]).toBe(one!["attempt"]);
});

test("a challenge shows what the attempt was made of, which the cast did not send", () => {
  const random = drawRandom();
  expect(prepareCast(westhaven, card, 1, "blank", random).body).not.toContain(random);
  expect(bodyOf(prepareChallenge(westhaven, card, 2, random, false))).toEqual({ card: card.number, version: 2, proof: card.proof(2), random });
});

test("each draw is another and has 32 bytes", () => {
  const draws = Array.from({ length: 100 }, drawRandom);
  expect(new Set(draws).size).toBe(100);
  for (const draw of draws) expect(atob(draw).length).toBe(32);
});
