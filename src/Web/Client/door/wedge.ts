// A hand scanner that types: its keys come faster than any finger and end with Enter, wherever the cursor is.
const fastest = 45; // ms between keys, on average
const shortest = 10;

/** Reports what a scanner typed, and keeps it out of the field the cursor is in. */
export function listenToScanner(scanned: (text: string) => void): void {
  let keys = "";
  let first = 0;
  let last = 0;
  document.addEventListener(
    "keydown",
    (event) => {
      const now = performance.now();
      if (now - last > 250) keys = "";
      if (event.key === "Enter" || event.key === "Tab") {
        if (keys.length >= shortest && (last - first) / (keys.length - 1) < fastest) {
          event.preventDefault();
          event.stopPropagation();
          const field = document.activeElement;
          if (field instanceof HTMLInputElement) field.value = "";
          scanned(keys);
        }
        keys = "";
        return;
      }
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys === "") first = now;
      keys += event.key;
      last = now;
    },
    { capture: true },
  );
}
