// What staff say of the device once, when it is paired, and for which day: kept by the device, and nothing of a ballot or a person.
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

export function keepSettings(station: string, day: string, settings: Settings): void {
  keep("local", name, JSON.stringify({ station, day, ...settings }));
}

/** The day for which this device was paired last; null where it never was a kiosk. */
export function lastDay(): string | null {
  try {
    const day = (JSON.parse(kept("local", name) ?? "null") as { day?: unknown } | null)?.day;
    return typeof day === "string" && /^[a-z0-9-]+$/.test(day) ? day : null;
  } catch {
    return null;
  }
}
