// Bundles one script a page: every *.ts file directly in this folder becomes wwwroot/js/NAME.js.
// What pages share stands in folders and is bundled into each page, so that a page loads one file.
import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeFonts } from "./fonts.mjs";
import { writeShells } from "./shells.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const pages = readdirSync(here).filter((name) => /^[a-z-]+\.ts$/.test(name));
const out = join(here, "..", "wwwroot", "js");

rmSync(out, { recursive: true, force: true });
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  // The libraries below need BigInt and correct destructuring: phones from 2021 on. Older ones have the form without script.
  target: ["es2021", "safari15", "chrome91", "firefox90"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  logLimit: 5,
};
await build({ ...common, entryPoints: pages, inject: ["site/han.ts"], outdir: out, format: "esm" });
// Fetched by the kiosk, where a camera reads the cards.
await build({ ...common, entryPoints: ["door/camera.ts"], outfile: join(out, "camera.js"), format: "esm" });
// No module: a browser runs it before it draws.
await build({ ...common, entryPoints: ["site/early.ts"], outfile: join(out, "looks.js"), format: "iife" });
// The door's service worker: no module either, for the browsers that take none.
await build({ ...common, entryPoints: ["door/worker.ts"], outfile: join(out, "door-worker.js"), format: "iife" });
writeShells(join(here, ".."), join(out, "..", "voter"));
await writeFonts(join(here, "node_modules"), join(out, "fonts"));
// The door's reader of camera pictures; served by this site like everything else.
copyFileSync(join(here, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"), join(out, "zxing_reader.wasm"));
