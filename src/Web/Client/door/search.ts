// Looking for a name among the lines that the door keeps, while nobody else can: the service's own search (RegisterLines.Search, Spelling, SearchText),
// step by step. testing/searches.txt holds both to the same answers.
const apart: Record<string, string> = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th" };
const apostrophe = /['’‘ʼ`]/;
const unseen = /[\p{Mn}\p{Me}\p{Cf}]/u;
const letterOrDigit = /[\p{L}\p{Nd}]/u;
const mostFound = 20;
const leastQuery = 2;

/** The text as it is compared: small letters without accents and apostrophes, everything else that is no letter or digit a space. */
export function fold(text: string): string {
  let folded = "";
  for (const sign of text.normalize("NFKD")) {
    // Signs beyond the first plane stay as they are; half of one is none.
    if (sign.length > 1) folded += sign;
    else if (!unseen.test(sign) && !apostrophe.test(sign)) folded += letterOrDigit.test(sign) ? (apart[sign.toLowerCase()] ?? sign.toLowerCase()) : " ";
  }
  return folded.trim();
}

const words = (folded: string): string[] => folded.split(" ").filter((word) => word !== "");

// As English, Scots and Irish ears take them for one another, longer ones first.
const sounds: [written: string, heard: string][] = [
  ["sch", "sk"], ["ph", "f"], ["bh", "f"], ["mh", "f"], ["sh", "s"], ["ck", "k"], ["kh", "k"], ["gh", "g"], ["ee", "i"], ["ea", "i"], ["ie", "i"], ["ei", "i"], ["ou", "u"], ["oo", "u"],
  ["c", "k"], ["q", "k"], ["v", "f"], ["x", "ks"], ["z", "s"], ["y", "i"],
];

function heard(word: string): string {
  const text = word.startsWith("mc") ? `mac${word.slice(2)}` : word;
  let sound = "";
  for (let at = 0; at < text.length;) {
    const [written, letters] = sounds.find(([one]) => text.startsWith(one, at)) ?? [text[at]!, text[at]!];
    at += written.length;
    for (const letter of letters.split("")) if (!sound.endsWith(letter)) sound += letter;
  }
  return sound;
}

/** Whether two folded words may be one that somebody heard or mistyped. */
export function areNear(one: string, other: string): boolean {
  if (one === other) return true;
  const least = Math.min(one.length, other.length);
  if (least < 3) return false;
  const [sound, also, most] = [heard(one), heard(other), least < 4 ? 0 : least < 7 ? 1 : 2];
  if (sound === also || (most > 0 && distance(one, other, most) <= most)) return true;
  if (one.length !== other.length && distance(one, other, 1) <= 1) return true;
  const consonants = sound.replace(/[aeiou]/g, "");
  return consonants.length >= 3 && consonants === also.replace(/[aeiou]/g, "");
}

/** Letters added, lost, changed, or swapped with a neighbour; more than `most` where it is more. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(next[column - 1]! + 1, last[column]! + 1, last[column - 1]! + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) least = Math.min(least, before[column - 2]! + 1);
      next.push(least);
    }
    [before, last] = [last, next];
  }
  return last[other.length]!;
}

/** A word of Chinese, Japanese or Korean, of which one sign is enough to look for. */
const isOfSigns = (word: string): boolean => /^[\u1100-\u11ff\u2e80-\uffff]+$/.test(word);

const sorted = (word: string): string => word.split("").sort().join("");

type Person = { line: string; name: string; detail: string };
type Folded = { name: string; joined: string; own: string[]; near: string[]; detail: string };

const known = new WeakMap<Person, Folded>();

function folded(person: Person): Folded {
  let its = known.get(person);
  if (!its) {
    const name = fold(person.name);
    const own = words(name);
    its = { name, joined: name.replaceAll(" ", ""), own, near: [...own, ...own.slice(1).map((word, at) => own[at]! + word)], detail: fold(person.detail) };
    known.set(person, its);
  }
  return its;
}

/** How well a line fits, and whether only by a word that is nearly there; 0 where a word is missing. */
function fits(query: string[], { name, joined, own, near, detail }: Folded): { sum: number; isNear: boolean } {
  let [sum, isNear] = [0, false];
  for (const word of query) {
    const fit = name.includes(word) ? (own.includes(word) ? 4 : own.some((begun) => begun.startsWith(word)) ? 3 : 2)
      : word.length > 2 && joined.includes(word) ? 2
      : detail.includes(word) ? 1
      : 0;
    if (fit === 0 && !near.some((other) => areNear(word, other)) && !(isOfSigns(word) && isOfSigns(joined) && sorted(word) === sorted(joined))) return { sum: 0, isNear: false };
    isNear ||= fit === 0;
    sum += Math.max(fit, 1);
  }
  return { sum, isNear };
}

/**
 * People who have every word of the query: whole words of the name first, then beginnings, then the rest, each by name; then those whose names are spelt
 * or sound nearly so.
 */
export function search<T extends Person>(people: Iterable<T>, query: string): T[] {
  const asked = fold(query);
  if (asked.length < leastQuery && !isOfSigns(asked)) return [];
  return [...people]
    .map((person) => ({ person, name: folded(person).name, ...fits(words(asked), folded(person)) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => Number(a.isNear) - Number(b.isNear) || b.sum - a.sum || order(a.name, b.name) || order(a.person.line, b.person.line))
    .slice(0, mostFound)
    .map(({ person }) => person);
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
