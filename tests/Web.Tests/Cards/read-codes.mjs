// Reads texts with the pages' own scripts: a JSON list of texts on stdin, a JSON list of readings on stdout.
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "../../../src/Web/Client/node_modules/esbuild/lib/main.js";

const client = fileURLToPath(new URL("../../../src/Web/Client", import.meta.url));
const bundled = await build({
  stdin: { contents: 'export { readCode, codeIn, grouped } from "./cards/code"; export { read } from "./door/codes"; export { deriveCard } from "./cards/card";', resolveDir: client, loader: "ts" },
  bundle: true, format: "esm", platform: "neutral", mainFields: ["module", "main"], write: false,
});
const scripts = await import(`data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].contents).toString("base64")}`);

const { origin, texts } = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(texts.map((one) => {
  const typed = scripts.readCode(one);
  const grouped = scripts.readCode(scripts.grouped(one));
  const card = typed.symbols ? scripts.deriveCard(typed.symbols, origin) : undefined;
  return {
    symbols: typed.symbols ?? "", problem: typed.problem ?? "None", groupedSymbols: grouped.symbols ?? "",
    scanned: scripts.readCode(scripts.codeIn(one)).symbols ?? "",
    door: scripts.read(one).kind, outside: scripts.read(one).card ?? "",
    number: card?.number ?? "", proofs: card ? [1, 2, 3, 4, 5, 6, 7].map((version) => card.proof(version)) : [],
  };
})));
