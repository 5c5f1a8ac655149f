// What a kiosk shows while nobody can vote at it: the phase, as every other view says it.
import { el } from "../site/dom";
import { phaseDetail, phaseTitle } from "../site/phase";

export function phaseView(phase: string, heading: "h1" | "h2" = "h2"): HTMLElement {
  return el("div", { class: "phase-view", role: "status" }, el(heading, { tabindex: "-1" }, phaseTitle(phase)), el("p", { class: "lead" }, phaseDetail(phase)));
}
