// Which rule of the form a ballot breaks: the same verdict as the service's (src/Rules/Ballots/BallotForm.cs), asked before anything is
// sent. A test deals both the same ballots.
import type { Ballot, Choice } from "./ballot";
import type { Paper, Pot } from "./paper";

export type Rule =
  | "wrong-form" | "unknown-project" | "too-many" | "too-few" | "mark-too-high" | "wrong-total" | "too-little-spread" | "over-the-pot";

/** A broken rule with its numbers: projects, points, a mark, or money in minor units. */
export interface Problem {
  readonly rule: Rule;
  readonly given: number;
  readonly allowed: number;
  readonly project: string | null;
  readonly pot: string | null;
  /** Whether exactly `allowed` projects are asked for. */
  readonly exactly: boolean;
}

/** What is wrong with a ballot, or null where it is valid. */
export function problemWith(ballot: Ballot, paper: Paper): Problem | null {
  return problemsWith(ballot, paper)[0] ?? null;
}

/** All that is wrong with a ballot; the first is what the service would say. */
export function problemsWith(ballot: Ballot, paper: Paper): Problem[] {
  const { form } = paper;
  if (ballot.kind === "blank") return [];
  if (ballot.kind !== form.kind) return [problem("wrong-form", 0, 0)];
  const known = new Map(paper.projects.map((project) => [project.id, project]));
  const stranger = ballot.choices.find(({ project }) => !known.has(project));
  if (stranger) return [problem("unknown-project", 0, 0, { project: stranger.project })];
  const high = form.kind === "score" ? ballot.choices.find(({ value }) => value > form.top) : undefined;
  if (high) return [problem("mark-too-high", high.value, form.top, { project: high.project })];

  const inPot = (pot: Pot) => ballot.choices.filter(({ project }) => known.get(project)!.pot === pot.id);
  const money = (pot: Pot): Problem[] => {
    const asked = inPot(pot).reduce((sum, { project }) => sum + known.get(project)!.ask, 0);
    return form.knapsack && asked > pot.onPaper ? [problem("over-the-pot", asked, pot.onPaper, { pot: pot.id })] : [];
  };
  const targeted = (choices: readonly Choice[]) => choices.filter(({ project }) => known.get(project)!.groups.includes(form.extra?.group ?? "")).length;
  const part = (choices: readonly Choice[], pot: string | null): Problem[] =>
    choices.length === 0 ? [] : partProblems(paper, choices, form.extra ? targeted(choices) : 0, pot);

  return form.perPot
    ? paper.pots.flatMap((pot) => [...part(inPot(pot), pot.id), ...money(pot)])
    : [...part(ballot.choices, null), ...paper.pots.flatMap(money)];
}

function partProblems({ form }: Paper, choices: readonly Choice[], targeted: number, pot: string | null): Problem[] {
  const extra = form.extra ? Math.min(targeted, form.extra.votes) : 0;
  const exactly = form.kind === "approve" && !form.perPot && form.extra === null && form.least === form.most;
  const found: Problem[] = [];
  if (form.most > 0 && choices.length - extra > form.most) found.push(problem("too-many", choices.length, form.most + extra, { pot, exactly }));
  if (choices.length < form.least) {
    found.push(problem(form.kind === "points" ? "too-little-spread" : "too-few", choices.length, form.least, { pot, exactly }));
  }
  const total = choices.reduce((sum, { value }) => sum + value, 0);
  if (form.kind === "points" && total !== form.top) found.push(problem("wrong-total", total, form.top, { pot }));
  return found;
}

function problem(rule: Rule, given: number, allowed: number, more: Partial<Problem> = {}): Problem {
  return { rule, given, allowed, project: null, pot: null, exactly: false, ...more };
}
