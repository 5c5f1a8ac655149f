// The declared result, page by page: the pages come from the service in this screen's language.
import { el } from "../site/dom";
import { say } from "../site/words";
import { placeOf } from "./board";
import type { Stall } from "./start";

/** src/Web/Screens/RevealPage.cs. */
export type RevealPage = {
  kind: "cover" | "award" | "missed" | "list" | "thanks"; project: string; title: string; language: string; picture: string; line: string;
  notes: string[]; facts: { name: string; figure: string }[]; rows: { title: string; language: string; award: string }[];
};

/** Its pages; none where the service could not be asked. */
export async function revealOf(day: string): Promise<RevealPage[]> {
  try {
    const answer = await fetch(`/api/days/${day}/reveal`, { headers: { accept: "application/json" }, cache: "no-store" });
    return answer.ok ? ((await answer.json()) as RevealPage[]) : [];
  } catch {
    return [];
  }
}

/** How many awards stand on a page of the list: Reveal.MostRows. */
const rowsOfList = 5;

/** One page. */
export function revealScene(page: RevealPage, disputed: number, stalls: readonly Stall[]): HTMLElement {
  const place = (title: string): string => {
    const called = stalls.filter((stall) => stall.title === title);
    return called.length === 1 ? placeOf(called[0]) : "";
  };
  const notes = [...page.notes, ...(page.kind === "cover" && disputed > 0 ? [say("Screen.PapersDisputed", disputed)] : [])];
  const facts = page.facts.length > 0 && el("dl", { class: "award-facts" }, ...page.facts.map((fact) => el("div", {}, el("dt", {}, fact.name), el("dd", {}, fact.figure))));
  if (page.kind === "list") {
    const rows = el("ol", { class: "rows awards" }, ...page.rows.map((row) => el("li", { class: "row-stall funded" }, el("span", { class: "row-mark", "aria-hidden": "true" }, "✓"),
      el("span", { class: "row-title", "data-cut": place(row.title), lang: row.language, dir: "auto" }, row.title), el("span", { class: "row-ask" }, row.award))));
    rows.style.setProperty("--rows", String(rowsOfList));
    return el("div", { class: "scene standings" }, el("div", { class: "board-head" }, el("h2", {}, page.title)), rows);
  }
  const words = el("div", { class: "scene-words" },
    page.kind === "missed" && el("p", { class: "scene-small" }, say("Screen.Missed")),
    el("p", { class: "scene-big", "data-fit": page.project === "" ? 10 : 8.5, "data-cut": page.project === "" ? null : place(page.title), lang: page.language, dir: "auto" }, page.title),
    page.line !== "" && el("p", { class: "scene-line", "data-fit": 6 }, page.line),
    ...notes.map((note) => el("p", { class: "badge warn" }, note)),
    facts);
  return el("div", { class: `scene ${page.project === "" ? "words flat" : `project ${page.kind}`}` },
    page.picture !== "" && el("img", { src: page.picture, alt: "", class: "scene-picture" }), words);
}
