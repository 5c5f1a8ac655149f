// What a scanned or typed code is. The inside of a card holds its secret: it is recognised here and goes nowhere.
import { characters, readCode } from "../cards/code";

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
  // A misread secret is a secret still: one symbol too many or too few, or characters that no code has.
  const { all, strange } = characters(text);
  if (strange <= 2 && Math.abs(all - insideLength) <= 1) return { kind: "inside" };
  const outside = readCode(text, outsideLength);
  if ("symbols" in outside) return { kind: "outside", card: outside.symbols };
  return outside.problem === "WrongCheckSymbol" ? { kind: "misread" } : { kind: "other", text: trimmed };
}
