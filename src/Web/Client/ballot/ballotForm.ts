// The ballot as a form: what is voted on goes in, a canonical ballot comes out. It knows no card, no network and no page. Whoever shows it
// puts `element` somewhere, shows `heading` and `progress`, is told of changes, and asks `advance` before it goes on. Every control is a
// native one, so that fingers, keys, switches and screen readers work alike; nothing needs dragging.
import { el, fill } from "../site/dom";
import { button } from "../site/notice";
import { say } from "../site/words";
import { ballotOf, textOf, type Ballot, type Choice } from "./ballot";
import { problemsWith, type Problem } from "./check";
import { Finder } from "./finder";
import type { Paper, Pot, Project } from "./paper";
import { tileParts } from "./tile";
import { askOf, choosesFirst, inLanguage, isolated, money, mostPots, notesOf, partProgress, progressLine, progressOf, projectOf, sentenceOf, textFor, titleOf } from "./wording";

/** A project that is chosen; its mark may be missing still. */
export interface Chosen {
  readonly project: string;
  readonly value: number | null;
}

export interface BallotFormOptions {
  /** Told after each change of the choices. */
  readonly changed?: () => void;
  /** Told a sentence that has to be heard now: why something was not done, or what became of it. */
  readonly said?: (sentence: string) => void;
  /** Projects that were kept while walking round: marked, and not chosen. */
  readonly kept?: readonly string[];
  /** Ids in another order than the paper's. */
  readonly order?: readonly string[];
  /** From how many projects on one can search. */
  readonly searchFrom?: number;
}

// So many marks have a button each; more are typed.
const mostButtons = 10;

export class BallotForm {
  /** The form itself. */
  readonly element = el("div", { class: "ballot-form" });
  // In the order in which they were chosen.
  private chosen: Chosen[] = [];
  private marking = false;
  private readonly tiles = new Map<string, HTMLElement>();
  private readonly places = el("div", { class: "places" });
  private readonly potLines = new Map<string, HTMLElement>();
  private readonly notes = el("div", { class: "ballot-notes" });

  constructor(private readonly paper: Paper, private readonly options: BallotFormOptions = {}) {
    this.element.append(this.notes);
    const offered = paper.projects.filter(({ withdrawn }) => !withdrawn);
    const finder = offered.length >= (options.searchFrom ?? 16) ? new Finder(offered, paper.groups, (found) => this.find(found)) : null;
    if (finder) this.element.append(finder.element);
    const several = paper.pots.length > 1;
    // `progress` has a line for each of a few pots; where there are many, each pot says it itself.
    const own = paper.pots.length > mostPots && (paper.form.perPot || paper.form.knapsack);
    for (const pot of paper.pots) {
      const projects = this.inOrder(offered.filter((project) => project.pot === pot.id));
      const line = el("p", { class: "pot-line quiet" });
      this.potLines.set(pot.id, line);
      this.element.append(el("section", { class: "pot" },
        several && el("h3", {}, el("bdi", {}, pot.title), " ", !(own && paper.form.knapsack) && el("span", { class: "money" }, money(pot.amount, paper))),
        own && line,
        el("ul", { class: "choices" }, ...projects.map((project) => this.tile(project)))));
    }
    if (paper.form.kind === "rank") this.element.append(this.places);
    this.show();
  }

  /** What is chosen, with what is not complete yet. Give it to `choose` of another form to go on there. */
  get choices(): readonly Chosen[] {
    return this.chosen;
  }

  /** The canonical ballot. Ask `problem` whether it is one that counts. */
  get ballot(): string {
    return textOf(this.made());
  }

  /** What the paper asks now. */
  get heading(): string {
    return askOf(this.paper, this.marking);
  }

  /** How far one has come, a line or more. */
  get progress(): HTMLElement[] {
    return progressOf(this.paper, this.counted(), this.marking ? this.chosen.filter(({ value }) => value !== null).length : null).map(progressLine);
  }

  /** Why this is no ballot yet, as a sentence that says what to do; null where it is one. No choice at all is a blank ballot. */
  get problem(): string | null {
    const broken = this.broken();
    if (broken) return sentenceOf(broken, this.paper);
    const unmarked = this.chosen.find(({ value }) => value === null);
    return choosesFirst(this.paper.form) && unmarked ? say("Ballot.MarkMissing", titleOf(this.paper, unmarked.project)) : null;
  }

  /** Chooses these projects and no others; what cannot be voted for is left out. */
  choose(choices: readonly Chosen[]): void {
    this.chosen = choices.filter(({ project }) => this.tiles.has(project));
    this.marking = false;
    this.show();
  }

