// A page of the standings: a row a stall, which glides to its new place and length.
import { el } from "../site/dom";
import { say } from "../site/words";
import { awardsOf } from "./awards";
import type { Snapshot, Standing } from "./feed";
import { allStand, isOnWall, moneyStands } from "./fit";
import { money } from "./money";
import { mostRows } from "./scenes";
import type { Start, Stall } from "./start";

const glide = 900;

/** With fewer rows than this, long names are cut off rather than turned for minutes. */
const fewRows = 5;

/** What a row of two lines takes, in hundredths of the screen's height. */
const twoLines = 14.8;

/** Marks of direction in a sum of money, which take no place. */
const unseen = /[\u061c\u200e\u200f\u2066-\u2069]/g;

export class Board {
  private readonly rows = new Map<string, HTMLLIElement>();
  private readonly list = el("ol", { class: "rows" });
  private readonly basis = el("p", { class: "next-step" });
  private readonly heading = el("h2");
  private readonly whole = el("div", { class: "scene standings" }, el("div", { class: "board-head" }, this.heading, this.basis), this.list);

  private counted = { of: "", rows: mostRows };

  /** `place` is what the scenes stand in. */
  constructor(private readonly start: Start, private readonly place: HTMLElement) {}

  /** How many rows stand on a page here and now: the most at which every name stands whole, where that are not too few; else as many as hold two lines. */
  rowsOf(snapshot: Snapshot): number {
    if (snapshot.standings.length === 0 || !isOnWall(this.place)) return mostRows;
    const most = Math.min(mostRows, snapshot.standings.length);
    const of = [this.place.clientWidth, this.place.clientHeight, document.fonts.status, snapshot.live, ...this.columns(snapshot), ...snapshot.standings.map((standing) => standing.proposal).sort()].join(" ");
    if (this.counted.of !== of) this.counted = { of, rows: this.count(snapshot, most) };
    return this.counted.rows;
  }

  private count(snapshot: Snapshot, most: number): number {
    const probe = new Board(this.start, this.place);
    const scene = probe.page(snapshot, 0, most);
    scene.classList.add("probe");
    this.place.append(scene);
    const height = probe.list.clientHeight;
    probe.page(snapshot, 0, snapshot.standings.length);
    const lay = (rows: number): HTMLElement => {
      probe.list.style.blockSize = `${(height * snapshot.standings.length) / rows}px`;
      return probe.list;
    };
    const all = Array.from({ length: most }, (_, less) => most - less);
    const rows = all.find((rows) => rows >= Math.min(fewRows, most) && allStand(lay(rows)))
      ?? all.find((rows) => rows <= fewRows && height / rows >= (twoLines * innerHeight) / 100 && moneyStands(lay(rows))) ?? 1;
    scene.remove();
    // Dealt evenly over the pages: no page has a single row because the others are full.
    return Math.ceil(snapshot.standings.length / Math.ceil(snapshot.standings.length / rows));
  }

  // The widest figures of the list in letters, so that its columns stand where they are from page to page.
  private columns(snapshot: Snapshot): [support: number, ask: number] {
    const support = Math.max(1, ...snapshot.standings.map((standing) => this.supportOf(standing, snapshot).length));
    return [support, Math.max(1, ...this.start.stalls.map((stall) => stall.askText.replace(unseen, "").length))];
  }

  /** A page of the standings, or of the bands. */
  page(snapshot: Snapshot, page: number, rows: number): HTMLElement {
    const bands = snapshot.live === "rounded";
    const awards = awardsOf(snapshot.standings, this.start.stalls, this.start.pots, this.start.inPart);
    const pages = Math.ceil(snapshot.standings.length / rows);
    this.heading.textContent = say(bands ? "Screen.Bands" : "Screen.Standings") + (pages > 1 ? ` ${page + 1}/${pages}` : "");
    this.basis.textContent = say("Screen.Basis", snapshot.shownBallots, snapshot.ballots);
    const most = bands ? 100 : Math.max(1, ...snapshot.standings.map((standing) => standing.support));
    const before = new Map([...this.rows].filter(([, row]) => row.isConnected).map(([id, row]) => [id, row.getBoundingClientRect().top]));
    const shown = snapshot.standings.slice(page * rows, (page + 1) * rows);
    this.list.replaceChildren(...shown.map((standing) => this.row(standing, most, snapshot, awards.get(standing.proposal) ?? 0)));
    this.list.setAttribute("start", String(page * rows + 1));
    this.list.style.setProperty("--rows", String(Math.min(rows, snapshot.standings.length)));
    const [support, ask] = this.columns(snapshot);
    this.list.style.setProperty("--support", String(support));
    this.list.style.setProperty("--ask", String(ask));
    queueMicrotask(() => this.move(before));
    return this.whole;
  }

