// What a ballot form says, in the page's language.
import { el } from "../site/dom";
import { formatMoney } from "../site/money";
import { directionOf, language, say } from "../site/words";
import type { Choice } from "./ballot";
import type { Problem } from "./check";
import type { Paper, Pot, Project, Text } from "./paper";

/** The reader's language if there is one, then the same of another script or country, else the first. */
export function textFor(texts: readonly Text[]): Text {
  const own = primary(language());
  return texts.find((text) => text.language.toLowerCase() === own) ?? texts.find((text) => primary(text.language) === own) ?? texts[0] ?? { language: language(), text: "" };
}

/** A language without its script, country and variant: easy-read English is English. */
function primary(tag: string): string {
  return tag.toLowerCase().split("-")[0]!;
}

/** Marks an element with the language of what stands in it. */
export function inLanguage<T extends HTMLElement>(element: T, text: Text): T {
  element.lang = text.language;
  element.dir = directionOf(text.language);
  return element;
}

/** A name inside a sentence of any direction. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

export function titleOf(paper: Paper, project: string): string {
  const found = paper.projects.find(({ id }) => id === project);
  return isolated(found ? textFor(found.titles).text : project);
}

export function money(minor: number, paper: Paper): string {
  return formatMoney(minor, paper.currency, paper.digits, document.documentElement.dir === "rtl");
}

/** What the paper asks, as a heading. */
export function askOf({ form }: Paper, marking: boolean): string {
  if (form.kind === "points") return say("Form.Points", form.top);
  if (marking || (form.kind === "score" && !choosesFirst(form))) return say("Form.Score", form.top);
  if (asksToFit(form)) return say("Form.Knapsack");
  if (form.most === 0) return say("Form.AtLeast", form.least);
  if (form.most === form.least) return say("Form.Exactly", form.most);
  return form.least === 1 ? say("Form.UpTo", form.most) : say("Form.Between", form.least, form.most);
}

// Whether the heading says that the choice must fit the money: nothing else is asked.
function asksToFit(form: Paper["form"]): boolean {
  return form.knapsack && form.most === 0 && form.least === 1;
}

/** Whether projects are chosen first, and then given marks. */
export function choosesFirst(form: Paper["form"]): boolean {
  return form.kind === "score" && (form.most > 0 || form.least > 1);
}

/** What else there is to know before choosing. */
export function notesOf(paper: Paper, marking: boolean): string[] {
  const { form } = paper;
  const notes: string[] = [];
  if (choosesFirst(form) && !marking) notes.push(say("Form.ThenMarks"));
  if (form.kind === "score" && (marking || !choosesFirst(form))) notes.push(say("Form.Marks", form.top));
  if (form.kind === "score" && !choosesFirst(form)) notes.push(say("Form.MarksLeftOut"));
  if (form.kind === "points" && form.least > 1) notes.push(say("Form.Spread", form.least));
  if (form.kind === "rank") notes.push(say("Form.Rank"));
  if (form.perPot && !marking) notes.push(say("Form.PerPot"));
  if (form.knapsack && !asksToFit(form)) notes.push(say("Form.Fit"));
  if (!marking) notes.push(...foreignIn(paper));
  if (form.extra) notes.push(say("Form.Extra", isolated(groupTitle(paper, form.extra.group)), form.extra.votes));
  if (!marking) notes.push(...limitsOf(paper));
  return notes;
}

// How far the money of a size band, an area or a theme goes.
function limitsOf(paper: Paper): string[] {
  return paper.groups.flatMap(({ title, most_projects: projects, most_money: most }) => [
    ...(projects ? [say("Form.LimitProjects", isolated(title), projects)] : []),
    ...(most ? [say("Form.LimitMoney", isolated(title), money(most, paper))] : []),
  ]);
}

// Stalls that wrote in another language than the page speaks: which, each by its own name.
function foreignIn({ projects }: Paper): string[] {
  const own = primary(language());
  const others = new Set(projects.filter(({ withdrawn }) => !withdrawn).map(({ titles }) => textFor(titles).language).filter((tag) => primary(tag) !== own));
  return others.size === 0 ? [] : [say("Stall.OtherLanguages", [...others].map((tag) => isolated(nameOf(tag))).join(", "))];
}

function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag; // no language's tag
  }
}

