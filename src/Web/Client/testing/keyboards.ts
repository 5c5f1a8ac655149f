// What a text becomes when a scanner set to a US keyboard types it on a machine that has another.
const keys = "1234567890qwertyuiopasdfghjklzxcvbnm:/-.#";
const qwerty = "qwertyuiopasdfghjklzxcvbnm";
const qwertz = "qwertzuiopasdfghjklyxcvbnm";
const azerty = "azertyuiopqsdfghjklwxcvbn";

type Keyboard = { plain: string[]; shifted: string[] };

/** `plain` and `shifted`: what the keys of `keys` write alone and with shift; digits and signs of a link as a scanner presses them. */
function keyboard(digits: string, letters: string, signs: string, capitals = letters.toUpperCase()): Keyboard {
  return { plain: [...digits, ...letters, ...signs], shifted: [...digits, ...capitals, ...signs] };
}

export const keyboards: Record<string, Keyboard> = {
  "US": keyboard("1234567890", qwerty, ":/-.#"),
  "Czech": keyboard("+ěščřžýáíé", qwertz, "\"-=.3"),
  "Czech, shift lock": keyboard("+ĚŠČŘŽÝÁÍÉ", qwertz.toUpperCase(), "\"-=.3", qwertz),
  "Slovak": keyboard("+ľščťžýáíé", qwertz, "\"-=.3"),
  "Lithuanian": keyboard("ąčęėįšųū90", qwerty, ":/-.Ę"),
  "Lithuanian, caps lock": keyboard("ĄČĘĖĮŠŲŪ90", qwerty.toUpperCase(), ":/-.ę", qwerty),
  "Latvian": keyboard("1234567890", qwerty, ":/-.#"),
  "Thai": keyboard("ๅ/-ภถุึคตจ", "ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท", "ซฝขใ๒", "๐\"ฎฑธํ๊ณฯญฤฆฏโฌ็๋ษศ()ฉฮฺ์?"),
  "French": keyboard("&é\"'(-è_çà", `${azerty},`, "M!):3", `${azerty.toUpperCase()}?`),
  "French, shift lock": keyboard("1234567890", `${azerty.toUpperCase()}?`, "m§°/\"", `${azerty},`),
  "Belgian": keyboard("&é\"'(§è!çà", `${azerty},`, "M=):3", `${azerty.toUpperCase()}?`),
  "German": keyboard("1234567890", qwertz, "Ö-ß.§"),
  "Hungarian": keyboard("123456789ö", qwertz, "É-ü.+"),
  "Turkish": keyboard("1234567890", "qwertyuıopasdfghjklzxcvbnm", "Ş.*ç^", "QWERTYUIOPASDFGHJKLZXCVBNM"),
  "Polish": keyboard("1234567890", qwerty, ":/-.#"),
  "Vietnamese": keyboard("ăâêô\u0300\u0309\u0303\u0301đ₫", qwerty, ":/-.Ê"),
  "Dvorak": keyboard("1234567890", "',.pyfgcrlaoeuidhtn;qjkxbm", "Sz[v#", "\"<>PYFGCRLAOEUIDHTN:QJKXBM"),
  "Russian": keyboard("1234567890", "йцукенгшщзфывапролдячсмить", "Ж.-ю№"),
  "Kazakh": keyboard("\"әіңғ,.үұқ", "йцукенгшщзфывапролдячсмить", "Ж.-№:"),
  "Greek": keyboard("1234567890", ";ςερτυθιοπασδφγηξκλζχψωβνμ", "¨/-.#", ":ΣΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"),
  "Arabic": keyboard("١٢٣٤٥٦٧٨٩٠", "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىة", ":ظ-ز#"),
  "Arabic, our digits": keyboard("1234567890", "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىة", ":ظ-ز#"),
  "Hebrew": keyboard("1234567890", "/'קראטוןםפשדגכעיחלךזסבהנמצ", ":.-ץ#", qwerty.toUpperCase()),
};

/** A text as the keyboard of this name writes it. */
export function typedOn(name: string, text: string): string {
  const { plain, shifted } = keyboards[name]!;
  return [...text].map((letter) => {
    const place = keys.indexOf(letter.toLowerCase());
    return place < 0 ? letter : (letter === letter.toLowerCase() ? plain : shifted)[place]!;
  }).join("");
}

/** Codes of 24 symbols, drawn from a seed: the same in every run. */
export function secrets(count: number): string[] {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let seed = 20261129;
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0; // mulberry32
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 27;
  };
  return Array.from({ length: count }, () => Array.from({ length: 24 }, () => alphabet[next()]).join(""));
}
