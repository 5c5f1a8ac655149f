// Two buttons are enough: one goes to the next control (Tab or an arrow), the other chooses (Enter or Space). What the browser does by itself is
// kept where it does the same; it would pass over all marks of a project but one.
const controls = "button, a[href], input, select, textarea, summary";

/** Lets whoever has only two keys reach and press everything on the page. */
export function stepByKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = document.activeElement;
    const way = wayOf(event, at);
    if (way !== 0) {
      if (go(way, event.key !== "Tab")) event.preventDefault();
    } else if (event.key === "Enter" && at instanceof HTMLInputElement) {
      event.preventDefault();
      if (at.type === "checkbox" || at.type === "radio") at.click();
      else go(1, true);
    }
  });
}

// 1 to the next, -1 to the one before. In a field, keys to the sides move the cursor.
function wayOf({ key, shiftKey }: KeyboardEvent, at: Element | null): -1 | 0 | 1 {
  const rightToLeft = document.documentElement.dir === "rtl";
  const typed = at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== "checkbox" && at.type !== "radio");
  switch (key) {
    case "Tab": return shiftKey ? -1 : 1;
    case "ArrowDown": return at instanceof HTMLSelectElement ? 0 : 1;
    case "ArrowUp": return at instanceof HTMLSelectElement ? 0 : -1;
    case "ArrowRight": return typed ? 0 : rightToLeft ? -1 : 1;
    case "ArrowLeft": return typed ? 0 : rightToLeft ? 1 : -1;
    default: return 0;
  }
}

// Arrows go round; the Tab key leaves the page at its ends, as it always does.
function go(way: -1 | 1, round: boolean): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(controls)].filter(reachable);
  const at = document.activeElement;
  let next = all.indexOf(at as HTMLElement) + way;
  // From a heading, which is no control, the next is the first after it.
  if (at && !all.includes(at as HTMLElement)) {
    const after = all.findIndex((one) => at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    next = way === 1 ? (after < 0 ? all.length : after) : (after < 0 ? all.length : after) - 1;
  }
  if (next < 0 || next >= all.length) {
    if (!round || all.length === 0) return false;
    next = next < 0 ? all.length - 1 : 0;
  }
  all[next]!.focus();
  return true;
}

function reachable(element: HTMLElement): boolean {
  return !element.matches(":disabled, .skip, [tabindex='-1']") && element.getClientRects().length > 0 && element.closest("[inert]") === null;
}
