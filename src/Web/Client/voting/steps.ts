// Where the voter is on the way, and which part of the page belongs to it.
import { need } from "../site/dom";

/** "looking": the service is asked about the card, and only the message stands there. "standing": the card was read and cannot simply go
 *  on; the message says why and what to do. */
export type Step = "card" | "looking" | "standing" | "choose" | "review" | "send" | "receipt" | "challenge";

// What the row of steps at the top says of those that are not in it.
const named: Partial<Record<Step, Step>> = { send: "review", looking: "card", standing: "card", challenge: "receipt" };

/** Shows a step's part alone. `move`: at its top, with the focus on its heading, so that it is read out. */
export function showStep(step: Step, move: boolean): void {
  const shown = named[step] ?? step;
  let before = true;
  for (const item of need("steps").querySelectorAll<HTMLElement>("li")) {
    const current = item.dataset["step"] === shown;
    if (current) before = false;
    item.classList.toggle("done", before);
    if (current) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  for (const section of document.querySelectorAll<HTMLElement>("#vote section[data-step]")) section.hidden = section.dataset["step"] !== step;
  need("steps").classList.toggle("away", step === "standing"); // a card that has voted is on no way
  need("way-back").hidden = !["card", "standing"].includes(step); // leaving would forget the card and what is chosen
  if (!move) return;
  window.scrollTo(0, 0);
  document.querySelector<HTMLElement>(`#vote section[data-step="${step}"] h2`)?.focus({ preventScroll: true });
}