  /** What a pot would pay for if voting ended now. */
  pot(snapshot: Snapshot, id: string): HTMLElement {
    const pot = this.start.pots.find((one) => one.id === id)!;
    const awards = awardsOf(snapshot.standings, this.start.stalls, this.start.pots, this.start.inPart);
    const funded = this.start.stalls.filter((stall) => stall.pot === pot.id && awards.has(stall.id));
    const spent = funded.reduce((sum, stall) => sum + awards.get(stall.id)!, 0);
    const meter = el("span", { class: "pot-meter" }, el("span", { class: "pot-fill" }));
    meter.style.setProperty("--share", String(Math.min(1, spent / Math.max(1, pot.amount))));
    const whole = funded.filter((stall) => awards.get(stall.id)! >= stall.ask).length;
    return el("div", { class: "scene words" }, this.start.pots.length > 1 && el("p", { class: "scene-small", "data-fit": 6, "data-cut": "", dir: "auto" }, pot.name),
      el("p", { class: "scene-big", "data-fit": 10 }, say(whole === funded.length ? "Screen.PotReaches" : "Screen.PotReachesPart", pot.amountText, whole)), meter);
  }

  private supportOf(standing: Standing, snapshot: Snapshot): string {
    return snapshot.live === "rounded" ? say("Screen.Band", standing.support, standing.support + 10) : String(standing.support);
  }

  private row(standing: Standing, most: number, snapshot: Snapshot, award: number): HTMLLIElement {
    const stall = this.start.stalls.find((known) => known.id === standing.proposal);
    const row = this.rows.get(standing.proposal) ?? this.make(standing.proposal, stall);
    row.style.setProperty("--share", String(standing.support / most));
    row.classList.toggle("funded", standing.funded);
    row.classList.toggle("band", snapshot.live === "rounded");
    row.querySelector(".row-support")!.textContent = this.supportOf(standing, snapshot);
    const part = standing.funded && stall !== undefined && award < stall.ask;
    row.classList.toggle("part", part);
    row.querySelector(".row-mark")!.textContent = part ? "◐" : standing.funded ? "✓" : "";
    row.classList.toggle("withdrawn", stall?.withdrawn === true);
    row.querySelector(".row-ask")!.textContent = stall?.withdrawn ? say("Screen.Withdrawn") : part
      ? `${money(award, this.start.noMoney, this.start.moneyDigits)} ${say("Screen.PartOf", stall.askText)}`
      : stall?.askText ?? "";
    return row;
  }

  private make(id: string, stall: Stall | undefined): HTMLLIElement {
    const row = el("li", { class: "row-stall" },
      el("span", { class: "row-mark", "aria-hidden": "true" }),
      el("span", { class: "row-title", "data-cut": placeOf(stall), lang: stall?.language ?? null, dir: "auto" }, stall?.title ?? id),
      el("span", { class: "row-bar" }, el("span", { class: "row-fill" })),
      el("span", { class: "row-support" }),
      el("span", { class: "row-ask" }, stall?.askText ?? ""));
    this.rows.set(id, row);
    return row;
  }

  // Each row starts where it was and glides to where it is.
  private move(before: Map<string, number>): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const [id, row] of this.rows) {
      const was = before.get(id);
      if (was === undefined || !row.isConnected) continue;
      const by = was - row.getBoundingClientRect().top;
      if (Math.abs(by) < 1) continue;
      row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: glide, easing: "cubic-bezier(.3,.1,.2,1)" });
    }
  }
}

/** What is left of a name that is cut off, so that people find the stall. */
export const placeOf = (stall: Stall | undefined): string =>
  stall === undefined ? "" : stall.place === "" ? say("Screen.OnPaper", stall.id) : say("Screen.Stall", stall.place);
