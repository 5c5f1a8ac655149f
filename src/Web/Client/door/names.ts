// How little a text looks like names. A secret keyed on another keyboard has letters for its digits, in whatever alphabet: they stand
// beside each other as they do in no language, small ones stand among capitals, and signs within words.

/** Per letter, those that follow it in the names of some sixty languages, without the seldom ones. */
const followers = new Map(
  ("aabcdefghijklmnopqrstuvwxyz babdehijlnorstuy cacehiklmnorstuyz dadeghijklmnoqrstuvwyz eabcdefghijklmnoprstuvwxyz faefilortu "
    + "gabdeghilnorstuwy haehilmnortuwy iabcdefghijklmnopqrstuvwxyz jaceiknosu kaehiklorstuvwy labcdefghijklmnopstuvwy mabcehiklmopqrsuy "
    + "nabcdefghijklmnorstuwxyz oabcdefghijklmnoprstuvwyz paefhiloprstuw qaiuv rabcdefghijklmnoprstuvwyz sabcehiklmnoprstuvwyz tacehiklmnorstuvyz "
    + "uabcdefghijklmnoprstuwyz vaceijklnorstuy wadeilnorsuy xaefiu yabcdegiklmnoprstuz zabcdehiklmnostuvwyz")
    .split(" ").map((row) => [row[0]!, row.slice(1)]));

// Letters that are no letter and a mark, and two alphabets that write names as ours does.
const others = [
  ["łøđðßæœþħıəŋ", "loddsaothian"],
  ["абвгґғдеєжзиійкқлмнңоөпрстуүұфхһцчшщыэюяәђјљњћџ", "abvgggdeezziijkklmnnooprstuuufhhccssyeuaadjlncd"],
  ["αβγδεζηθικλμνξοπρστυφχψως", "abgdezitiklmnxoprstufhpos"],
] as const;
const latin = new Map(others.flatMap(([from, to]) => [...from].map((letter, place) => [letter, to[place]!] as const)));

const capitalsWithin = /^\p{Lu}\p{Ll}+(\p{Lu}\p{Ll}{2,})?\p{Lu}\p{Ll}*$/u;
const foreign = /[^a-z]/;
const joiners = /[\u200c\u200d]/gu; // within Persian and Indian words
const signInWord = /\S[&(]\S|[)][\p{L}\p{M}\p{N}]|\/[\p{L}\p{M}]|,\S|(?:\p{Pd}|['’])\p{L}?(?:\p{Pd}|['’])|\p{Pd}[ก-๎]|[ก-๎]\p{Pd}/gu;
// Letters of two alphabets side by side, and a mark where its language has none: first, on a consonant of ours, or in Thai without the
// letter that bears it.
const twoAlphabets = /\p{Script=Latin}(?=\p{Script=Cyrillic}|\p{Script=Greek})|(?:\p{Script=Cyrillic}|\p{Script=Greek})(?=\p{Script=Latin})/gu;
const strayMark = /^\p{M}|[bcdfghjklmnpqrstvwxz]\p{M}/giu;
const strayThai = /(?:^|[^ก-ฮ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31-\u0e3a\u0e47-\u0e4e]|(?:^|[^ก-ฮา\u0e47-\u0e4e])ะ|[เ-ไ](?![ก-ฮ]|$)|[ๅๆฯ](?!$)/gu;

/** A word as the names' letters have it: small, without marks, in our alphabet where its own is written letter by letter. */
function folded(word: string): string {
  return [...word.toLowerCase().normalize("NFD").replace(/[\p{M}ъьʻʼ]/gu, "")].map((letter) => latin.get(letter) ?? letter).join("");
}

/** Whether a word has a vowel, or is of an alphabet that need not write them. */
export const hasVowel = (word: string): boolean => /[aeiouy]/.test(folded(word)) || foreign.test(folded(word).replace(/['’.]/g, ""));

/** How long a text is to the eye: a letter with its marks is one. */
export const lengthOf = (text: string): number => text.match(/\P{M}\p{M}*/gu)?.length ?? 0;

/** How many places of a text, which has no spaces, are as no name has them. */
export function oddities(text: string): number {
  let odd = text.match(signInWord)?.length ?? 0;
  for (const word of text.normalize("NFC").replace(joiners, "").split(/[^\p{L}\p{M}]+/u)) {
    const joined = capitalsWithin.test(word); // McDonald, VanDerBerg
    if (!joined) odd += word.match(/\p{Ll}\p{M}*\p{Lu}/gu)?.length ?? 0;
    for (const stray of [twoAlphabets, strayMark, strayThai]) odd += word.match(stray)?.length ?? 0;
    for (const piece of joined ? word.match(/\p{Lu}\p{Ll}*/gu)! : [word]) odd += oddNeighbours(folded(piece));
  }
  return odd;
}

function oddNeighbours(letters: string): number {
  let odd = 0;
  for (let place = 1; place < letters.length; place++) {
    const [before, letter] = [letters[place - 1]!, letters[place]!];
    if (foreign.test(before) !== foreign.test(letter) || followers.get(before)?.includes(letter) === false) odd++;
  }
  return odd;
}
