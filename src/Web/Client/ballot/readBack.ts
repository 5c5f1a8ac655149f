// A ballot read back, before it is cast and wherever it is shown again: pictures and titles as in the form, with marks, points or places.
import { el } from "../site/dom";
import { say } from "../site/words";
import { readBallot, type Ballot, type Choice } from "./ballot";
import type { Paper, Pot } from "./paper";
import { tileParts } from "./tile";
import { isolated, money, moneyLeft, projectOf } from "./wording";

/** What a canonical ballot says. A text that is none is shown as it is. */
export function readBack(text: string, paper: Paper): HTMLElement {
  const ballot = readBallot(text);
  if (ballot === null) return el("pre", { class: "receipt-text" }, text);
  if (ballot.kind === "blank") return el("p", { class: "blank-ballot" }, say("Challenge.Blank"));
  const { form, pots } = paper;
  const apart = pots.length > 1 && (form.perPot || form.knapsack);
  return el("div", { class: "read-back" },
    ...(apart ? pots.map((pot) => potPart(ballot, paper, pot)) : [listOf(ballot.kind, ballot.choices, paper)]),
    !apart && form.knapsack && pots[0] && el("p", { class: "small" }, moneyLeft(paper, ballot.choices, pots[0])));
}

function potPart(ballot: Ballot, paper: Paper, pot: Pot): HTMLElement {
  const chosen = ballot.choices.filter(({ project }) => projectOf(paper, project)?.pot === pot.id);
  return el("section", {},
    el("h3", {}, el("bdi", {}, pot.title), " ", el("span", { class: "money" }, money(pot.amount, paper))),
    chosen.length === 0 ? el("p", { class: "notice warn" }, say("Ballot.PotBlank", isolated(pot.title))) : listOf(ballot.kind, chosen, paper),
    chosen.length > 0 && paper.form.knapsack && el("p", { class: "small" }, moneyLeft(paper, chosen, pot)));
}

function listOf(kind: Ballot["kind"], choices: readonly Choice[], paper: Paper): HTMLElement {
  return el("ol", { class: "reviewed" }, ...inOrder(kind, choices, paper).map((choice, at) => {
    const project = projectOf(paper, choice.project);
    return el("li", {}, ...(project ? tileParts(project, paper) : [el("span", { class: "title" }, choice.project)]), worth(kind, choice, at));
  }));
}

// A ranking by its places; marks and points the highest first; else, and among equals, as on the paper.
function inOrder(kind: Ballot["kind"], choices: readonly Choice[], paper: Paper): Choice[] {
  if (kind === "rank") return [...choices];
  const place = new Map(paper.projects.map(({ id }, at) => [id, at]));
  return [...choices].sort((a, b) => b.value - a.value || (place.get(a.project) ?? 0) - (place.get(b.project) ?? 0));
}

function worth(kind: Ballot["kind"], { value }: Choice, at: number): HTMLElement | null {
  switch (kind) {
    case "score": return el("b", { class: "worth" }, say("Ballot.Mark", value));
    case "points": return el("b", { class: "worth" }, say("Ballot.Points", value));
    case "rank": return el("b", { class: "worth" }, say("Ballot.Place", at + 1));
    default: return null;
  }
}
