// What staff say of the device once, when it is paired: kept by the device, and nothing of a ballot or a person.
import { keep, kept } from "../site/storage";

export type CameraSide = "front" | "back" | "none";

export interface Settings {
  readonly printer: boolean;
  readonly camera: CameraSide;
}

const name = "kiosk";

/** What was said of this device under this pairing; null where it was not asked yet. */
export function readSettings(station: string): Settings | null {
  try {
    const found = JSON.parse(kept("local", name) ?? "null") as { station?: unknown; printer?: unknown; camera?: unknown } | null;
    if (found?.station !== station || typeof found.printer !== "boolean") return null;
    const camera = found.camera === "front" || found.camera === "back" ? found.camera : "none";
    return { printer: found.printer, camera };
  } catch {
    return null;
  }
}

export function keepSettings(station: string, settings: Settings): void {
  keep("local", name, JSON.stringify({ station, ...settings }));
}
