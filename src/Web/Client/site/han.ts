// Chinese and Japanese letters stand in a hundred small font files, whose list alone is larger than a page: it is fetched where a page shows such
// a letter. build.mjs puts this into every bundle.
const letter = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;

const watch = new MutationObserver((changes) => {
  if (changes.some(({ type, target, addedNodes }) => type === "characterData" ? hasLetter(target) : [...addedNodes].some(hasLetter))) link();
});

function hasLetter(node: Node): boolean {
  return letter.test(node.textContent ?? "");
}

function typed({ target }: Event): void {
  if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && letter.test(target.value)) link();
}

function link(): void {
  watch.disconnect();
  removeEventListener("input", typed);
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
}
