// Sends a ballot, or the challenge of one, until there is an answer. Every retry is the same request, so that it counts once however
// often it arrives.
import { sha256 } from "@noble/hashes/sha2.js";
import type { Card } from "../cards/card";
import { concat, fromBase64, toBase64, utf8 } from "../ledger/bytes";
import type { Place } from "./day";

const timeout = 10_000;
const firstPause = 800;
const longestPause = 12_000;

export interface Accepted {
  readonly receipt: string;
  readonly index: number;
  readonly leafHash: string;
}

/** A refusal in the page's language; `type` names it for ever. */
export interface Refused {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly index?: number;
  /** With `not-open`: voting is over for good. */
  readonly over?: boolean;
}

export type Outcome<T> = { accepted: T } | { refused: Refused };

/** A request: made once, sent as often as it takes. */
export interface Prepared {
  readonly url: string;
  readonly body: string;
}

/** Where a day's API is. */
export function apiOf(place: Place): string {
  return `${place.service}/api/days/${place.day}`;
}

/** 32 random bytes, base64: the attempt of one cast is made of them, and only who has them can have that cast opened. */
export function drawRandom(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/** A ballot to cast, with its attempt. Source: docs/formats/card.md. */
export function prepareCast(place: Place, card: Card, version: number, ballot: string, random: string): Prepared {
  const attempt = toBase64(sha256(concat(utf8("pbdd/1 attempt\n"), fromBase64(random)!)));
  return prepare(`${apiOf(place)}/ballots`, card, version, { ballot, attempt });
}

/** The challenge of a card's last cast, by the random bytes of its attempt. `losesVote`: the voter knows that no vote can follow. */
export function prepareChallenge(place: Place, card: Card, version: number, random: string, losesVote: boolean): Prepared {
  return prepare(`${apiOf(place)}/challenges`, card, version, losesVote ? { random, losesVote } : { random });
}

function prepare(url: string, card: Card, version: number, more: Record<string, string | boolean>): Prepared {
  return { url, body: JSON.stringify({ card: card.number, version, proof: card.proof(version), ...more }) };
}

/** Asks what a card can do next. */
export function prepareAsking(place: Place, card: Card): Prepared {
  return { url: `${apiOf(place)}/cards`, body: JSON.stringify({ card: card.number }) };
}

/**
 * Sends it until it is accepted, which has a status of its own, or refused. `waiting` is told of each try that got no answer, with the number
 * of tries so far.
 */
export async function send<T>(request: Prepared, waiting: (tries: number) => void, status = 201): Promise<Outcome<T>> {
  for (let tries = 1; ; tries++) {
    const answer = await post(request.url, request.body);
    const accepted = answer?.status === status ? ((await answer.json().catch(() => null)) as T | null) : null; // what cannot be read is no answer
    if (accepted !== null) return { accepted };
    if (answer && isFinal(answer)) return { refused: await problemOf(answer) };
    waiting(tries);
    await pause(tries, Number(answer?.headers.get("Retry-After") ?? 0) * 1000);
  }
}

/** One request: null where there was no answer, or none that can be read. */
export async function post(url: string, body: string): Promise<Response | null> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const headers = { "Content-Type": "application/json", "Accept-Language": globalThis.document?.documentElement.lang || "en" };
    const answer = await fetch(url, { method: "POST", headers, body, signal: abort.signal, cache: "no-store" });
    await answer.clone().arrayBuffer(); // an answer that breaks off is no answer
    return answer;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

export async function problemOf(answer: Response): Promise<Refused> {
  try {
    return (await answer.json()) as Refused;
  } catch {
    return { type: "", title: "", detail: "" };
  }
}

// Only the service's own word ends the trying: a proxy's or a wireless network's error page does not.
function isFinal(answer: Response): boolean {
  const own = answer.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
  return own && answer.status >= 400 && answer.status < 500 && ![408, 425, 429].includes(answer.status);
}

// Longer each time, never the same for everyone; at once when the network comes back.
function pause(tries: number, asked: number): Promise<void> {
  const backoff = Math.min(longestPause, firstPause * 2 ** (tries - 1));
  const wait = Math.max(asked, backoff * (0.75 + Math.random() / 2));
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, wait);
    addEventListener("online", end);
  });
}
