// The large part of a hall's screen: scenes that turn by themselves, pages that a presenter turns, and what is announced.
import { el, fill } from "../site/dom";
import { phaseDetail, phaseTitle } from "../site/phase";
import { language, say } from "../site/words";
import { Board, placeOf } from "./board";
import type { Presentation, Snapshot } from "./feed";
import { fitAll } from "./fit";
import { paperScene } from "./papers";
import { revealOf, revealScene, type RevealPage } from "./reveal";
import { keyOf, mostRows, scenesOf, secondsOf, type Scene } from "./scenes";
import type { Start, Stall } from "./start";
import { clockOf, holdsScreen } from "./talk";
import { isOver } from "../voting/day";

const declared = new Set(["declared", "ratified", "archived"]);

/** How long a hall waits for a presenter after the declaration, and how long a page then stays. */
const waitsForPresenter = 120_000;
const pageStays = 8_000;

/** How long screens say that voting has just begun. */
const isNews = 60_000;

export class Stage {
  private readonly board: Board;
  private readonly band = el("p", { class: "band-said", hidden: true });
  private readonly scene = el("div", { class: "stage" });
  private snapshot: Snapshot | undefined;
  private presentation: Presentation | undefined;
  private ahead = 0;
  private scenes: Scene[] = [];
  private rows = mostRows;
  private at = 0;
  private turning: number | undefined;
  private clock: number | undefined;
  private going: number | undefined;
  private pages: RevealPage[] = [];
  private result = "";
  private own = 0;
  private openedAt = 0;
  private drawn = "";

  constructor(place: HTMLElement, private readonly day: string, private readonly start: Start) {
    this.board = new Board(start, this.scene);
    fill(place, this.scene, this.band);
    addEventListener("resize", () => this.fit());
    document.fonts.addEventListener("loadingdone", () => this.fit());
    addEventListener("keydown", (event) => this.key(event));
  }

  /** Takes a snapshot in. */
  show(snapshot: Snapshot): void {
    const first = this.snapshot === undefined;
    const before = this.snapshot;
    const opened = before?.votingBegan === false && snapshot.votingBegan;
    if (opened) this.openedAt = Date.now();
    this.snapshot = snapshot;
    this.announce();
    if (declared.has(snapshot.phase) && snapshot.result !== "") {
      if (snapshot.result !== this.result) void this.reveal(snapshot.result, first);
      else this.draw();
      return;
    }
    this.arrange(opened || before?.phase !== snapshot.phase);
  }

  /** Takes in what the presenter does. */
  present(now: Presentation): void {
    const before = this.presentation;
    this.presentation = now;
    this.ahead = Date.now() - now.at;
    this.announce();
    clearTimeout(this.going);
    const until = now.announcement?.until ?? 0;
    if (until > 0) this.going = window.setTimeout(() => this.gone(), until - now.at);
    const news = JSON.stringify(before?.announcement ?? null) !== JSON.stringify(now.announcement);
    if (!this.snapshot) return;
    if (this.result !== "") return this.draw();
    this.arrange(false);
    if (news && this.said()) {
      this.at = Math.max(0, this.scenes.findIndex((scene) => scene.kind === "announcement"));
      this.turn();
    } else this.draw();
  }

  // An announcement that stood its minutes goes by itself, also where nothing is heard of the service any more.
  private gone(): void {
    if (this.presentation) this.present({ ...this.presentation, announcement: null, at: Date.now() - this.ahead });
  }

  // The window has another size, or letters have come: other names stand, and perhaps another number of them.
  private fit(): void {
    if (this.result === "" && this.snapshot) this.arrange(false);
    fitAll(this.scene);
  }

  // What is announced stands below every other scene; where it has the stage, it is not said twice, and its place stays empty: scenes have one height.
  private announce(): void {
    const said = this.said();
    this.band.hidden = said === null;
    this.band.classList.toggle("unsaid", this.scene.dataset["scene"] === keyOf({ kind: "announcement" }));
    if (said) fill(this.band, el("bdi", { lang: said.language }, said.text));
  }

  // The scenes anew; where the one that stands there is still one of them, it stays.
  private arrange(anew: boolean): void {
    const now = this.scenes[this.at];
    this.rows = this.board.rowsOf(this.snapshot!);
    this.scenes = scenesOf(this.start, this.snapshot!, this.said() !== null, Date.now() - this.openedAt < isNews, this.rows);
    const same = now === undefined ? -1 : this.scenes.findIndex((scene, at) => at >= Math.min(this.at, this.scenes.length - 1) && keyOf(scene) === keyOf(now));
    if (anew || same < 0) {
      this.at = 0;
      return this.turn();
    }
    this.at = same;
    this.draw();
  }

