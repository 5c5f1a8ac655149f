// Choosing a language, a text size or a theme is a plain form that loads the page again. With script the page keeps its place, or,
// where it holds something that must not be lost, changes without being left.
import { forget, keep, kept } from "./storage";
import { readWords } from "./words";

const place = "place";
const forms = "form[data-preferences]";

/** The page is loaded again and comes back to its place. */
export function keepPlace(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>(forms)) {
    form.addEventListener("submit", () => keep("session", place, String(window.scrollY)));
  }
  const from = kept("session", place);
  if (from === null) return;
  forget("session", place);
  window.scrollTo(0, Number(from));
}

/** The page is not left: its parts are replaced by those in the new language, and `mount` binds them again. */
export function swapInPlace(mount: () => void): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(forms)) return;
    event.preventDefault();
    void swap(form, event.submitter).then(mount);
  });
}

async function swap(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") chosen.append(name, value);
  if (button instanceof HTMLButtonElement) chosen.append(button.name, button.value);
  const answer = await fetch(form.getAttribute("action")!, { method: "POST", body: chosen });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ["lang", "dir", "data-print", "data-theme"]) {
    document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) ?? "");
  }
  for (const part of [".rehearsal", ".site-header", "main", ".site-footer"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  document.title = page.title;
  readWords();
}
