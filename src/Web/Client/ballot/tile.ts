// A project as it stands on a ballot, in the form and in what is read back: the stall's picture, title, group, stall and ask.
import { el } from "../site/dom";
import { say } from "../site/words";
import type { Paper, Project } from "./paper";
import { groupTitle, inLanguage, isolated, money, textFor, titleOf } from "./wording";

/** The parts of a project's tile. The picture is the one at its stall; what it shows stands in the words beside it. */
export function tileParts(project: Project, paper: Paper): HTMLElement[] {
  const title = textFor(project.titles);
  const { extra } = paper.form;
  return [
    pictureOf(project),
    inLanguage(el("span", { class: "title" }, title.text), title),
    el("span", { class: "more" },
      project.group !== "" && el("bdi", {}, project.group),
      project.stall !== "" && ` · ${say("Stall.Number", isolated(project.stall))}`,
      extra !== null && project.groups.includes(extra.group) && ` · ${say("Ballot.ExtraFor", isolated(groupTitle(paper, extra.group)))}`,
      asksOf(project, paper)),
    ...besideOf(project, paper),
  ];
}

// Its size band, and what gets no money beside it.
function besideOf(project: Project, paper: Paper): HTMLElement[] {
  const tier = paper.groups.find(({ id, kind }) => kind === "tier" && project.groups.includes(id));
  const others = project.conflicts.map((id) => titleOf(paper, id)).join(", ");
  return [
    ...(tier ? [el("span", { class: "more" }, say("Ballot.Tier", isolated(tier.title)))] : []),
    ...(others !== "" ? [el("span", { class: "more" }, say("Ballot.NotWith", others))] : []),
  ];
}

// A sentence in which the money stands out.
function asksOf(project: Project, paper: Paper): HTMLElement {
  const [before, after] = say("Stall.Asks").split("{0}");
  return el("span", { class: "asks" }, before, el("span", { class: "money" }, money(project.ask, paper)), after);
}

export function pictureOf(project: Project): HTMLElement {
  // Loaded at once and not when it is scrolled to: the network may have gone by then.
  return el("img", { class: "thumb", src: project.picture || "/pictures/stall.svg", alt: "", width: 96, height: 54 });
}