  // Draws, and goes on to the next scene after its time.
  private turn(): void {
    clearTimeout(this.turning);
    this.draw();
    const scene = this.scenes[this.at];
    if (!scene || this.scenes.length < 2) return;
    this.turning = window.setTimeout(() => this.step(1), 1000 * secondsOf(scene));
  }

  private step(by: number): void {
    this.at = (this.at + by + this.scenes.length) % Math.max(1, this.scenes.length);
    this.turn();
  }

  // A clicker is a keyboard. On a paired screen it turns the pages of all; elsewhere it turns this screen's own scenes.
  private key(event: KeyboardEvent): void {
    const by = ["ArrowRight", "PageDown", " "].includes(event.key) ? 1 : ["ArrowLeft", "PageUp"].includes(event.key) ? -1 : 0;
    if (by === 0 || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const deck = this.deck();
    if (deck === "none") return this.step(by);
    const form = document.querySelector<HTMLFormElement>("#turn");
    if (!form) return;
    const from = this.presentation?.deck === deck ? this.presentation.page : -1;
    const to = Math.max(0, Math.min(from + by, this.lengthOf(deck) - 1));
    const body = new FormData(form);
    body.set("page", String(to));
    void fetch(form.action, { method: "POST", body, redirect: "manual" });
  }

  private deck(): Presentation["deck"] {
    if (this.result !== "") return "result";
    return this.snapshot?.phase === "counted" && this.snapshot.papers.length > 0 ? "papers" : "none";
  }

  private lengthOf(deck: Presentation["deck"]): number {
    return deck === "result" ? this.pages.length : this.snapshot!.papers.length;
  }

  // A screen that is there waits for whoever turns; one that comes late shows where the hall is, or the end.
  private async reveal(result: string, late: boolean): Promise<void> {
    this.result = result;
    clearTimeout(this.turning);
    this.pages = [];
    for (let tries = 0; this.pages.length === 0; tries++) {
      this.pages = await revealOf(this.day);
      if (this.pages.length === 0) await new Promise((go) => setTimeout(go, Math.min(15_000, 500 * 2 ** tries) * (0.5 + Math.random())));
    }
    this.own = late ? this.pages.length - 1 : 0;
    this.draw();
    if (!late) this.turning = window.setTimeout(() => this.goOn(), waitsForPresenter);
  }

  private goOn(): void {
    if (this.presentation?.deck === "result" || this.own >= this.pages.length - 1) return;
    this.own++;
    this.draw();
    this.turning = window.setTimeout(() => this.goOn(), pageStays);
  }

  private draw(): void {
    clearInterval(this.clock);
    const shown = this.shown();
    if (!shown) return;
    // What stands there already is left alone: its letters are fitted, and its picture is drawn.
    const drawn = shown.outerHTML;
    if (this.scene.firstElementChild !== shown && drawn !== this.drawn) fill(this.scene, shown);
    this.drawn = drawn;
    const key = shown.dataset["scene"]!;
    if (this.scene.dataset["scene"] !== key && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.scene.firstElementChild!.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 700, easing: "ease-out" });
    }
    this.scene.dataset["scene"] = key;
    this.announce();
    fitAll(this.scene);
    if (this.talkOf()) this.clock = window.setInterval(() => this.tick(), 250);
  }

  private shown(): HTMLElement | undefined {
    const talk = this.talkOf();
    if (talk) return keyed(this.talk(talk), `talk ${talk.proposal}`);
    if (this.result !== "") {
      const page = this.pages[this.presentation?.deck === "result" ? Math.min(this.presentation.page, this.pages.length - 1) : this.own];
      return page && keyed(revealScene(page, this.snapshot!.disputed, this.start.stalls), `result ${this.pages.indexOf(page)}`);
    }
    const turned = this.presentation?.deck === "papers" && this.deck() === "papers";
    const scene: Scene | undefined = turned ? { kind: "paper", about: Math.min(this.presentation!.page, this.snapshot!.papers.length - 1) } : this.scenes[this.at];
    return scene && keyed(this.make(scene, this.snapshot!), keyOf(scene));
  }

  private make(scene: Scene, snapshot: Snapshot): HTMLElement {
    switch (scene.kind) {
      case "standings": return this.board.page(snapshot, scene.about, this.rows);
      case "pot": return this.board.pot(snapshot, scene.about);
      case "paper": return paperScene(this.start.stalls, snapshot, scene.about);
      case "stall": return stallScene(this.start.stalls.find((stall) => stall.id === scene.about)!);
      case "turnout": return turnoutScene(snapshot);
      case "how": return words(say(`Screen.How.${scene.about}`));
      case "stage": return words(phaseTitle(scene.about), scene.about === "speaking" ? "" : phaseDetail(scene.about));
      case "over": return words(phaseTitle(snapshot.phase), phaseDetail(snapshot.phase));
      case "words": return words(say(`Screen.Say.${scene.about}`), say(`Screen.Say.${scene.about}.More`));
      case "announcement": {
        const said = this.said();
        return words(said?.text ?? "", "", "said", said?.language);
      }
    }
  }

  private said(): { text: string; language: string } | null {
    const said = this.presentation?.announcement;
    if (!said) return null;
    if (said.lastCall !== "" && this.isOver()) return null;
    if (said.lastCall !== "") return { text: say("Screen.LastCall", said.lastCall), language: language() };
    return said.texts.find((text) => text.language === language()) ?? said.texts[0] ?? null;
  }

  private talkOf(): Presentation["talk"] {
    const talk = this.isOver() ? null : this.presentation?.talk ?? null;
    return talk && holdsScreen(this.leftOf(talk), this.snapshot?.votingBegan === false) ? talk : null;
  }

  // Nobody has minutes, and nobody is called, once voting is over.
  private isOver(): boolean {
    return this.snapshot !== undefined && isOver(this.snapshot);
  }

  private talk(talk: NonNullable<Presentation["talk"]>): HTMLElement {
    const stall = this.start.stalls.find((one) => one.id === talk.proposal);
    const left = this.leftOf(talk);
    return el("div", { class: left > 0 ? "scene words talk" : "scene words talk over" },
      el("p", { class: "scene-big", "data-fit": 8.5, "data-cut": placeOf(stall), lang: stall?.language ?? null, dir: "auto" }, stall?.title ?? talk.proposal),
      el("p", { class: "talk-clock", role: "timer" }, clockOf(left)),
      el("p", { class: "scene-line", "data-fit": 6, "data-cut": "", dir: "auto" }, left > 0 ? stall?.group ?? "" : say("Screen.TimeIsUp")));
  }

  private leftOf(talk: NonNullable<Presentation["talk"]>): number {
    return talk.endsAt - (Date.now() - this.ahead);
  }

  private tick(): void {
    const talk = this.talkOf();
    const clock = this.scene.querySelector(".talk-clock");
    if (!clock) return;
    if (!talk) return this.draw();
    const left = this.leftOf(talk);
    if (clock.textContent !== clockOf(left)) clock.textContent = clockOf(left);
    if (left <= 0 && !this.scene.querySelector(".over")) this.draw();
  }
}

