// Fonts of the scripts that the site's own typeface has no letters for, out of their npm packages, with stylesheets beside them:
// scripts.css is linked by every page, and a browser fetches what a page's letters need; han.css names so many files that
// site/han.ts links it only where there is such a letter. Figures are of Noto Sans too: all of one width, with a zero that has no slash.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

// Which subsets of a package; which letters of them, so that no digit or comma changes its look beside such a letter; and what the device may
// have already, so that nothing is fetched.
const scripts = [
  { pack: "noto-sans", subsets: /^(greek|greek-ext|cyrillic|cyrillic-ext|vietnamese)$/, letters: [[0x370, 0x52f], [0x1c80, 0x1c8f], [0x1ea0, 0x1fff], [0x2de0, 0x2dff], [0xa640, 0xa69f]], local: ["Noto Sans"] },
  { pack: "noto-sans-arabic", subsets: /^arabic$/, letters: [[0x600, 0x8ff], [0x200c, 0x200d], [0xfb50, 0xfdff], [0xfe70, 0xfefc]], local: ["Noto Sans Arabic"] },
  { pack: "noto-sans-devanagari", subsets: /^devanagari$/, letters: [[0x900, 0x97f], [0x1cd0, 0x1cff], [0xa830, 0xa8ff]], local: ["Noto Sans Devanagari"] },
  { pack: "noto-sans-bengali", subsets: /^bengali$/, letters: [[0x980, 0x9ff]], local: ["Noto Sans Bengali"] },
  { pack: "noto-sans-gurmukhi", subsets: /^gurmukhi$/, letters: [[0xa00, 0xa7f]], local: ["Noto Sans Gurmukhi"] },
];
const han = {
  pack: "noto-sans-sc", subsets: /^\[\d+\]$/, letters: [[0x2e80, 0x9fff], [0xf900, 0xfaff], [0xfe30, 0xfe4f], [0xff00, 0xffef], [0x20000, 0x3ffff]],
  local: ["Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"],
};

// What money is written with. In prose its digits alone are taken, so that no full stop changes its look.
const figures = { file: "figures.woff2", signs: "0123456789.,-£€$¥ \u00a0", digits: "U+30-39" };

/** Writes the files into a folder; `packages` is where npm has put theirs. */
export async function writeFonts(packages, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, figures.file), await subsetFont(
    readFileSync(join(packages, "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2")), figures.signs, { targetFormat: "woff2" }));
  writeFileSync(join(folder, "scripts.css"), figureFaces() + scripts.map((script) => faces(script, packages, folder)).join(""));
  writeFileSync(join(folder, "han.css"), faces(han, packages, folder));
}

function figureFaces() {
  const face = (family, weights, range) => `@font-face{font-family:"${family}";src:url("${figures.file}")format("woff2");font-weight:${weights};font-display:swap${range}}\n`;
  // Hyperlegible's own weights (css/tokens.css): of faces with other weights a browser takes one and leaves the others.
  return face("Figures", "100 900", "") + face("Hyperlegible", "200 800", `;unicode-range:${figures.digits}`);
}

function faces({ pack, subsets, letters, local }, packages, folder) {
  const from = join(packages, "@fontsource-variable", pack);
  copyFileSync(join(from, "LICENSE"), join(folder, `${pack}.LICENSE.txt`));
  const blocks = [...readFileSync(join(from, "index.css"), "utf8").matchAll(/\/\* (\S+)-wght-normal \*\/\s*@font-face \{([^}]*)\}/g)]
    .map(([, name, face]) => ({ subset: name.slice(pack.length + 1), file: /url\(\.\/files\/([^)]+)\)/.exec(face)[1], range: within(/unicode-range: ([^;]+)/.exec(face)[1], letters) }))
    .filter(({ subset, range }) => subsets.test(subset) && range !== "");
  if (blocks.length === 0) throw new Error(`The package ${pack} has none of the letters that fonts.mjs asks for.`);
  const known = local.map((name) => `local("${name}"), `).join("");
  return blocks.map(({ file, range }) => {
    copyFileSync(join(from, "files", file), join(folder, file));
    const family = pack === han.pack ? "Noto Han" : "Noto Scripts";
    return `@font-face{font-family:"${family}";src:${known}url("${file}")format("woff2");font-weight:100 900;font-display:swap;unicode-range:${range}}\n`;
  }).join("");
}

// The part of a list of ranges that stands in others, both as CSS writes them.
function within(ranges, letters) {
  const parts = ranges.split(",").map((range) => /U\+([0-9a-f]+)(?:-([0-9a-f]+))?/i.exec(range)).map(([, first, last]) => [parseInt(first, 16), parseInt(last ?? first, 16)]);
  return parts.flatMap(([first, last]) => letters.map(([from, to]) => [Math.max(first, from), Math.min(last, to)])).filter(([first, last]) => first <= last)
    .map(([first, last]) => `U+${first.toString(16)}${last > first ? `-${last.toString(16)}` : ""}`).join(",");
}
