import { expect, test } from "vitest";
import { card, vectors } from "../testing/vectors";
import { drawRandom, prepareCast, prepareChallenge } from "./cast";

const bodyOf = (request: { body: string }) => JSON.parse(request.body) as Record<string, unknown>;

test("the attempt is that of the vectors and says nothing of the ballot", () => {
  const [one, other] = ["approve 3", "blank"].map((ballot) => bodyOf(prepareCast("westhaven", card, 1, ballot, vectors.attempt.random)));
  expect(one).toEqual({ card: card.number, version: 1, proof: card.proof(1), ballot: "approve 3", attempt: vectors.attempt.attempt });
  expect(other!["attempt"]).toBe(one!["attempt"]);
});

test("a challenge shows what the attempt was made of, which the cast did not send", () => {
  const random = drawRandom();
  expect(prepareCast("westhaven", card, 1, "blank", random).body).not.toContain(random);
  expect(bodyOf(prepareChallenge("westhaven", card, 2, random))).toEqual({ card: card.number, version: 2, proof: card.proof(2), random });
});

test("each draw is another and has 32 bytes", () => {
  const draws = Array.from({ length: 100 }, drawRandom);
  expect(new Set(draws).size).toBe(100);
  for (const draw of draws) expect(atob(draw).length).toBe(32);
});
