// Chinese and Japanese letters stand in a hundred small font files, whose list alone is larger than a page: it is fetched where a page shows such
// a letter. build.mjs puts this into every bundle.
const letter = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;

const watch = new MutationObserver((changes) => {
  if (changes.some(({ type, target, addedNodes }) => type === "characterData" ? hasLetter(target) : [...addedNodes].some(hasLetter))) link();
});

// The names of the languages stand on every page: nothing is fetched for them until somebody opens the menu. A kiosk shows them at once.
const names = ".language-menu:not([open]) .language-form";

function hasLetter(node: Node): boolean {
  if (!letter.test(node.textContent ?? "")) return false;
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text: Node | null = node instanceof Text ? node : texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (letter.test(text.textContent ?? "") && text.parentElement?.closest(names) == null) return true;
  }
  return false;
}

function opened({ target }: Event): void {
  if (target instanceof HTMLDetailsElement && target.open && hasLetter(target)) link();
}

function typed({ target }: Event): void {
  if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && letter.test(target.value)) link();
}

function link(): void {
  watch.disconnect();
  removeEventListener("input", typed);
  removeEventListener("toggle", opened, true);
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/js/fonts/han.css";
  document.head.append(sheet);
}

const fields = document.querySelectorAll<HTMLInputElement>("input, textarea");
if (hasLetter(document.body) || [...fields].some((field) => letter.test(field.value))) {
  link();
} else {
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  addEventListener("input", typed);
  addEventListener("toggle", opened, true);
}
