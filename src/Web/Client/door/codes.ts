// What a scanned or typed code is. The inside of a card holds its secret: it is recognised here and goes nowhere.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const outsideLength = 13;
const insideLength = 24;

export type Read =
  | { kind: "outside"; card: string }
  | { kind: "inside" }
  | { kind: "misread" }
  | { kind: "other"; text: string };

/** Says what a text is; `other` is what a pass holds. */
export function read(text: string): Read {
  const trimmed = text.trim();
  if (trimmed.includes("#") || /\/v\//.test(trimmed)) return { kind: "inside" };
  const symbols = trimmed.replace(/[\s\p{Pd}]/gu, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  const isCode = [...symbols].every((symbol) => alphabet.includes(symbol));
  // A misread secret is a secret still.
  if (isCode && symbols.length >= insideLength - 1 && symbols.length <= insideLength + 1) return { kind: "inside" };
  if (isCode && symbols.length === outsideLength) return checks(symbols) ? { kind: "outside", card: symbols } : { kind: "misread" };
  return { kind: "other", text: trimmed };
}

// Luhn's algorithm in base 32: the sum over all symbols, every second one doubled, is a multiple of 32.
function checks(symbols: string): boolean {
  let sum = 0;
  for (let place = 0; place < symbols.length; place++) {
    const value = alphabet.indexOf(symbols[symbols.length - 1 - place]!);
    const weighed = place % 2 === 1 ? value * 2 : value;
    sum += Math.floor(weighed / 32) + (weighed % 32);
  }
  return sum % 32 === 0;
}
