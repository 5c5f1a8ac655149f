// A paper that the dice named, to be read beside its slip: between the dice and the declaration.
import { el } from "../site/dom";
import { say } from "../site/words";
import { choicesOf } from "./choices";
import type { Paper, Snapshot } from "./feed";
import type { Stall } from "./start";

const list = (stalls: readonly Stall[], paper: Paper): HTMLElement => {
  const choices = choicesOf(paper.ballot);
  if (choices.length === 0) return el("p", { class: "scene-big", "data-fit": 8.5 }, say("Screen.PaperBlank"));
  return el("ul", { class: "paper-choices", "data-fit": 7.2 }, ...choices.map(({ project, mark }) => {
    const stall = stalls.find((one) => one.id === project);
    return el("li", {}, mark !== "" && el("b", {}, mark), " ", el("bdi", { lang: stall?.language ?? null }, stall?.title ?? project));
  }));
};

/** One of the papers, batch and number largest. */
export function paperScene(stalls: readonly Stall[], snapshot: Snapshot, at: number): HTMLElement {
  const paper = snapshot.papers[at]!;
  return el("div", { class: "scene paper" },
    el("div", { class: "board-head" }, el("h2", {}, say("Screen.Papers", `${at + 1}/${snapshot.papers.length}`)),
      snapshot.disputed > 0 && el("p", { class: "badge warn" }, say("Screen.PapersDisputed", snapshot.disputed)),
      el("p", { class: "next-step" }, say("Screen.PapersMore"))),
    el("p", { class: "paper-slip" }, el("bdi", {}, paper.batch), el("strong", {}, String(paper.number))),
    el("div", { class: "paper-place" }, list(stalls, paper)));
}
