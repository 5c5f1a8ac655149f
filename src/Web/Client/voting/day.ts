// The day that is voted on, as the service's API tells it. The page itself is the same file on every day.

/** A text in one language. */
export interface Text {
  readonly language: string;
  readonly text: string;
}

/** What a valid ballot looks like. `most` 0 is no limit. */
export interface Form {
  readonly kind: string;
  readonly least: number;
  readonly most: number;
}

/** A project on the paper. */
export interface Project {
  readonly id: string;
  readonly pot: string;
  readonly ask: number;
  /** Its title by language; the paper's own first. */
  readonly titles: readonly Text[];
  readonly group: string;
  readonly stall: string;
  /** What its stall says of it in a few words, by language. */
  readonly about: readonly Text[];
}

/** Money that is voted on, and how much of it there is now. */
export interface Pot {
  readonly id: string;
  readonly title: string;
  readonly amount: number;
}

/** A log of the day beside the main one. Which log a card votes in the page does not know: the receipt says it. */
export interface OtherLog {
  readonly origin: string;
  readonly logKey: string;
}

export interface Day {
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
  readonly rehearsal: boolean;
  readonly replacement: boolean;
  /** What a ballot looks like; null where this page cannot fill it in. The forms it can have a file each beside approve.ts. */
  readonly form: Form | null;
  readonly currency: string;
  readonly digits: number;
  readonly pots: readonly Pot[];
  /** Those that can be voted for, in the order of the paper. */
  readonly projects: readonly Project[];
}

/** Where a page votes: a service and one of its days. */
export interface Place {
  readonly service: string;
  readonly day: string;
}

const votingPhases = ["published", "open", "paused"];
const address = /^(.*)\/v\/([a-z0-9-]+)$/;

/** Whether voting is over for good. */
export function isOver(day: Day): boolean {
  return !votingPhases.includes(day.phase);
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
  readonly rules: { readonly replacement: boolean; readonly form: Partial<Form> & { readonly kind: string; readonly per_pot?: boolean; readonly knapsack?: boolean; readonly extra?: unknown } };
  readonly paper: {
    readonly language: string;
    readonly currency: string;
    readonly minor_digits: number;
    readonly pots: readonly Pot[];
    readonly proposals: readonly { readonly id: string; readonly title: string; readonly titles?: Record<string, string>; readonly pot: string; readonly ask: number }[];
  };
  readonly potTotals: Record<string, number>;
  readonly withdrawn: readonly string[];
  readonly proposals: readonly Stall[];
}

interface Stall {
  readonly proposal: string;
  readonly group: string;
  readonly stall: string;
  readonly texts: readonly { readonly language: string; readonly summary: string; readonly easyRead: string }[];
}

/** The day as the page needs it. */
export function dayOf(found: Document, place: Place): Day {
  const { paper, rules } = found;
  return {
    day: found.day, service: place.service, origin: found.origin, site: found.site, logKey: found.logKey, logs: found.logs,
    titles: textsOf(found.title), phase: found.phase, open: found.phase === "open", rehearsal: found.rehearsal, replacement: rules.replacement,
    form: formOf(rules.form), currency: paper.currency, digits: paper.minor_digits,
    pots: paper.pots.map((pot) => ({ ...pot, amount: found.potTotals[pot.id] ?? pot.amount })),
    projects: paper.proposals.filter(({ id }) => !found.withdrawn.includes(id)).map(({ id, pot, ask, title, titles }) => {
      const stall = found.proposals.find(({ proposal }) => proposal === id);
      return {
        id, pot, ask, titles: [{ language: paper.language, text: title }, ...textsOf(titles ?? {})],
        group: stall?.group ?? "", stall: stall?.stall ?? "",
        about: (stall?.texts ?? []).map(({ language, summary, easyRead }) => ({ language, text: easyRead !== "" ? easyRead : summary })),
      };
    }),
  };
}

function formOf({ kind, least, most, per_pot, knapsack, extra }: Document["rules"]["form"]): Form | null {
  return kind === "approve" && !per_pot && !knapsack && extra === undefined ? { kind, least: least ?? 0, most: most ?? 0 } : null;
}

function textsOf(byLanguage: Record<string, string>): Text[] {
  return Object.entries(byLanguage).map(([language, text]) => ({ language, text }));
}
