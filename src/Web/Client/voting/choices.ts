// The projects on the page's ballot paper: their boxes, and lists of some of them.
import { el } from "../site/dom";

/** The boxes in the order of the paper. */
export function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('#ballot input[name="Projects"]')];
}

/** The projects chosen, in the order of the paper. */
export function ticked(): string[] {
  return boxes().filter((box) => box.checked).map((box) => box.value);
}

/** Chooses these projects and no others. */
export function tick(projects: readonly string[]): void {
  for (const box of boxes()) box.checked = projects.includes(box.value);
}

/** A list of projects as they stand on the paper; an id that is not on it is shown as it is. */
export function listOf(projects: readonly string[]): HTMLElement {
  const known = boxes();
  return el("ol", { class: "reviewed" }, ...projects.map((id) => {
    const label = known.find((box) => box.value === id)?.closest("label")?.cloneNode(true) as HTMLElement | undefined;
    label?.querySelector("input")?.remove();
    return el("li", {}, ...(label?.childNodes ?? [id]));
  }));
}