  /**
   * Goes on: true where the ballot can be read back now. False where something is wrong, which is said, or where the form itself has
   * another part, which it then shows: projects that were chosen are given marks.
   */
  advance(): boolean {
    const problem = this.problem;
    if (choosesFirst(this.paper.form) && !this.marking && this.broken() === null && this.chosen.length > 0) {
      this.marking = true;
      this.show();
      return false;
    }
    if (problem === null) return true;
    this.options.said?.(problem);
    this.goTo(this.chosen.find(({ value }) => value === null)?.project);
    return false;
  }

  /** Goes back a part of the form: false where there is none before this one. */
  retreat(): boolean {
    if (!this.marking) return false;
    this.marking = false;
    this.show();
    return true;
  }

  /** Whether the form itself goes on after this part: marks are still to be given to what is chosen. */
  get hasMore(): boolean {
    return choosesFirst(this.paper.form) && !this.marking && this.chosen.length > 0;
  }

  /** Whether projects are being given marks that were chosen before. */
  get isMarking(): boolean {
    return this.marking;
  }

  /** Shows these projects alone; null shows all. For whoever takes one project at a time. */
  present(projects: readonly string[] | null): void {
    for (const [id, tile] of this.tiles) tile.hidden = projects !== null && !projects.includes(id);
  }

  // ---- one project ----

  private tile(project: Project): HTMLElement {
    const { form } = this.paper;
    const about = project.about.length > 0 ? textFor(project.about) : null;
    const title = isolated(textFor(project.titles).text);
    const ticks = form.kind === "approve" || form.kind === "rank" || choosesFirst(form);
    const tile = el("li", { "data-project": project.id },
      ticks ? this.tick(project) : el("div", { class: "choice still" }, ...tileParts(project, this.paper)),
      form.kind === "score" && this.marks(project, title),
      form.kind === "points" && this.stepper(project, title),
      this.options.kept?.includes(project.id) && el("p", { class: "kept-mark" }, say("Ballot.Kept")),
      about && about.text !== "" && el("details", { class: "about" },
        el("summary", { "aria-label": `${say("Vote.About")}: ${title}` }, say("Vote.About")),
        inLanguage(el("p", { class: "lines" }, about.text), about)));
    this.tiles.set(project.id, tile);
    return tile;
  }

  private tick(project: Project): HTMLElement {
    const box = el("input", { type: "checkbox", name: "Projects", value: project.id });
    box.addEventListener("change", () => {
      const refused = box.checked ? this.add(project) : this.remove(project.id);
      if (refused !== null) box.checked = false;
    });
    return el("label", { class: "choice" }, box, ...tileParts(project, this.paper), el("span", { class: "worth" }));
  }

  private marks(project: Project, title: string): HTMLElement {
    const { form } = this.paper;
    const given = (value: number | null) => this.give(project.id, value);
    if (form.top > mostButtons) {
      const field = this.number(say("Ballot.MarkFor", title, form.top), "");
      field.addEventListener("input", () => given(field.value === "" ? null : whole(field.value)));
      return el("div", { class: "marks typed" }, field);
    }
    const marks = [...Array(form.top + 1).keys()];
    const radio = (value: number | null, ...text: (string | HTMLElement)[]) => el("label", {},
      el("input", { type: "radio", name: `mark-${project.id}`, value: value === null ? "" : value, onchange: () => given(value) }), el("span", {}, ...text));
    return el("fieldset", { class: "marks" },
      el("legend", { class: "visually-hidden" }, say("Ballot.MarkFor", title, form.top)),
      ...marks.map((value) => radio(value, String(value))),
      !choosesFirst(form) && radio(null, el("i", { "aria-hidden": "true" }, "–"), el("i", { class: "visually-hidden" }, say("Ballot.NoMark"))));
  }

  private stepper(project: Project, title: string): HTMLElement {
    const { form } = this.paper;
    // A tenth of what there is to give, in round numbers: ten points are given one by one, a hundred by tens.
    const step = 10 ** Math.max(0, String(form.top).length - 2);
    const field = this.number(say("Ballot.PointsFor", title), "0");
    field.addEventListener("input", () => this.give(project.id, field.value === "" ? 0 : whole(field.value)));
    field.addEventListener("change", () => this.show()); // an emptied field says 0 again
    const by = (change: number) => {
      const now = this.valueOf(project.id);
      const left = this.pointsLeft(project);
      if (change > 0 && left <= 0) return this.options.said?.(say("Ballot.NoPoints"));
      this.give(project.id, Math.max(0, now + Math.min(change, change > 0 ? left : 0)));
      this.options.said?.(say("Ballot.PointsNow", title, this.valueOf(project.id), this.pointsLeft(project)));
    };
    return el("div", { class: "stepper" },
      el("button", { type: "button", class: "button quiet", "aria-label": say("Ballot.Fewer", title), onclick: () => by(-step) }, "−"),
      field,
      el("button", { type: "button", class: "button quiet", "aria-label": say("Ballot.More", title), onclick: () => by(step) }, "+"));
  }

