/** Takes a card's code out of the address before anything else can see it there; null where there is none. */
export function takeFromAddress(): string | null {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code === "") return null;
  history.replaceState(null, "", location.pathname);
  return code;
}
