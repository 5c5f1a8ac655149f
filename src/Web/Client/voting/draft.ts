// Choices survive a reload, the card does not. They lie in this tab's session storage without anything that names a card, and are
// forgotten when a ballot is cast or another card arrives, so that a shared phone does not show one person's choices to the next.
import { forget, keep, kept } from "../site/storage";

const key = (day: string) => `choices/${day}`;

export function keptChoices(day: string): string[] {
  try {
    const choices: unknown = JSON.parse(kept("session", key(day)) ?? "[]");
    return Array.isArray(choices) ? choices.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return []; // written by something else
  }
}

export function keepChoices(day: string, projects: readonly string[]): void {
  keep("session", key(day), JSON.stringify(projects));
}

export function forgetChoices(day: string): void {
  forget("session", key(day));
}
