// A hand scanner that types: its keys come faster than any finger and end with Enter, wherever the cursor is. It may stop for a while in
// between; what came before is then the same text, since the rest of a secret could be a pass.
const fastest = 45; // ms between keys, on average
const shortest = 6; // keys: the shortest pass
const pause = 250; // ms after which fingers have begun another text
const fewest = 4; // keys by whose pace a scanner and fingers are told apart
/** How long a scanner may stop, ms. */
export const longestStop = 5_000;

type Key = { key: string; at: number };
/** What a scanner typed, and what was keyed before it, by fingers or nobody knows by what. */
export type Scan = { text: string; before: string };

/** The keys of a scanner, by the moments at which they were pressed: the page may be busy and hear of them later. */
export class Wedge {
  private keys: Key[] = [];

  /** Takes a key that writes one character, pressed at this moment (ms). */
  write(key: string, at: number): void {
    this.forgetAfterStop(at);
    this.keys.push({ key, at });
  }

  /** Ends the text: what a scanner typed, or null where it was somebody's fingers. */
  end(at: number): Scan | null {
    this.forgetAfterStop(at);
    const scan = this.scan();
    this.keys = [];
    return scan.text.length < shortest ? null : scan;
  }

  /** Whether a scanner has typed what is not ended yet. */
  begun(at: number): boolean {
    this.forgetAfterStop(at);
    return this.scan().text !== "";
  }

  /** Forgets what fingers typed: it was answered. */
  forgetFingers(at: number): void {
    if (!this.begun(at)) this.keys = [];
  }

  /** Forgets everything: whoever typed it has gone. */
  forget(): void {
    this.keys = [];
  }

  private forgetAfterStop(at: number): void {
    const last = this.keys.at(-1);
    if (last && at - last.at > longestStop) this.keys = [];
  }

  // From the end: the parts between stops that a scanner typed, and those too short to tell that follow one.
  private scan(): Scan {
    const parts: Key[][] = [];
    for (const [place, key] of this.keys.entries()) {
      if (place === 0 || key.at - this.keys[place - 1]!.at > pause) parts.push([]);
      parts.at(-1)!.push(key);
    }
    let first = parts.length;
    while (first > 0 && pace(parts[first - 1]!) !== "fingers") first--;
    while (first < parts.length && pace(parts[first]!) !== "scanner") first++;
    const text = (some: Key[][]) => some.flat().map(({ key }) => key).join("");
    return { text: text(parts.slice(first)), before: text(parts.slice(0, first)) };
  }
}

function pace(part: Key[]): "scanner" | "fingers" | "unknown" {
  if (part.length < fewest) return "unknown";
  return (part.at(-1)!.at - part[0]!.at) / (part.length - 1) <= fastest ? "scanner" : "fingers";
}

/** Reports what a scanner typed, and keeps it out of the field the cursor is in. */
export function listenToScanner(scanned: (scan: Scan) => void): Wedge {
  const wedge = new Wedge();
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" || event.key === "Tab") {
        const scan = wedge.end(event.timeStamp);
        if (scan === null) return;
        event.preventDefault();
        event.stopPropagation();
        const field = document.activeElement;
        if (field instanceof HTMLInputElement) field.value = "";
        scanned(scan);
        return;
      }
      // AltGr makes characters on other keyboards, and browsers tell of it as Ctrl and Alt.
      const makesCharacter = event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || event.altKey);
      if (event.key.length === 1 && makesCharacter) wedge.write(event.key, event.timeStamp);
    },
    { capture: true },
  );
  return wedge;
}
