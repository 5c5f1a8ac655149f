// Choices survive a reload, the card does not. They lie in this tab's session storage without anything that names a card, and are
// forgotten when a ballot is cast or another card arrives, so that a shared phone does not show one person's choices to the next.
const key = (day: string) => `choices/${day}`;

export function keptChoices(day: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(day)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function keepChoices(day: string, projects: readonly string[]): void {
  try {
    sessionStorage.setItem(key(day), JSON.stringify(projects));
  } catch {
    // Storage is switched off: a reload then starts afresh.
  }
}

export function forgetChoices(day: string): void {
  try {
    sessionStorage.removeItem(key(day));
  } catch {
    // As above: nothing was kept.
  }
}
