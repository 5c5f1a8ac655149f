// The declaration: one award after the other, then all that is left of the pot. A screen that comes late shows the whole at once.
import { el, fill } from "../site/dom";
import { say } from "../site/words";
import type { Start } from "./start";

type Result = { order: string[]; spent: number; left: number; ballots: number; awards: { project: string; amount: number; ask: number }[] };

const each = 4500;

/** Reveals a result. */
export class Reveal {
  private shown = "";

  constructor(private readonly place: HTMLElement, private readonly start: Start) {}

  show(text: string, slowly: boolean): void {
    if (text === this.shown) return;
    this.shown = text;
    const result = JSON.parse(text) as Result;
    const list = el("ol", { class: "awards" });
    list.style.setProperty("--rows", String(Math.max(6, result.awards.length)));
    const closing = el("p", { class: "awards-closing" });
    fill(this.place, el("div", { class: "board-head" }, el("h2", {}, say("Screen.Declared")), el("p", { class: "next-step" }, say("Screen.DeclaredBallots", result.ballots))), list, closing);

    const steps = [
      ...result.awards.map((award) => () => list.append(this.award(award))),
      () => (closing.textContent = say("Screen.DeclaredEnd", result.awards.length)),
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
    // A part award is told by its share, so that no script has to write money.
    const money = award.amount === award.ask ? stall?.askText ?? "" : say("Screen.PartAward", Math.floor((award.amount * 100) / award.ask), stall?.askText ?? "");
    return el("li", { class: "award" },
      stall && stall.picture !== "" && el("img", { src: stall.picture, alt: "" }),
      el("span", { class: "award-title", dir: "auto", lang: stall?.language ?? null }, stall?.title ?? award.project),
      el("span", { class: "award-money" }, money));
  }
}
