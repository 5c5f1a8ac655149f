// Finds projects on a long ballot: by words, and by theme or area. What is chosen stays chosen, found or not.
import { el } from "../site/dom";
import { say } from "../site/words";
import type { Group, Project } from "./paper";

export class Finder {
  readonly element: HTMLElement;
  private readonly words: HTMLInputElement;
  private readonly group: HTMLSelectElement;
  private readonly shown = el("p", { class: "small quiet", role: "status" });

  constructor(
    private readonly projects: readonly Project[], groups: readonly Group[], private readonly found: (ids: ReadonlySet<string> | null) => void,
  ) {
    this.words = el("input", { type: "search", class: "input", "aria-label": say("Ballot.Search"), placeholder: say("Ballot.Search"), enterkeyhint: "search", oninput: () => this.look() });
    const offered = groups.filter(({ id, kind }) => kind !== "tier" && projects.some((project) => project.groups.includes(id)));
    this.group = el("select", { class: "input", "aria-label": say("Ballot.Theme"), onchange: () => this.look() },
      el("option", { value: "" }, say("Ballot.AllThemes")), ...offered.map(({ id, title }) => el("option", { value: id }, title)));
    this.element = el("div", { class: "finder", role: "search" }, this.words, offered.length > 0 && this.group, this.shown);
  }

  private look(): void {
    const words = plain(this.words.value).split(/\s+/).filter((word) => word !== "");
    const group = this.group.value;
    const found = this.projects.filter((project) => (group === "" || project.groups.includes(group)) && words.every((word) => textIn(project).includes(word)));
    const all = words.length === 0 && group === "";
    this.shown.textContent = all ? "" : found.length === 0 ? say("Ballot.FoundNone") : say("Ballot.Found", found.length, this.projects.length);
    this.found(all ? null : new Set(found.map(({ id }) => id)));
  }
}

function textIn({ id, titles, group, stall, about }: Project): string {
  return plain([id, group, stall, ...titles.map(({ text }) => text), ...about.map(({ text }) => text)].join(" "));
}

// As people type: without accents and in any case.
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
