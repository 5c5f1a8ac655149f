// The declaration: one award after the other, then what came of it all. A screen that comes late shows the whole at once.
import { el, fill } from "../site/dom";
import { say } from "../site/words";
import { money } from "./money";
import type { Start } from "./start";

type Result = { order: string[]; spent: number; left: number; ballots: number; awards: { project: string; amount: number; ask: number }[]; left_out?: { log: string }[] };

const each = 4500;
const mostCards = 9; // more awards than these stand in lines

// How many of the six columns a card takes: up to three cards a row, and the last row is as wide as the others.
function span(at: number, cards: number): number {
  const row = Math.min(3, Math.ceil(cards / 2));
  const last = cards % row || row;
  return at < cards - last ? 6 / row : 6 / last;
}

/** Reveals a result. */
export class Reveal {
  private shown = "";

  constructor(private readonly place: HTMLElement, private readonly start: Start) {}

  show(text: string, disputed: number, slowly: boolean): void {
    if (text === this.shown) return;
    this.shown = text;
    const result = JSON.parse(text) as Result;
    const list = el("ol", { class: result.awards.length > mostCards ? "awards" : "awards cards" });
    list.style.setProperty("--rows", String(result.awards.length));
    const closing = el("div", { class: "awards-closing" });
    fill(this.place, el("div", { class: "board-head" }, el("h2", {}, say("Screen.Declared")), el("p", { class: "next-step" }, say("Screen.DeclaredBallots", result.ballots)),
      result.left_out && el("p", { class: "badge warn" }, say("Screen.LeftOut", result.left_out.map(({ log }) => log).join(", "))),
      disputed > 0 && el("p", { class: "badge warn" }, say("Screen.PapersDisputed", disputed))), list, closing);

    const steps = [
      ...result.awards.map((award, at) => () => {
        const item = this.award(award);
        item.style.setProperty("--span", String(span(at, result.awards.length)));
        list.append(item);
      }),
      () => fill(closing, this.account(result), el("p", { class: "thanks" }, say("Screen.DeclaredEnd", result.awards.length))),
    ];
    if (!slowly) return steps.forEach((step) => step());
    const next = (): void => {
      steps.shift()?.();
      if (steps.length > 0) setTimeout(next, each);
    };
    setTimeout(next, each / 2);
  }

  private award(award: Result["awards"][number]): HTMLLIElement {
    const stall = this.start.stalls.find((known) => known.id === award.project);
    return el("li", { class: "award" },
      stall && stall.picture !== "" && el("img", { src: stall.picture, alt: "" }),
      el("span", { class: "award-title", dir: "auto", lang: stall?.language ?? null }, stall?.title ?? award.project),
      el("span", { class: "award-money" }, money(award.amount, this.start.noMoney, this.start.moneyDigits),
        award.amount < award.ask && el("span", { class: "award-part" }, " ", say("Screen.PartOf", money(award.ask, this.start.noMoney, this.start.moneyDigits)))));
  }

  // What was shared out and what is left: nobody in the hall has to reckon.
  private account(result: Result): HTMLElement {
    const fact = (word: string, amount: number) => el("div", {}, el("dt", {}, say(word)), el("dd", {}, money(amount, this.start.noMoney, this.start.moneyDigits)));
    return el("dl", { class: "shared-out" }, fact("Screen.SharedOut", result.spent), fact("Screen.LeftOver", result.left));
  }
}
