// What a scanned or typed text is. The inside of a card holds its secret: whatever could be it, whole or damaged, is recognised here and
// goes nowhere; docs/adr/0031 says what cannot be told apart. Sent is only what can be a pass or a card's outside number, and words that somebody searches for.
import { characters, readCode } from "../cards/code";
import { hasVowel, lengthOf, oddities } from "./names";

const outsideLength = 13;
const secretLength = 24;
const ofLink = /#|\/v\//;
/** The shortest and the longest pass. One more symbol, and it could be a secret that lost some of its 24 on the way. */
const leastPass = 6;
const mostPass = 16;
/** The most symbols of a postcode, without its spaces. */
const mostPostcode = 7;

/** A card's code in groups: a longer word is a name, an address has so many numbers at most; from so many symbols on, and groups, it is a code. */
const leastLongName = 5;
const mostNumbers = 2;
const leastWithDigits = 12;
const leastWithoutDigits = 16;
const mostGroups = 6;
/** Words of more letters, none of which is I, L, O or U, are seldom names; from so many on, nothing about them may be odd. */
const mostUnsure = 10;
const leastSure = 12;
/** Nor are two such words with a hyphen, and a Russian or Greek word, that are longer. */
const mostLong = 20;
/** So many marks a word may have: a Thai or an Indian one has more than ours. */
const mostMarks = 4;
const noSecretHas = /[ilou]/i;
const russianOrGreek = /\p{Script=Cyrillic}|\p{Script=Greek}/u;
/** On a Kazakh keyboard digits are these letters, and I, L, O and U those. */
const kazakhDigits = /[әңғүұқ]/i;
const noKazakhSecretHas = /[шдщг]/i;

export type Read =
  | { kind: "outside"; card: string }
  | { kind: "pass"; pass: string }
  | { kind: "inside" }
  | { kind: "misread" };

/** Says what a scan is. A scanner set to another keyboard turns digits and signs into others: no such text is a pass. What was keyed just
 *  `before` is its beginning where both could make a secret, unless it is a name that somebody was typing. */
export function read(text: string, before = ""): Read {
  const trimmed = text.trim();
  const begun = characters(before).all >= secretLength - mostPass && search(before) !== "at-once" ? before : "";
  if (ofLink.test(begun + trimmed) || characters(begun + trimmed).all > mostPass) return { kind: "inside" };
  const outside = readCode(trimmed, outsideLength);
  if ("symbols" in outside) return { kind: "outside", card: outside.symbols };
  if (outside.problem === "WrongCheckSymbol") return { kind: "misread" };
  const pass = trimmed.replace(/[\s-]/g, "");
  return pass.length >= leastPass && /^[0-9A-Za-z]+$/.test(pass) ? { kind: "pass", pass: trimmed } : { kind: "misread" };
}

/** What may be done with a text in the name box: look for it at once, look for it when somebody asks, or nothing: it could be a secret. */
export type Search = "at-once" | "when-asked" | "never";

