// Draws the pages of a PDF (stdin) and reads the square codes in them: a JSON list of pages, each with its size in pixels, the codes that were read and
// where, and the share of pixels that are dark. With a folder as argument the pages are kept there as PNG.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { buffer } from "node:stream/consumers";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const [scale, folder] = [Number(process.argv[2] ?? 3), process.argv[3]];
// Its program lies beside it: nothing is fetched.
prepareZXingModule({ overrides: { wasmBinary: (await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")))).buffer } });
const library = await PDFiumLibrary.init();
const document = await library.loadDocument(await buffer(process.stdin));
const pages = [];
for (const page of document.pages()) {
  const picture = await page.render({ scale, render: "bitmap" });
  const { width, height } = picture;
  const data = new Uint8ClampedArray(picture.data);
  if (folder) await writeFile(`${folder}/${String(pages.length + 1).padStart(2, "0")}.png`, png(data, width, height));
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] < 128) dark++;
  pages.push({ width, height, dark: dark / (width * height), codes: await codesOf(data, width, height) });
}
process.stdout.write(JSON.stringify(pages));

async function codesOf(data, width, height) {
  const found = await readBarcodes({ data, width, height, colorSpace: "srgb" }, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 255 });
  return found.map(({ text, position }) => {
    const corners = Object.values(position);
    const [xs, ys] = [corners.map((one) => one.x), corners.map((one) => one.y)];
    return { text, left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  });
}

function png(data, width, height) {
  const rows = Buffer.alloc(height * (1 + 4 * width));
  for (let y = 0; y < height; y++) Buffer.from(data.buffer, y * 4 * width, 4 * width).copy(rows, y * (1 + 4 * width) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name, content) {
  const body = Buffer.concat([Buffer.from(name, "ascii"), content]);
  const whole = Buffer.alloc(12 + content.length);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), 8 + content.length);
  return whole;
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
