import { el } from "./dom";

export type Tone = "info" | "good" | "warn" | "stop";

/** A box that says something: a line in bold, a sentence, and what one can do about it. */
export function notice(tone: Tone, title: string, detail = "", ...actions: HTMLElement[]): HTMLElement {
  return el("div", { class: `notice ${tone}` },
    el("p", {}, el("strong", {}, title)),
    detail !== "" && el("p", {}, detail),
    actions.length > 0 && el("p", { class: "row" }, ...actions));
}

export function button(text: string, press: () => void, kind = "quiet"): HTMLButtonElement {
  return el("button", { type: "button", class: `button ${kind}`, onclick: press }, text);
}
