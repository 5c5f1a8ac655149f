// The page's words: a JSON block made of the resource files (Localisation/WordsTagHelper.cs, or shells.mjs for the voter's page).
const words: Record<string, string> = {};

/** Reads the words of a document; called again when the page changes its language. */
export function readWords(from: Document = document): void {
  const block = from.getElementById("words");
  if (block?.textContent) Object.assign(words, JSON.parse(block.textContent) as Record<string, string>);
}

/** Takes words from elsewhere than the page's own block: a kiosk has every language's at hand. */
export function useWords(more: Readonly<Record<string, string>>): void {
  Object.assign(words, more);
}

/** The text under a key, with {0}, {1} … filled in. A missing key shows itself, so that nobody overlooks it. */
export function say(key: string, ...values: (string | number)[]): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

/** The language that the page speaks. */
export function language(): string {
  return document.documentElement.lang;
}

/** Which way a language is written. */
export function directionOf(tag: string): "ltr" | "rtl" {
  try {
    const script = new Intl.Locale(tag).maximize().script ?? "";
    return rightToLeft.includes(script) ? "rtl" : "ltr";
  } catch {
    return "ltr"; // no language's tag
  }
}

const rightToLeft = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"];

readWords();