  // Not the browser's own number field: it changes under a finger or wheel that only means to scroll.
  private number(label: string, value: string): HTMLInputElement {
    return el("input", { type: "text", class: "input number", inputmode: "numeric", autocomplete: "off", value, "aria-label": label });
  }

  // ---- choosing ----

  private add(project: Project): string | null {
    const refused = this.tooMuch(project);
    if (refused !== null) {
      this.options.said?.(refused);
      return refused;
    }
    this.chosen = [...this.chosen, { project: project.id, value: choosesFirst(this.paper.form) ? null : 0 }];
    this.change();
    if (this.paper.form.kind === "rank") this.options.said?.(say("Ballot.PlaceNow", titleOf(this.paper, project.id), this.placeOf(project.id)));
    return null;
  }

  private remove(project: string): null {
    this.chosen = this.chosen.filter((one) => one.project !== project);
    this.change();
    return null;
  }

  // Why one more cannot be chosen before another is taken away.
  private tooMuch(project: Project): string | null {
    const { paper } = this;
    const after = ballotOf(paper.form.kind, [...this.counted(), { project: project.id, value: 0 }]);
    const broken = problemsWith(after, paper).find(({ rule, pot }) => (rule === "too-many" || rule === "over-the-pot") && (pot === null || pot === project.pot));
    if (!broken) return null;
    if (broken.rule === "too-many") return say("Vote.Full", broken.allowed);
    const left = broken.allowed - (broken.given - project.ask);
    return say("Ballot.NoMoney", titleOf(paper, project.id), money(project.ask, paper), money(Math.max(0, left), paper));
  }

  private give(project: string, value: number | null): void {
    const { form } = this.paper;
    const none = value === null || (form.kind === "points" && value === 0);
    if (this.chosen.some((one) => one.project === project)) {
      this.chosen = none && !choosesFirst(form)
        ? this.chosen.filter((one) => one.project !== project)
        : this.chosen.map((one) => (one.project === project ? { project, value } : one));
    } else if (!none) this.chosen = [...this.chosen, { project, value }];
    this.change();
  }

  private change(): void {
    this.show();
    this.options.changed?.();
  }

  private valueOf(project: string): number {
    return this.chosen.find((one) => one.project === project)?.value ?? 0;
  }

  private pointsLeft({ pot }: Project): number {
    const { form } = this.paper;
    const counted = this.counted().filter(({ project }) => !form.perPot || projectOf(this.paper, project)?.pot === pot);
    return form.top - counted.reduce((sum, { value }) => sum + value, 0);
  }

  // What counts towards the form's numbers, a missing mark as none.
  private counted(): Choice[] {
    return this.chosen.map(({ project, value }) => ({ project, value: value ?? 0 }));
  }

  private broken(): Problem | null {
    return problemsWith(ballotOf(this.paper.form.kind, this.ranked()), this.paper)[0] ?? null;
  }

  private made(): Ballot {
    return ballotOf(this.paper.form.kind, this.ranked().filter(({ project }) => this.chosen.some((one) => one.project === project && one.value !== null)));
  }

  // Where each pot is ranked alone, the pots follow each other as on the paper.
  private ranked(): Choice[] {
    const counted = this.counted();
    if (this.paper.form.kind !== "rank" || !this.paper.form.perPot) return counted;
    return this.paper.pots.flatMap((pot) => counted.filter(({ project }) => projectOf(this.paper, project)?.pot === pot.id));
  }

  // ---- what is shown of it ----

  private show(): void {
    const { form } = this.paper;
    this.element.dataset["part"] = this.marking ? "marks" : "choice";
    const notes = notesOf(this.paper, this.marking);
    fill(this.notes, notes.length > 0 && el("p", { class: "quiet" }, notes.join(" ")));
    for (const [id, tile] of this.tiles) this.showTile(tile, this.chosen.find(({ project }) => project === id) ?? null);
    for (const pot of this.paper.pots) {
      const line = this.potLines.get(pot.id)!;
      line.textContent = partProgress(this.paper, this.inPot(pot), pot);
    }
    if (form.kind === "rank") this.showPlaces();
  }

  private showTile(tile: HTMLElement, chosen: Chosen | null): void {
    const { form } = this.paper;
    tile.classList.toggle("chosen", chosen !== null);
    const box = tile.querySelector<HTMLInputElement>("input[type=checkbox]");
    if (box) {
      box.checked = chosen !== null;
      box.disabled = this.marking;
    }
    const worth = tile.querySelector(".choice .worth");
    if (worth && form.kind === "rank") worth.textContent = chosen ? say("Ballot.Place", this.placeOf(chosen.project)) : "";
    const marks = tile.querySelector<HTMLElement>(".marks");
    if (marks) marks.hidden = choosesFirst(form) && !this.marking;
    for (const radio of tile.querySelectorAll<HTMLInputElement>("input[type=radio]")) radio.checked = radio.value === (chosen?.value ?? "").toString();
    const field = tile.querySelector<HTMLInputElement>("input.number");
    const said = form.kind === "points" ? String(chosen?.value ?? 0) : String(chosen?.value ?? "");
    // What is being typed is left alone, or a number could not be emptied to type another.
    if (field && !(field === document.activeElement && (field.value === "" || Number(field.value) === Number(said)))) field.value = said;
  }

