// The papers that the dice named, to be read beside their slips: between the dice and the declaration.
import { el } from "../site/dom";
import { say } from "../site/words";
import { choicesOf } from "./choices";
import type { Paper } from "./feed";
import type { Stall } from "./start";

const list = (stalls: readonly Stall[], paper: Paper): HTMLElement => {
  const choices = choicesOf(paper.ballot);
  if (choices.length === 0) return el("p", {}, say("Screen.PaperBlank"));
  return el("ul", { class: "paper-choices" }, ...choices.map(({ project, mark }) => {
    const stall = stalls.find((one) => one.id === project);
    return el("li", {}, mark !== "" && el("b", {}, mark), " ", el("bdi", { lang: stall?.language ?? null }, stall?.title ?? project));
  }));
};

/** The papers, batch and number large. Long ones share their place by smaller letters. */
export function papersOf(stalls: readonly Stall[], papers: readonly Paper[]): HTMLElement {
  const most = Math.max(...papers.map((paper) => choicesOf(paper.ballot).length));
  const place = el("ol", { class: most > 4 ? "papers dense" : "papers" }, ...papers.map((paper) => el("li", { class: "paper" },
    el("p", { class: "paper-slip" }, el("bdi", {}, paper.batch), el("strong", {}, String(paper.number))),
    list(stalls, paper))));
  place.style.setProperty("--rows", String(Math.ceil(papers.length / 2)));
  return place;
}
