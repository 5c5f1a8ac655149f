// Choosing a language, a text size or a theme is a plain form; with script the reader also keeps the place on the page.
const place = "place";

export function keepPlace(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-preferences]")) {
    form.addEventListener("submit", () => sessionStorage.setItem(place, String(window.scrollY)));
  }
  const kept = sessionStorage.getItem(place);
  if (kept === null) return;
  sessionStorage.removeItem(place);
  window.scrollTo(0, Number(kept));
}
