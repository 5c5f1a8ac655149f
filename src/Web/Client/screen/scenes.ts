// Which scenes a screen shows in turn, without a page: one thing at a time.
import type { Snapshot } from "./feed";
import type { Start } from "./start";

/** A scene. `about` is a page of the standings, a pot, a stall, a step of how it works, or a paper. */
export type Scene =
  | { kind: "words"; about: "welcome" | "before" | "tooFew" | "turnoutOnly" }
  | { kind: "over" }
  | { kind: "stage"; about: "speaking" | "open" | "paused" }
  | { kind: "how"; about: 1 | 2 | 3 }
  | { kind: "stall"; about: string }
  | { kind: "turnout" }
  | { kind: "standings"; about: number }
  | { kind: "pot"; about: string }
  | { kind: "announcement" }
  | { kind: "paper"; about: number };

/** The most rows of a page; fewer where names are long, since what is read from fifteen metres needs the height. */
export const mostRows = 8;

/** How long a scene stays, in seconds. */
export const secondsOf = (scene: Scene): number => (scene.kind === "standings" || scene.kind === "stall" || scene.kind === "paper" ? 10 : 7);

const how: Scene[] = [1, 2, 3].map((about) => ({ kind: "how", about }) as Scene);

/** The scenes of a snapshot in their order. `opened`: voting began a moment ago, after the last group.
 *  `rows`: how many standings stand on a page. A round has all standings, and one stall after each page of theirs; a stall that is withdrawn has none. */
export function scenesOf(start: Pick<Start, "stalls" | "pots">, snapshot: Snapshot, announced: boolean, opened = false, rows = mostRows): Scene[] {
  const said: Scene[] = announced ? [{ kind: "announcement" }] : [];
  const stalls = start.stalls.filter((stall) => !snapshot.withdrawn.includes(stall.id)).map((stall): Scene => ({ kind: "stall", about: stall.id }));
  switch (snapshot.phase) {
    case "draft":
    case "published":
      return mixed([{ kind: "words", about: "welcome" }, ...how, ...said, { kind: "words", about: "before" }], stalls);
    case "paused":
      // Nothing that stands there meanwhile says how to vote, or that one can.
      return mixed([paused, ...said, ...(snapshot.votingBegan && snapshot.standings.length > 0 ? standingsOf(start, snapshot, rows) : []), { kind: "turnout" }], stalls);
    case "open":
      if (!snapshot.votingBegan) return mixed([{ kind: "stage", about: "speaking" }, ...said, ...how], stalls);
      return mixed([...(opened ? [begun] : []), ...standingsOf(start, snapshot, rows), ...said, { kind: "turnout" }, ...how], stalls);
    case "counted":
      return [...(snapshot.papers.length > 0 ? snapshot.papers.map((_, about): Scene => ({ kind: "paper", about })) : [over]), ...said];
    default:
      return [over, ...said];
  }
}

const begun: Scene = { kind: "stage", about: "open" };
const paused: Scene = { kind: "stage", about: "paused" };

// Once voting is over, the words of every other view: site/phase.ts.
const over: Scene = { kind: "over" };

function standingsOf(start: Pick<Start, "pots">, snapshot: Snapshot, rows: number): Scene[] {
  if (snapshot.standings.length === 0) return [{ kind: "words", about: snapshot.live === "turnout" ? "turnoutOnly" : "tooFew" }];
  const pages = Array.from({ length: Math.ceil(snapshot.standings.length / rows) }, (_, about): Scene => ({ kind: "standings", about }));
  const pots = snapshot.live === "rounded" ? [] : start.pots.map((pot): Scene => ({ kind: "pot", about: pot.id }));
  return [...pages, ...pots];
}

// One of the second after each of the first; every stall has its turn before the words come again.
function mixed(words: Scene[], stalls: Scene[]): Scene[] {
  if (stalls.length === 0) return words;
  const rounds = Math.ceil(stalls.length / words.length);
  return Array.from({ length: rounds * words.length }, (_, at) => [words[at % words.length]!, ...(at < stalls.length ? [stalls[at]!] : [])]).flat();
}

/** What tells one scene from another. */
export const keyOf = (scene: Scene): string => `${scene.kind} ${"about" in scene ? scene.about : ""}`;
