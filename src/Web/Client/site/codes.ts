// Reads QR codes with a library that every browser can run; its WebAssembly comes from this site like everything else.
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

/** What reads the QR codes of a picture. */
export function codeReader(): BarcodeDetector {
  prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? "/js/zxing_reader.wasm" : prefix + path) } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

/** The text of the first QR code in a picture; null where there is none, or it is no picture. */
export async function codeIn(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (!bitmap) return null;
  const found = await codeReader().detect(bitmap).catch(() => []);
  bitmap.close();
  return found[0]?.rawValue ?? null;
}
