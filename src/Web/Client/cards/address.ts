/** Takes a card's code out of the address before anything else can see it there; null where there is none. */
export function takeFromAddress(): string | null {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code === "" || document.getElementById(code)) return null; // a part of the page, to which its own link leads
  history.replaceState(null, "", location.pathname);
  return code;
}
