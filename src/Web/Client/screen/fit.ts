// Letters that a hall reads: from a tenth of the screen's height down to 6 hundredths. A name gets shorter before letters get smaller than that.
import { el } from "../site/dom";
import { language } from "../site/words";

const sizes = [10, 8.5, 7.2, 6];
const least = sizes.at(-1)!;

/** For a sentence of our own that nothing can be left out of, where even the least size is too large. */
const last = [5, 4.2, 3.5, 3];

const whole = new WeakMap<HTMLElement, string>();

/** Whether an element stands on a wall, where nothing scrolls. On a phone letters have their usual size, and what does not fit is scrolled to. */
export const isOnWall = (element: Element): boolean => getComputedStyle(element).getPropertyValue("--wall").trim() === "1";

/**
 * Fits what stands in a scene, sizes in hundredths of the screen's height. A text marked data-fit gets the largest size at which it stands in its place whole,
 * data-fit being the largest tried; the names of a list get one size together. A text marked data-cut that does not stand there yet is cut off, and ends with
 * what data-cut says, such as its stall's number.
 */
export function fitAll(within: HTMLElement): void {
  const cuts = [...within.querySelectorAll<HTMLElement>("[data-cut]")];
  cuts.forEach(restore);
  if (!isOnWall(within)) return;
  const texts = [...within.querySelectorAll<HTMLElement>("[data-fit]")];
  for (const list of within.querySelectorAll<HTMLElement>(".rows")) {
    largest(sizes.slice(1), (size) => list.style.setProperty("--names", String(size)), () => allStand(list));
  }
  for (const text of texts) {
    const most = Number(text.dataset["fit"]);
    largest(sizes.filter((size) => size <= most), (size) => text.style.setProperty("--fit", String(size)), (size) => standsIn(text, size > least));
  }
  // What stands last is left out first: a stall's sentence before its name.
  for (const text of cuts.reverse()) if (!standsIn(text)) cut(text);
  for (const text of texts) if (!standsIn(text)) largest(last, (size) => text.style.setProperty("--fit", String(size)), () => standsIn(text));
}

/** Whether every name of a list stands in its row whole. All are measured at once: sixty of them one by one would take a second. */
export function allStand(list: HTMLElement): boolean {
  const names = [...list.querySelectorAll<HTMLElement>(".row-title")];
  list.classList.add("natural");
  const natural = names.map((name) => [name.offsetHeight, name.scrollWidth] as const);
  list.classList.remove("natural");
  const stand = names.every((name, at) => natural[at]![0] <= name.offsetHeight + 1 && natural[at]![1] <= name.clientWidth + 1 && holds(name.parentElement!, name));
  return stand && moneyStands(list);
}

/** Whether the money of every row, which is higher than a name, stands above its bar, and where there is none, in its row. */
export function moneyStands(list: HTMLElement): boolean {
  return [...list.querySelectorAll<HTMLElement>(".row-ask")].every((money) => {
    const row = money.parentElement!;
    const bar = row.querySelector<HTMLElement>(".row-bar");
    const end = bar === null ? row.offsetTop + row.offsetHeight : bar.offsetTop;
    return money.offsetTop >= row.offsetTop - 1 && money.offsetTop + money.offsetHeight <= end + 1;
  });
}

function largest(tried: readonly number[], set: (size: number) => void, stands: (size: number) => boolean): void {
  for (const size of tried) {
    set(size);
    if (stands(size)) return;
  }
}

/** Whether a text stands in its place whole; by its lines' boxes, since a tall letter's own box is higher than its line. `unbroken`: no word is broken. */
export function standsIn(text: HTMLElement, unbroken = false): boolean {
  text.style.maxBlockSize = "none";
  text.style.overflowWrap = unbroken ? "normal" : "";
  const natural = text.offsetHeight;
  const wide = text.scrollWidth;
  text.style.maxBlockSize = "";
  const stands = natural <= text.offsetHeight + 1 && wide <= text.clientWidth + 1;
  text.style.overflowWrap = "";
  return stands && holds(text.parentElement!, text);
}

const holds = (place: HTMLElement, text: HTMLElement): boolean => place.scrollHeight <= place.clientHeight + 0.4 * parseFloat(getComputedStyle(text).fontSize);

function restore(text: HTMLElement): void {
  const all = whole.get(text);
  if (all !== undefined && text.textContent !== all) text.textContent = all;
}

function cut(text: HTMLElement): void {
  const all = text.textContent ?? "";
  whole.set(text, all);
  const letters = [...all];
  let [from, to] = [1, letters.length];
  while (from < to) {
    const half = Math.ceil((from + to) / 2);
    write(text, letters.slice(0, half).join(""));
    if (standsIn(text)) from = half;
    else to = half - 1;
  }
  write(text, letters.slice(0, from).join(""));
  // Where not even its beginning stands, its dots say nothing.
  if (from === 1 && (text.dataset["cut"] ?? "") === "" && !standsIn(text)) text.replaceChildren();
}

function write(text: HTMLElement, beginning: string): void {
  const end = text.dataset["cut"] ?? "";
  // At the end of a word, where the last one is not most of it.
  const space = beginning.lastIndexOf(" ");
  const words = space > beginning.length / 2 ? beginning.slice(0, space) : beginning;
  text.replaceChildren(`${words.trimEnd()}…`, ...(end === "" ? [] : [" ", el("bdi", { lang: language() }, end)]));
}
