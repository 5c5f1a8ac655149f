// The voter's page as static files, one a language: the template voting/shell.html filled with the words of the resource files. It holds nothing
// of a day or a visitor, so its hash can stand in a day's list of pages. The same sources give the same bytes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// As src/Web/Localisation/SiteLanguage.cs has them; a test holds the two together.
const languages = [
  { tag: "en", name: "English", direction: "ltr" },
  { tag: "en-simple", name: "Easy read", direction: "ltr" },
  { tag: "gd", name: "Gàidhlig", direction: "ltr" },
  { tag: "ar", name: "العربية", direction: "rtl" },
  { tag: "zh", name: "中文", direction: "ltr" },
  { tag: "pl", name: "Polski", direction: "ltr" },
  { tag: "uk", name: "Українська", direction: "ltr" },
  { tag: "ur", name: "اردو", direction: "rtl" },
];
// First parts of the keys that the script says.
const said = /^(?:Ballot|Vote|Card|Send|Receipt|Rule|Challenge|Check|Phase|Form|Stall|Problem\.no-such-day)\./;
const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Writes a page for each language into a folder; `web` is the folder of the Web project. */
export function writeShells(web, folder) {
  const template = readFileSync(join(web, "Client/voting/shell.html"), "utf8");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { tag, name, direction } of languages) {
    const words = { ...wordsOf(web, "Site/FrameWords", tag), ...wordsOf(web, "Localisation/ResidentWords", tag) };
    const made = { language: tag, languageName: name, direction, languages: languages.map((one) => button(one, tag)).join(""), words: json(words) };
    writeFileSync(join(folder, `${tag}.html`), template.replace(/\{\{([^}]+)\}\}/g, (_, key) => {
      if (key in made) return made[key];
      if (!(key in words)) throw new Error(`voting/shell.html asks for the word ${key}, which there is not.`);
      return escaped(words[key]);
    }));
  }
}

// What a language does not say is said in English.
function wordsOf(web, file, tag) {
  const english = read(join(web, `${file}.resx`));
  return tag === languages[0].tag ? english : { ...english, ...read(join(web, `${file}.${tag}.resx`)) };
}

function read(file) {
  return Object.fromEntries([...readFileSync(file, "utf8").matchAll(/<data name="([^"]+)"[^>]*>\s*<value>([^<]*)<\/value>/g)]
    .map(([, name, value]) => [name, value.replace(/&(\w+);/g, (whole, entity) => entities[entity] ?? whole)]));
}

// Data, not script: no text can end the block.
function json(words) {
  const kept = Object.keys(words).filter((key) => said.test(key)).sort();
  return JSON.stringify(Object.fromEntries(kept.map((key) => [key, words[key]]))).replaceAll("<", "\\u003c");
}

function button({ tag, name, direction }, current) {
  return `<button name="language" value="${tag}" lang="${tag}" dir="${direction}" aria-pressed="${tag === current}">${name}</button>`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&${Object.keys(entities).find((name) => entities[name] === character)};`);
}
