// How each of the door's answers looks and sounds, and how long it stays.
import type { Answer } from "./desk";
import type { Sound } from "./sound";

export type Look = {
  readonly colour: "ready" | "good" | "warn" | "stop";
  readonly icon: string;
  readonly sound?: Sound;
  /** How long it stays by itself, ms; 0 until something else is shown. */
  readonly stays: number;
};

const briefly = 4_000;
const long = 20_000;

export const looks: Record<Answer["kind"], Look> = {
  "ready": { colour: "ready", icon: "", stays: 0 },
  "asking": { colour: "ready", icon: "…", stays: 0 },
  "hand-over": { colour: "good", icon: "✓", sound: "good", stays: briefly },
  "replaced": { colour: "good", icon: "✓", sound: "good", stays: briefly },
  "none-to-replace": { colour: "warn", icon: "↻", sound: "warn", stays: long },
  "not-for-exchange": { colour: "warn", icon: "?", sound: "warn", stays: long },
  "exchanged": { colour: "good", icon: "⇄", sound: "good", stays: 0 },
  "already-exchanged": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "not-to-exchange": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "inside-unknown": { colour: "stop", icon: "?", sound: "stop", stays: long },
  "inside-needed": { colour: "warn", icon: "?", sound: "warn", stays: long },
  "surrendered": { colour: "good", icon: "✎", sound: "good", stays: 0 },
  "not-surrendered": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "free-now": { colour: "good", icon: "↺", sound: "good", stays: long },
  "kept-elsewhere": { colour: "warn", icon: "→", sound: "warn", stays: long },
  "not-kept": { colour: "warn", icon: "→", sound: "warn", stays: long },
  "not-in-pile": { colour: "warn", icon: "→", sound: "warn", stays: long },
  "needs-network": { colour: "warn", icon: "⚡", sound: "warn", stays: long },
  "added": { colour: "good", icon: "✓", sound: "good", stays: briefly },
  "undone": { colour: "good", icon: "↺", sound: "good", stays: long },
  "taken-out": { colour: "good", icon: "↺", sound: "good", stays: long },
  "not-checked-in": { colour: "warn", icon: "=", sound: "warn", stays: long },
  "at-another-door": { colour: "warn", icon: "→", sound: "warn", stays: long },
  "card-has-cast": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "not-possible": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "codes-wrong": { colour: "warn", icon: "?", sound: "warn", stays: long },
  "codes-one-person": { colour: "warn", icon: "2", sound: "warn", stays: long },
  "codes-spent": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "codes-wait": { colour: "stop", icon: "⏸", sound: "stop", stays: long },
  "let-in": { colour: "good", icon: "✓", sound: "good", stays: briefly },
  "same": { colour: "warn", icon: "=", sound: "warn", stays: long },
  "already-handed-out": { colour: "warn", icon: "↻", sound: "warn", stays: long },
  "already-in": { colour: "warn", icon: "↻", sound: "warn", stays: long },
  "unknown": { colour: "stop", icon: "?", sound: "stop", stays: long },
  "ended": { colour: "stop", icon: "✕", sound: "stop", stays: long },
  "not-open": { colour: "stop", icon: "⏸", sound: "stop", stays: long },
  "inside": { colour: "stop", icon: "✕", sound: "stop", stays: 0 },
  "misread": { colour: "warn", icon: "?", sound: "warn", stays: long },
  "no-connection": { colour: "warn", icon: "⚡", sound: "warn", stays: 0 },
  "not-paired": { colour: "stop", icon: "✕", sound: "stop", stays: 0 },
  "refused": { colour: "stop", icon: "?", sound: "stop", stays: long },
};

/** Whether the next key or touch takes the answer away: it belongs to the person before. */
export const endsWithNextKey = (kind: Answer["kind"]): boolean => looks[kind].stays > 0;