  private inPot(pot: Pot): Choice[] {
    return this.counted().filter(({ project }) => projectOf(this.paper, project)?.pot === pot.id);
  }

  private placeOf(project: string): number {
    return this.among(project).indexOf(project) + 1;
  }

  // The projects that are ranked with one, in their order.
  private among(project: string): string[] {
    const pot = projectOf(this.paper, project)?.pot;
    return this.chosen.map((one) => one.project).filter((one) => !this.paper.form.perPot || projectOf(this.paper, one)?.pot === pot);
  }

  // The order so far, with a button for each way. The same button keeps the focus while its project moves.
  private showPlaces(): void {
    const held = document.activeElement instanceof HTMLElement && this.places.contains(document.activeElement) ? document.activeElement.dataset : null;
    const lists = this.paper.form.perPot
      ? this.paper.pots.map((pot) => ({ pot, ids: this.inPot(pot).map(({ project }) => project) }))
      : [{ pot: null, ids: this.chosen.map(({ project }) => project) }];
    fill(this.places, ...(this.chosen.length === 0 ? [] : [
      el("h3", {}, say("Ballot.YourOrder")),
      ...lists.filter(({ ids }) => ids.length > 0).flatMap(({ pot, ids }) => [
        pot !== null && el("h4", {}, el("bdi", {}, pot.title)),
        el("ol", { class: "ranking" }, ...ids.map((id, at) => this.place(id, at, ids.length)))]),
    ]));
    if (!held) return;
    const rows = [...this.places.querySelectorAll<HTMLElement>(`[data-of="${CSS.escape(held["of"] ?? "")}"]`)] as HTMLButtonElement[];
    (rows.find((one) => one.dataset["way"] === held["way"] && !one.disabled) ?? rows.find((one) => !one.disabled))?.focus();
  }

  private place(id: string, at: number, of: number): HTMLElement {
    const title = titleOf(this.paper, id);
    const move = (way: "up" | "down" | "out", word: string, sign: string, possible: boolean, press: () => void) => {
      const made = button(sign, press);
      made.dataset["way"] = way;
      made.dataset["of"] = id;
      made.disabled = !possible;
      made.setAttribute("aria-label", say(word, title));
      return made;
    };
    const text = textFor(projectOf(this.paper, id)!.titles);
    return el("li", {},
      el("b", { class: "worth" }, String(at + 1)),
      inLanguage(el("span", { class: "title" }, text.text), text),
      el("span", { class: "moves" },
        move("up", "Ballot.Up", "↑", at > 0, () => this.swap(id, -1)),
        move("down", "Ballot.Down", "↓", at < of - 1, () => this.swap(id, 1)),
        move("out", "Ballot.Out", "✕", true, () => this.remove(id))));
  }

  private swap(project: string, by: number): void {
    const among = this.among(project);
    const other = among[among.indexOf(project) + by];
    if (other === undefined) return;
    const order = [...this.chosen];
    const [one, two] = [project, other].map((id) => order.findIndex((chosen) => chosen.project === id)) as [number, number];
    [order[one], order[two]] = [order[two]!, order[one]!];
    this.chosen = order;
    this.change();
    this.options.said?.(say("Ballot.PlaceNow", titleOf(this.paper, project), this.placeOf(project)));
  }

  // ---- finding a project ----

  private find(found: ReadonlySet<string> | null): void {
    for (const [id, tile] of this.tiles) tile.classList.toggle("away", found !== null && !found.has(id));
    for (const section of this.element.querySelectorAll<HTMLElement>("section.pot")) {
      section.classList.toggle("away", section.querySelector("li:not(.away)") === null);
    }
  }

  private inOrder(projects: readonly Project[]): Project[] {
    const { order } = this.options;
    return order ? [...projects].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : [...projects];
  }

  private goTo(project: string | undefined): void {
    if (project !== undefined) this.tiles.get(project)?.querySelector<HTMLElement>(".marks input")?.focus();
  }
}

// What is typed as a number, in Arabic digits too: whole and not below nothing. What is too high stays, so that it can be said.
function whole(text: string): number {
  const digits = text.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
  return Math.min(9_999_999, Math.max(0, Math.floor(Number(digits)) || 0));
}
