// A hand scanner that types: its keys come faster than any finger and end with Enter, wherever the cursor is.
const fastest = 45; // ms between keys, on average
const shortest = 6; // keys: the shortest pass
const pause = 250; // ms after which keys belong to another text

/** The keys of a scanner, by the moments at which they were pressed: the page may be busy and hear of them later. */
export class Wedge {
  private keys = "";
  private first = 0;
  private last = 0;

  /** Takes a key that writes one character, pressed at this moment (ms). */
  write(key: string, at: number): void {
    if (at - this.last > pause) this.keys = "";
    if (this.keys === "") this.first = at;
    this.keys += key;
    this.last = at;
  }

  /** Ends the text: what a scanner typed, or null where it was somebody's fingers. */
  end(at: number): string | null {
    const { keys, first, last } = this;
    this.keys = "";
    if (keys.length < shortest || at - last > pause) return null;
    return (last - first) / (keys.length - 1) <= fastest ? keys : null;
  }
}

/** Reports what a scanner typed, and keeps it out of the field the cursor is in. */
export function listenToScanner(scanned: (text: string) => void): void {
  const wedge = new Wedge();
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" || event.key === "Tab") {
        const text = wedge.end(event.timeStamp);
        if (text === null) return;
        event.preventDefault();
        event.stopPropagation();
        const field = document.activeElement;
        if (field instanceof HTMLInputElement) field.value = "";
        scanned(text);
        return;
      }
      // AltGr makes characters on other keyboards, and browsers tell of it as Ctrl and Alt.
      const makesCharacter = event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || event.altKey);
      if (event.key.length === 1 && makesCharacter) wedge.write(event.key, event.timeStamp);
    },
    { capture: true },
  );
}
