// Ballots as canonical text. Source: docs/formats/ballots.md.
import type { Kind } from "./paper";

/** One project on a ballot, with its mark or points; 0 on ballots to approve or rank. */
export interface Choice {
  readonly project: string;
  readonly value: number;
}

export interface Ballot {
  readonly kind: Kind | "blank";
  /** In canonical order: ids by their bytes, or on a ranking by preference. */
  readonly choices: readonly Choice[];
}

export const blank: Ballot = { kind: "blank", choices: [] };

/** A ballot of these choices. On one that deals out points, a project without any is left off; without a choice it is blank. */
export function ballotOf(kind: Kind, choices: readonly Choice[]): Ballot {
  const named = kind === "points" ? choices.filter(({ value }) => value !== 0) : [...choices];
  if (named.length === 0) return blank;
  if (kind !== "rank") named.sort((a, b) => (a.project < b.project ? -1 : a.project > b.project ? 1 : 0)); // ids are ASCII: this is their bytes' order
  return { kind, choices: named };
}

/** The canonical text. */
export function textOf({ kind, choices }: Ballot): string {
  const valued = kind === "score" || kind === "points";
  return [kind, ...choices.map(({ project, value }) => (valued ? `${project}=${value}` : project))].join(" ");
}

/** Reads a canonical text; null for what is none, as far as a page can show it. */
export function readBallot(text: string): Ballot | null {
  const [kind, ...words] = text.split(" ");
  if (kind === "blank") return words.length === 0 ? blank : null;
  if (words.length === 0) return null;
  if (kind === "approve" || kind === "rank") return words.every((word) => /^[^=]+$/.test(word)) ? { kind, choices: words.map((project) => ({ project, value: 0 })) } : null;
  if (kind !== "score" && kind !== "points") return null;
  const choices = words.map((word) => /^([^=]+)=(\d{1,7})$/.exec(word));
  return choices.includes(null) ? null : { kind, choices: choices.map((found) => ({ project: found![1]!, value: Number(found![2]) })) };
}
