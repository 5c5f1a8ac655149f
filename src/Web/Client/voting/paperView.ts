// The ballot paper, made of what the day's API tells: the same as Voting/Vote.cshtml makes for browsers without script.
import { el, fill, need } from "../site/dom";
import { formatMoney } from "../site/money";
import { notice } from "../site/notice";
import { directionOf, language, say } from "../site/words";
import type { Day, Form, Project, Text } from "./day";

/** Fills the page's own places with what is the day's. */
export function fillDay(day: Day): void {
  const title = textFor(day.titles);
  fill(need("title"), title.text);
  place(need("title"), title);
  document.title = `${say("Vote.Title")} · ${title.text} · ${document.querySelector(".site-name")?.textContent?.trim() ?? ""}`;
  need("rehearsal").hidden = !day.rehearsal;
  need("pinned").hidden = day.service === "";
  fill(need("pinned"), say("Vote.Pinned", `\u2068${day.service}\u2069`));
  need("stalls").setAttribute("href", `${day.service}/days/${day.day}`);
  if (day.service !== "") for (const link of document.querySelectorAll("a[data-service]")) link.setAttribute("href", day.service + link.getAttribute("href")!);
  fill(need("phase"), !day.open && notice("warn", say(`Phase.${named(day.phase)}.Title`), say(`Phase.${named(day.phase)}.Detail`)));
  if (day.form) fill(need("ask"), ask(day.form));
  fill(need("paper"), ...day.pots.flatMap((pot) => [
    day.pots.length > 1 && el("h3", {}, el("bdi", {}, pot.title), " ", el("span", { class: "quiet" }, money(pot.amount, day))),
    el("ul", { class: "choices" }, ...day.projects.filter((project) => project.pot === pot.id).map((project) => choice(project, day))),
  ]));
}

function choice(project: Project, day: Day): HTMLElement {
  const title = textFor(project.titles);
  const about = project.about.length > 0 ? textFor(project.about) : null;
  return el("li", {},
    el("label", { class: "choice" },
      el("input", { type: "checkbox", name: "Projects", value: project.id }),
      place(el("span", { class: "title" }, title.text), title),
      el("span", { class: "more" },
        project.group !== "" && el("bdi", {}, project.group),
        project.stall !== "" && ` · ${say("Stall.Number", `\u2068${project.stall}\u2069`)}`,
        project.group !== "" && " · ",
        say("Stall.Asks", money(project.ask, day)))),
    about && about.text !== "" && el("details", { class: "about" },
      el("summary", { "aria-label": `${say("Vote.About")}: \u2068${title.text}\u2069` }, say("Vote.About")),
      place(el("p", { class: "lines" }, about.text), about)));
}

function ask({ least, most }: Form): string {
  if (most === 0) return say("Form.AtLeast", least);
  if (most === least) return say("Form.Exactly", most);
  return least === 1 ? say("Form.UpTo", most) : say("Form.Between", least, most);
}

/** The reader's language if there is one, else the first. */
function textFor(texts: readonly Text[]): Text {
  return texts.find((text) => text.language.toLowerCase() === language()) ?? texts[0] ?? { language: language(), text: "" };
}

function place<T extends HTMLElement>(element: T, text: Text): T {
  element.lang = text.language;
  element.dir = directionOf(text.language);
  return element;
}

function money(minor: number, day: Day): string {
  return formatMoney(minor, day.currency, day.digits, document.documentElement.dir === "rtl");
}

/** A phase as the words' keys name it. */
function named(phase: string): string {
  return phase.charAt(0).toUpperCase() + phase.slice(1);
}
