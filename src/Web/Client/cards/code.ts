// A card's code as people type it: Crockford base 32 with a Luhn mod 32 check symbol. The same reading as src/Ledger/Cards/Crockford.cs.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secretLength = 24;
// What the ledger ignores: white space of .NET, and dashes.
const ignored = /^[\p{Z}\t-\r\u0085\p{Pd}]$/u;

export type CodeProblem = "Empty" | "WrongLength" | "WrongCharacter" | "WrongCheckSymbol";
export type CodeReading = { symbols: string } | { problem: CodeProblem; count: number; character?: string };

function valueOf(character: string): number {
  // Some letters of other alphabets become these in upper case.
  if (!/^[0-9A-Za-z]$/.test(character)) return -1;
  const upper = character.toUpperCase();
  if (upper === "O") return 0;
  if (upper === "I" || upper === "L") return 1;
  return alphabet.indexOf(upper);
}

function isIgnored(character: string): boolean {
  return character.length === 1 && ignored.test(character);
}

/** The characters of a code, and those among them that no code has. */
export function characters(text: string): { all: number; strange: number } {
  const kept = [...text].filter((character) => !isIgnored(character));
  return { all: kept.length, strange: kept.filter((character) => valueOf(character) < 0).length };
}

function checkSymbol(symbols: string): string {
  let sum = 0;
  for (let place = 1; place <= symbols.length; place++) {
    const value = valueOf(symbols[symbols.length - place]!);
    const weighed = place % 2 === 1 ? value * 2 : value;
    sum += Math.floor(weighed / 32) + (weighed % 32);
  }
  return alphabet[(32 - (sum % 32)) % 32]!;
}

/** The short number of a card, as it stands outside the card and on its strip: `FED0-P8QY-CWD4M`. Source: docs/formats/card.md. */
export function shortNumber(card: Uint8Array): string {
  let bits = 0n;
  for (const byte of card.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let symbols = "";
  for (let place = 0; place < 12; place++) symbols += alphabet[Number((bits >> BigInt(64 - 5 * (place + 1))) & 31n)]!;
  symbols += checkSymbol(symbols);
  return `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`;
}

/** Reads a secret, or a code of another length with a check symbol: case, spaces and dashes do not matter, O reads as 0, I and L as 1. Nothing leaves the page before this has passed. */
export function readCode(text: string, length = secretLength): CodeReading {
  let symbols = "";
  for (const character of text) {
    if (isIgnored(character)) continue;
    const value = valueOf(character);
    if (value < 0) return { problem: "WrongCharacter", count: symbols.length, character };
    symbols += alphabet[value]!;
  }
  if (symbols.length !== length) return { problem: symbols.length === 0 ? "Empty" : "WrongLength", count: symbols.length };
  if (checkSymbol(symbols.slice(0, -1)) !== symbols[length - 1]) return { problem: "WrongCheckSymbol", count: length };
  return { symbols };
}

/** The code of a scanned link, or of typed text. */
export function codeIn(text: string): string {
  const hash = text.indexOf("#");
  return hash < 0 ? text : text.slice(hash + 1);
}

/** What was typed so far in groups of four, as it stands on the card. Characters that cannot be read stay, so that the person sees them. */
export function grouped(text: string): string {
  const bare = [...text].filter((character) => !isIgnored(character)).map((character) => {
    const value = valueOf(character);
    return value < 0 ? character : alphabet[value]!;
  });
  return bare.join("").replace(/(.{4})(?=.)/gu, "$1-");
}
