// The page's words: a JSON block that the server wrote from the resource files (see Localisation/WordsTagHelper.cs).
const words: Record<string, string> = {};

/** Reads the words of a document; called again when the page changes its language. */
export function readWords(from: Document = document): void {
  const block = from.getElementById("words");
  if (block?.textContent) Object.assign(words, JSON.parse(block.textContent) as Record<string, string>);
}

/** The text under a key, with {0}, {1} … filled in. A missing key shows itself, so that nobody overlooks it. */
export function say(key: string, ...values: (string | number)[]): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

readWords();
