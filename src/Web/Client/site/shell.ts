// The voter's page is the same file for everybody in a language. It is never left: another language's file gives its parts, and `mount` binds
// them again; a look is an attribute of the document.
import { chosenLook, keepChoice, wearLooks, type Look } from "./looks";
import { readWords } from "./words";

/** Binds the forms that choose a language, a text size and a theme. `unheard` is told where a language cannot be fetched now. */
export function changeInPlace(mount: () => void, unheard: () => void): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form[data-preferences]")) return;
    event.preventDefault();
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    if (button.name === "language") void speak(button.value).then((spoken) => (spoken ? mount() : unheard()));
    else look(button.name as Look, button.value);
  });
  press();
}

async function speak(language: string): Promise<boolean> {
  const answer = await fetch(`/voter/${language}.html`).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  keepChoice("language", language);
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) ?? "");
  for (const part of [".skip", ".site-header", "main", ".site-footer"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  document.title = page.title;
  readWords(page);
  press();
  return true;
}

function look(name: Look, value: string): void {
  keepChoice(name, value);
  wearLooks();
  press();
}

function press(): void {
  for (const name of ["print", "theme"] as const) {
    for (const button of document.querySelectorAll<HTMLButtonElement>(`form[data-preferences] button[name=${name}]`)) {
      button.setAttribute("aria-pressed", String(button.value === chosenLook(name)));
    }
  }
}
