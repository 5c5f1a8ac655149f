// The day that is voted on, as the service's API tells it. The page itself is the same file on every day.

import { stageOf } from "../site/stage";
import type { Form, Group, Kind, Paper, Text } from "../ballot/paper";

/** A log of the day beside the main one. Which log a card votes in the page does not know: the receipt says it. */
export interface OtherLog {
  readonly origin: string;
  readonly logKey: string;
}

export interface Day extends Paper {
  readonly day: string;
  /** Where the service answers: nothing where it serves this page itself, else its address without a slash at the end. */
  readonly service: string;
  readonly origin: string;
  readonly site: string;
  readonly logKey: string;
  readonly logs: readonly OtherLog[];
  readonly titles: readonly Text[];
  readonly phase: string;
  readonly open: boolean;
  /** The phase as pages call it: "speaking" while votes wait for the last group. */
  readonly stage: string;
  /** Whether the day is open and takes no phone's vote yet: the groups still speak. */
  readonly waits: boolean;
  /** Whether its kiosks take votes from the opening on. */
  readonly kiosksEarlier: boolean;
  readonly rehearsal: boolean;
  readonly replacement: boolean;
  /** In which order the projects are offered: "paper", or "by-card". */
  readonly order: string;
  /** The colour of its pages: tokens.css. */
  readonly colour: string;
}

/** Where a page votes: a service and one of its days. */
export interface Place {
  readonly service: string;
  readonly day: string;
}

const votingPhases = ["draft", "published", "open", "paused"];
const address = /^(.*)\/v\/([a-z0-9-]+)$/;

/** Whether voting is over for good. */
export function isOver({ phase }: { readonly phase: string }): boolean {
  return !votingPhases.includes(phase);
}

/** The page that needs no script, or tells of a day that is over: made by the service. */
export function plainPage(place: Place): string {
  return `${place.service}/v/${place.day}?plain`;
}

/**
 * Where this page votes: on the day in its own address, or, where it is a copy on another host, at the address that stands in that host's file
 * pinned.txt, which is the one printed on the cards. The address bar names no service: a link could send proofs elsewhere with it.
 */
export async function findPlace(): Promise<Place | null> {
  const own = address.exec(location.pathname);
  if (own) return { service: "", day: own[2]! };
  const answer = await fetch("/pinned.txt", { cache: "no-store" }).catch(() => null);
  const pinned = answer?.ok ? address.exec((await answer.text()).trim()) : null;
  return pinned && /^https?:\/\/[^/]+$/.test(pinned[1]!) ? { service: pinned[1]!, day: pinned[2]! } : null;
}

/** Asks the service for the day: null where it does not answer, "none" where it has no such day. */
export async function readDay(place: Place): Promise<Day | "none" | null> {
  const answer = await fetch(`${place.service}/api/days/${place.day}`, { cache: "no-store" }).catch(() => null);
  if (answer?.status === 404) return "none";
  if (!answer?.ok) return null;
  const found = (await answer.json().catch(() => null)) as Document | null;
  return found && dayOf(found, place);
}

/** Whether a day that waited for its last group goes on: a short answer, as screens get it. False where there is none. */
export async function goesOn(place: Place): Promise<boolean> {
  const answer = await fetch(`${place.service}/api/days/${place.day}/standings`, { cache: "no-store" }).catch(() => null);
  const now = answer?.ok ? ((await answer.json().catch(() => null)) as { readonly phase: string; readonly votingBegan?: boolean } | null) : null;
  return now !== null && stageOf(now) !== "speaking";
}

// ---- what the API writes: docs/api.md, docs/formats/paper.md, docs/formats/rules.md ----

interface Document {
  readonly day: string;
  readonly title: Record<string, string>;
  readonly origin: string;
  readonly site: string;
  readonly phase: string;
  readonly rehearsal: boolean;
  readonly logKey: string;
  readonly logs: readonly OtherLog[];
  readonly rules: { readonly replacement: boolean; readonly form: FormDocument };
  readonly paper: {
    readonly language: string;
    readonly currency: string;
    readonly minor_digits: number;
    readonly pots: readonly { readonly id: string; readonly title: string; readonly amount: number }[];
    readonly groups: readonly Group[];
    readonly proposals: readonly ProposalDocument[];
  };
  readonly potTotals: Record<string, number>;
  readonly withdrawn: readonly string[];
  readonly ballotOrder?: string;
  readonly colour?: string;
  readonly votesFrom?: string;
  readonly votingBegan?: boolean;
  readonly proposals: readonly Stall[];
}

interface FormDocument {
  readonly kind: Kind;
  readonly least: number;
  readonly most?: number;
  readonly top?: number;
  readonly per_pot?: boolean;
  readonly knapsack?: boolean;
  readonly extra?: { readonly group: string; readonly votes: number };
}

interface ProposalDocument {
  readonly id: string;
  readonly title: string;
  readonly titles?: Record<string, string>;
  readonly pot: string;
  readonly ask: number;
  readonly tier?: string;
  readonly area?: string;
  readonly theme?: string;
  readonly conflicts?: readonly string[];
}

interface Stall {
  readonly proposal: string;
  readonly group: string;
  readonly stall: string;
  readonly picture: string;
  readonly texts: readonly { readonly language: string; readonly summary: string; readonly easyRead: string }[];
}

/** The day as the page needs it. */
export function dayOf(found: Document, place: Place): Day {
  const { paper, rules } = found;
  const stage = stageOf(found);
  return {
    day: found.day, service: place.service, origin: found.origin, site: found.site, logKey: found.logKey, logs: found.logs,
    titles: textsOf(found.title), phase: found.phase, open: found.phase === "open", stage, waits: stage === "speaking", kiosksEarlier: found.votesFrom === "kiosks-earlier", rehearsal: found.rehearsal, replacement: rules.replacement, order: found.ballotOrder ?? "paper", colour: found.colour ?? "pine",
    form: formOf(rules.form), currency: paper.currency, digits: paper.minor_digits,
    groups: paper.groups,
    pots: paper.pots.map((pot) => ({ ...pot, amount: found.potTotals[pot.id] ?? pot.amount, onPaper: pot.amount })),
    projects: paper.proposals.map(({ id, pot, ask, title, titles, tier, area, theme, conflicts }) => {
      const stall = found.proposals.find(({ proposal }) => proposal === id);
      return {
        id, pot, ask, titles: [{ language: paper.language, text: title }, ...textsOf(titles ?? {})],
        group: stall?.group ?? "", stall: stall?.stall ?? "", picture: stall?.picture ?? "", groups: [tier, area, theme].filter((group) => group !== undefined),
        conflicts: conflicts ?? [],
        withdrawn: found.withdrawn.includes(id),
        about: (stall?.texts ?? []).map(({ language, summary, easyRead }) => ({ language, text: easyRead !== "" ? easyRead : summary })),
      };
    }),
  };
}

function formOf({ kind, least, most, top, per_pot, knapsack, extra }: FormDocument): Form {
  return { kind, least, most: most ?? 0, top: top ?? 0, perPot: per_pot ?? false, knapsack: knapsack ?? false, extra: extra ?? null };
}

function textsOf(byLanguage: Record<string, string>): Text[] {
  return Object.entries(byLanguage).map(([language, text]) => ({ language, text }));
}
