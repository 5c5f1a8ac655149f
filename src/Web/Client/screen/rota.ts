// One stall after the other, slowly.
import { el, fill } from "../site/dom";
import { say } from "../site/words";
import type { Stall } from "./start";

const each = 9000;

/** Shows the stalls in turn, without those that are withdrawn. */
export function turnRound(place: HTMLElement, stalls: Stall[]): void {
  if (stalls.length === 0) return;
  let at = 0;
  const next = (): Stall => {
    while (stalls.some((stall) => !stall.withdrawn) && stalls[at % stalls.length]!.withdrawn) at++;
    return stalls[at % stalls.length]!;
  };
  const show = (): void => {
    const stall = next();
    at++;
    const card = el("article", { class: "rota-card", lang: stall.language },
      stall.picture !== "" && el("img", { src: stall.picture, alt: "", class: "rota-picture" }),
      el("div", { class: "rota-words" },
        stall.place !== "" && el("p", { class: "rota-place" }, say("Screen.Stall", stall.place)),
        el("h2", { dir: "auto" }, stall.title),
        el("p", { class: "rota-line", dir: "auto" }, stall.line)));
    fill(place, card);
    const following = next();
    if (following.picture !== "") new Image().src = following.picture;
  };
  show();
  setInterval(show, each);
}
