// How a reader wants a static page to look: kept in the cookies that the pages made by the server read (Site/Preferences.cs). A page's head
// runs this before anything is drawn, so that nothing is drawn twice.
const year = 31_536_000;
const shown = { print: ["large"], theme: ["light", "dark"] } as const;

export type Look = keyof typeof shown;

/** Gives the document the looks that its reader chose. */
export function wearLooks(): void {
  for (const name of Object.keys(shown) as Look[]) {
    const value = new RegExp(`(?:^|; )${name}=(\\w+)`).exec(document.cookie)?.[1] ?? "";
    if ((shown[name] as readonly string[]).includes(value)) document.documentElement.setAttribute(`data-${name}`, value);
    else document.documentElement.removeAttribute(`data-${name}`);
  }
}

/** Keeps a choice; one that is as the device has it is forgotten. */
export function keepChoice(name: Look | "language", value: string): void {
  const kept = name === "language" || (shown[name] as readonly string[]).includes(value);
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${kept ? value : ""}; path=/; max-age=${kept ? year : 0}; samesite=lax${secure}`;
}

/** What is chosen of a look, as the form's buttons name it. */
export function chosenLook(name: Look): string {
  return document.documentElement.getAttribute(`data-${name}`) ?? (name === "print" ? "normal" : "device");
}