const strange = /[^\p{L}\p{M}\p{N}\s\p{Pd}'‘’.,/&()·・׳״\u200c\u200d]/u;
const mixed = (word: string): boolean => /[\p{L}\p{M}]/u.test(word) && /\p{N}/u.test(word);
const isName = (word: string): boolean => /^[\p{L}\p{M}'‘’.·・׳״\u200c\u200d]{2,}$/u.test(word) && hasVowel(word) && !/^[A-HJKMNP-TV-Z]{2}$/i.test(word);
const isTitle = (word: string): boolean => /^([A-Za-z]{1,3}|\p{L})\.?$/u.test(word); // Mr, St., Ó
const isHouse = (word: string): boolean => /^\d{1,4}[A-Za-z]?$/.test(word) || /^\d{1,3}\/\d{1,3}$/.test(word);

/** Words of addresses. All but the short ones have a letter that no printed secret has, or more letters than a group. */
const street = new Set(("avenue bank block brae building buildings circus close cottage court crescent drive estate farm flat floor gardens gate green grove hall hill house lane loan mews "
  + "park place quadrant quay road room rise row square street terrace tower vennel view walk way wharf wynd rd st").split(" "));
/** A name in a script in which no keyboard writes a secret's letters and digits, and which has no figure. */
const otherScript = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Han}\p{M}\s\p{Pd}'‘’.,،·・׳״\u200c\u200d]+$/u;

// Signs that people put into names and that a scanner's keyboard puts elsewhere: a name in quotation marks, an accent for an apostrophe, a semicolon for a comma.
const plain = (text: string): string => text
  .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
  .replace(/(^|\s)["“„«](\p{L}[\p{L}'’-]{1,11}(?:\s\p{L}[\p{L}'’-]{1,11}){0,2})["”“»](?=\s|$)/gu, "$1$2")
  .replace(/(\p{L})[`´](\p{L})/gu, "$1'$2")
  .replace(/([\p{L}\p{N}])[;؛،](?=\s)/gu, "$1,")
  .replace(/(^|\s)#(\d{1,4}[A-Za-z]?)(?=[\s,.]|$)/g, "$1$2");

/** A whole postcode between spaces, as no group of a printed code is cut: what stands beside it is judged without it. */
const postcode = /(^|[\s,])[A-Za-z]{1,2}\d[A-Za-z\d]?\s+\d[A-Za-z]{2}(?=[\s,.]|$)/;

/** Says how a text in the name box may be searched for. Names are words; house numbers and postcodes are short. */
export function search(text: string): Search {
  const trimmed = plain(text.trim());
  if (/^https?/i.test(trimmed) || ofLink.test(trimmed)) return "never";
  // One, and no more: a secret in groups of three may hold several that look like it.
  const beside = trimmed.replace(postcode, "$1").trim();
  if (beside === trimmed) return judge(trimmed);
  return beside !== "" && judge(beside) === "never" ? "never" : "when-asked";
}

function judge(trimmed: string): Search {
  const words = trimmed.split(/[\s\p{Pd},()&]+/u).filter((word) => word !== "");
  if (strange.test(trimmed) && characters(trimmed).all > mostPostcode) return "never";
  const looks = likeNames(trimmed);
  if (looks === "never") return "never";
  const code = inGroups(trimmed, words);
  if (code === "whole") return "never";
  const named = words.some(isName);
  const rest = words.filter((word) => !isName(word) && !(named && (isHouse(word) || isTitle(word))));
  const symbols = rest.join("").length;
  if (rest.some(mixed)) return symbols > mostPostcode ? "never" : "when-asked";
  if (symbols > mostPass) return "never";
  return named && symbols === 0 && code === "no" ? looks : "when-asked";
}

// A scanner types no spaces: each part between them is a name, by its letters, or has letters for a secret's digits. The keyboards that
// have such letters give a secret no I, L, O or U, and almost every long name has one of them; Russian and Greek names are told by theirs.
function likeNames(text: string): Search {
  let answer: Search = "at-once";
  for (const part of text.split(/\s+/)) {
    const odd = oddities(part);
    const longest = Math.max(...part.split(/\p{Pd}/u).map((word) => Math.max(lengthOf(word), word.length - mostMarks)));
    const russian = russianOrGreek.test(part);
    const bare = russian ? kazakhDigits.test(part) && !noKazakhSecretHas.test(part) : !noSecretHas.test(part.normalize("NFC"));
    const [most, never] = bare ? [0, lengthOf(part) < leastSure ? 2 : 1] : [1, 3];
    if (odd >= never && [...part].length > mostPostcode) return "never";
    if (longest > mostPass && odd > most) return "never";
    if ((bare && (longest > mostPass || lengthOf(part) > mostLong)) || (russian && longest > mostLong)) return "never";
    if (odd > most || (bare && longest > mostUnsure)) answer = "when-asked";
  }
  return answer;
}

// A card's code typed as it is printed or read out, in groups of up to four. Each group may look like a short name or a house number, all
// together they do not: a name or an address has a word of five letters, or signs that no code has, or is short.
function inGroups(text: string, words: string[]): "whole" | "begun" | "no" {
  if (otherScript.test(text) || words.some((word) => street.has(word.replace(/\.$/, "").toLowerCase()))) return "no";
  const { all, strange: signs } = characters(text.replace(/[.,]/g, " "));
  const digits = words.filter((word) => /\d/.test(word)).length;
  const named = words.some((word) => word.length >= leastLongName && isName(word));
  if (named && digits <= mostNumbers) return "no";
  if (signs > 0) return all >= leastWithoutDigits && words.length >= mostGroups ? "whole" : "no";
  if (digits > 0) return all >= leastWithDigits ? "whole" : "begun";
  if (all < leastWithoutDigits) return "no";
  const vowels = text.match(/[AEY]/gi)?.length ?? 0;
  return words.length >= mostGroups || (vowels * 4 <= all && !/[ILO]/i.test(text)) ? "whole" : "no";
}