export function groupTitle(paper: Paper, group: string): string {
  return paper.groups.find(({ id }) => id === group)?.title ?? group;
}

/** A broken rule as a sentence that says what to do. */
export function sentenceOf(problem: Problem, paper: Paper): string {
  const pot = paper.pots.find(({ id }) => id === problem.pot);
  if (problem.rule === "over-the-pot" && pot) return say("Ballot.OverThePot", isolated(pot.title), money(problem.given, paper), money(problem.allowed, paper));
  if (pot) return say(`Ballot.Pot.${problem.rule}`, isolated(pot.title), problem.given, problem.allowed);
  return say(problem.exactly ? "Rule.exactly" : `Rule.${problem.rule}`, problem.given, problem.allowed, problem.project === null ? "" : titleOf(paper, problem.project));
}

/** So many pots have a line each in `progressOf`; more would cover the window. */
export const mostPots = 3;

/** How far one has come, of a pot or of the whole ballot. */
export interface Progress {
  readonly pot: string | null;
  readonly text: string;
}

/** A line for the whole ballot, or for each pot where they stand alone. */
export function progressOf(paper: Paper, choices: readonly Choice[], marked: number | null): Progress[] {
  return marked !== null ? [whole(say("Ballot.Marked", marked, choices.length))] : progressIn(paper, choices);
}

/** Such a line: the name of a pot gives way where both do not fit beside each other, and what is left of it does not. */
export function progressLine({ pot, text }: Progress): HTMLElement {
  return pot === null ? el("span", {}, text) : el("span", { class: "of-pot" }, el("bdi", { class: "pot-name" }, pot), el("span", {}, say("Ballot.In", "", text)));
}

function progressIn(paper: Paper, choices: readonly Choice[]): Progress[] {
  const { form, pots } = paper;
  if (!form.perPot && !(form.knapsack && pots.length > 1)) return [whole(partProgress(paper, choices, pots.length === 1 ? pots[0]! : null))];
  const parts = pots.map((pot) => ({ pot, chosen: choices.filter(({ project }) => projectOf(paper, project)?.pot === pot.id) }));
  const empty = parts.filter(({ chosen }) => chosen.length === 0).map(({ pot }) => isolated(pot.title));
  // Of many pots, those that are still empty are what one has to know.
  if (parts.length > mostPots) return [whole(say("Vote.Counter", choices.length)), ...(empty.length > 0 && choices.length > 0 ? [whole(say("Ballot.Empty", empty.join(", ")))] : [])];
  return parts.map(({ pot, chosen }) => ({ pot: pot.title, text: partProgress(paper, chosen, pot) }));
}

function whole(text: string): Progress {
  return { pot: null, text };
}

/** How far one has come in one pot, or on the whole ballot. */
export function partProgress(paper: Paper, choices: readonly Choice[], pot: Pot | null): string {
  const { form } = paper;
  if (form.knapsack && pot) return moneyLeft(paper, choices, pot);
  if (form.kind === "points") {
    const left = form.top - choices.reduce((sum, { value }) => sum + value, 0);
    return left < 0 ? say("Ballot.PointsOver", -left) : say("Ballot.PointsLeft", left);
  }
  if (form.kind === "score" && !choosesFirst(form)) return say("Ballot.MarksGiven", choices.length);
  if (form.most === 0) return say("Vote.Counter", choices.length);
  if (!form.extra) return say("Vote.CounterOf", choices.length, form.most);
  const targeted = choices.filter(({ project }) => projectOf(paper, project)?.groups.includes(form.extra!.group)).length;
  // Those beyond the limit are the extra ones.
  const extra = Math.min(targeted, form.extra.votes, Math.max(0, choices.length - form.most));
  return say("Ballot.WithExtra", choices.length - extra, form.most, extra, form.extra.votes);
}

/** The money that is left of a pot, or how much too much is asked of it. */
export function moneyLeft(paper: Paper, choices: readonly Choice[], pot: Pot): string {
  const left = pot.onPaper - choices.reduce((sum, { project }) => sum + (projectOf(paper, project)?.ask ?? 0), 0);
  return left < 0 ? say("Ballot.MoneyOver", money(-left, paper)) : say("Ballot.MoneyLeft", money(left, paper), money(pot.onPaper, paper));
}

export function projectOf(paper: Paper, id: string): Project | undefined {
  return paper.projects.find((project) => project.id === id);
}
