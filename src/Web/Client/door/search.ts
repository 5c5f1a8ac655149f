// Looking for a name among the lines that the door keeps, while nobody else can: forgiving as the service's own search is.
const apostrophes = /['’‘ʼ`]/g;
const apart: Record<string, string> = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th" };
const short = 4;
const long = 7;

/** The text as it is compared: small letters without accents and apostrophes, everything else that is no letter or digit a space. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "").replace(apostrophes, "").toLowerCase()
    .replace(/[øłđðħıßæœþ]/g, (letter) => apart[letter]!).replace(/[^\p{L}\p{Nd}]/gu, " ").trim();
}

export const words = (text: string): string[] => fold(text).split(" ").filter((word) => word !== "");

/** Whether two folded words may be one that somebody mistyped. */
export function areNear(one: string, other: string): boolean {
  const least = Math.min(one.length, other.length);
  const most = least < short ? 0 : least < long ? 1 : 2;
  return one === other || (most > 0 && distance(one, other, most) <= most);
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

/** How well a line fits: 3 where its name holds every word, 2 with the detail's help, 1 where a word is only nearly there, 0 where one is missing. */
export function fits(query: string[], name: string, detail: string): number {
  const [folded, joined, more, own] = [fold(name), fold(name).replaceAll(" ", ""), fold(detail), words(name)];
  let fit = 3;
  for (const word of query) {
    if (folded.includes(word) || joined.includes(word)) continue;
    if (more.includes(word)) fit = Math.min(fit, 2);
    else if (own.some((other) => areNear(word, other))) fit = 1;
    else return 0;
  }
  return query.length === 0 ? 0 : fit;
}
