// The standings: a row a stall, which glides to its new place and length.
import { el, fill } from "../site/dom";
import { phaseDetail, phaseTitle } from "../site/phase";
import { say } from "../site/words";
import { isOver } from "../voting/day";
import { awardsOf } from "./awards";
import type { Snapshot, Standing } from "./feed";
import { money } from "./money";
import { papersOf } from "./papers";
import type { Start, Stall } from "./start";

const glide = 900;

export class Board {
  private readonly rows = new Map<string, HTMLLIElement>();
  private readonly list = el("ol", { class: "rows" });
  private readonly head = el("div", { class: "board-head" });
  private showing = "";

  constructor(private readonly place: HTMLElement, private readonly start: Start) {}

  /** Shows what this day shows live: standings, bands, or turnout alone. */
  show(snapshot: Snapshot): void {
    if (snapshot.phase === "counted" && snapshot.papers.length > 0) return this.showPapers(snapshot);
    if (snapshot.standings.length === 0) return this.showMarket(this.waiting(snapshot));
    if (this.showing !== "rows") fill(this.place, this.head, this.list);
    this.showing = "rows";
    const bands = snapshot.live === "rounded";
    const awards = awardsOf(snapshot.standings, this.start.stalls, this.start.pots, this.start.inPart);
    fill(this.head, el("h2", {}, say(bands ? "Screen.Bands" : "Screen.Standings")), this.pots(snapshot, awards),
      el("p", { class: "next-step" }, say("Screen.Basis", snapshot.shownBallots, snapshot.ballots)));
    const most = bands ? 100 : Math.max(1, ...snapshot.standings.map((standing) => standing.support));
    const before = new Map([...this.rows].map(([id, row]) => [id, row.getBoundingClientRect().top]));
    this.list.replaceChildren(...snapshot.standings.map((standing) => this.row(standing, most, bands, awards.get(standing.proposal) ?? 0)));
    this.list.style.setProperty("--rows", String(snapshot.standings.length));
    this.move(before);
  }

  // The hall reads each slip aloud and compares it with what was typed in.
  private showPapers(snapshot: Snapshot): void {
    const showing = `papers ${snapshot.disputed}`;
    if (this.showing === showing) return;
    this.showing = showing;
    fill(this.place, el("div", { class: "board-head" }, el("h2", {}, say("Screen.Papers", snapshot.papers.length)),
      snapshot.disputed > 0 ? el("p", { class: "badge warn" }, say("Screen.PapersDisputed", snapshot.disputed)) : null,
      el("p", { class: "next-step" }, say("Screen.PapersMore"))), papersOf(this.start.stalls, snapshot.papers));
  }

  // What the screen says and what that means: once voting is over, the words of every other view.
  private waiting(snapshot: Snapshot): [string, string] {
    if (isOver(snapshot)) return [phaseTitle(snapshot.phase), phaseDetail(snapshot.phase)];
    const why = snapshot.phase === "published" || snapshot.phase === "draft" ? "Screen.BeforeOpening" : snapshot.live === "turnout" ? "Screen.TurnoutOnly" : "Screen.TooFew";
    return [say(why), say(`${why}.More`)];
  }

  // While there is nothing to count for all to see, the board belongs to the stalls.
  private showMarket(words: [string, string]): void {
    const withdrawn = this.start.stalls.filter((stall) => stall.withdrawn).map((stall) => stall.id).join(" ");
    const showing = `${words.join(" ")} ${withdrawn}`;
    if (this.showing === showing) return;
    this.showing = showing;
    const market = el("ul", { class: "gallery" }, ...this.start.stalls.map((stall) => el("li", {},
      stall.picture !== "" && el("img", { src: stall.picture, alt: "" }),
      el("span", { class: "gallery-title", lang: stall.language, dir: "auto" }, stall.title),
      stall.withdrawn === true && el("span", { class: "badge warn" }, say("Screen.Withdrawn")))));
    market.style.setProperty("--columns", String(Math.max(3, Math.ceil(Math.sqrt(this.start.stalls.length * 1.3)))));
    fill(this.place, el("div", { class: "board-words" }, el("p", { class: "board-big" }, words[0]), el("p", {}, words[1])), market);
  }

  private pots(snapshot: Snapshot, awards: ReadonlyMap<string, number>): HTMLElement | null {
    if (snapshot.live === "rounded") return null;
    return el("ul", { class: "pots" }, ...this.start.pots.map((pot) => {
      const funded = this.start.stalls.filter((stall) => stall.pot === pot.id && awards.has(stall.id));
      const spent = funded.reduce((sum, stall) => sum + awards.get(stall.id)!, 0);
      const meter = el("span", { class: "pot-meter" }, el("span", { class: "pot-fill" }));
      meter.style.setProperty("--share", String(Math.min(1, spent / Math.max(1, pot.amount))));
      const whole = funded.filter((stall) => awards.get(stall.id)! >= stall.ask).length;
      const words = whole === funded.length ? "Screen.PotReaches" : "Screen.PotReachesPart";
      return el("li", {}, el("span", { class: "pot-words" }, say(words, pot.amountText, whole)), meter);
    }));
  }

  private row(standing: Standing, most: number, bands: boolean, award: number): HTMLLIElement {
    const stall = this.start.stalls.find((known) => known.id === standing.proposal);
    const row = this.rows.get(standing.proposal) ?? this.make(standing.proposal, stall);
    row.style.setProperty("--share", String(standing.support / most));
    row.classList.toggle("funded", standing.funded);
    row.classList.toggle("band", bands);
    row.querySelector(".row-support")!.textContent = bands ? say("Screen.Band", standing.support, standing.support + 10) : String(standing.support);
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
      el("span", { class: "row-title", lang: stall?.language ?? null, dir: "auto" }, stall?.title ?? id),
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