function keyed(scene: HTMLElement, key: string): HTMLElement {
  scene.dataset["scene"] = key;
  return scene;
}

function words(big: string, small = "", kind = "", tag?: string): HTMLElement {
  return el("div", { class: `scene words flat ${kind}` }, el("p", { class: "scene-big", "data-fit": 10, lang: tag ?? null, dir: "auto" }, big), small !== "" && el("p", { class: "scene-line", "data-fit": 6 }, small));
}

function turnoutScene(snapshot: Snapshot): HTMLElement {
  const lines = [snapshot.issued > 0 && say("Screen.Issued", snapshot.issued), snapshot.checks > 0 && say("Screen.Checks", snapshot.checks)];
  return el("div", { class: "scene words flat turnout-scene" }, el("p", { class: "scene-big" }, String(snapshot.ballots)), el("p", { class: "scene-line first" }, say("Screen.Ballots")),
    ...lines.map((line) => line !== false && el("p", { class: "scene-line", "data-fit": 6 }, line)));
}

function stallScene(stall: Stall): HTMLElement {
  return el("div", { class: "scene project" },
    stall.picture !== "" && el("img", { src: stall.picture, alt: "", class: "scene-picture" }),
    el("div", { class: "scene-words" },
      stall.place !== "" && el("p", { class: "scene-small" }, placeOf(stall)),
      el("p", { class: "scene-big", "data-fit": 8.5, "data-cut": "", lang: stall.language, dir: "auto" }, stall.title),
      el("p", { class: "scene-line", "data-fit": 6, "data-cut": "", lang: stall.language, dir: "auto" }, stall.line)));
}
