// Letters as large as their place allows, from a tenth of the screen's height down.
const sizes = [10, 8.5, 7.2, 6, 5, 4.2, 3.5, 3];

/** Gives each text marked with data-fit the largest size, in hundredths of the height, at which it stands in its place whole. Its value is the largest tried. */
export function fitAll(within: HTMLElement): void {
  for (const text of within.querySelectorAll<HTMLElement>("[data-fit]")) {
    const most = Number(text.dataset["fit"]) || sizes[0]!;
    for (const size of sizes.filter((one) => one <= most)) {
      text.style.setProperty("--fit", String(size));
      if (standsIn(text)) break;
    }
  }
}

// By its lines' boxes: a tall letter's own box is higher than its line.
function standsIn(text: HTMLElement): boolean {
  text.style.maxBlockSize = "none";
  const natural = text.offsetHeight;
  text.style.maxBlockSize = "";
  const tall = 0.4 * parseFloat(getComputedStyle(text).fontSize);
  const place = text.parentElement!;
  return natural <= text.offsetHeight + 1 && text.scrollWidth <= text.clientWidth + 1 && place.scrollHeight <= place.clientHeight + tall;
}
