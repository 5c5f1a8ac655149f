// Three sounds that differ in pitch, number and length, so that they can be told apart in a loud hall.
import { keep, kept } from "../site/storage";

export type Sound = "good" | "warn" | "stop";

const melodies: Record<Sound, [pitch: number, length: number][]> = {
  good: [[660, 0.09], [990, 0.16]],
  warn: [[440, 0.12], [0, 0.06], [440, 0.12]],
  stop: [[200, 0.45]],
};

let context: AudioContext | undefined;
let muted = kept("local", "door-muted") === "yes";
let volume = Number(kept("local", "door-volume") ?? 70);
let vibrates = kept("local", "door-vibrates") !== "no";
/** Patterns that a hand tells apart as the ear tells the sounds, ms of shaking and stillness. */
const shakes: Record<Sound, number[]> = { good: [60], warn: [80, 60, 80], stop: [400] };
/** Loudness at which a tone of the loudest setting is played, of 1. */
const loudest = 0.6;

/** How loud the sounds are, 0 to 100. */
export const volumeNow = (): number => volume;

export function setVolume(to: number): void {
  volume = Math.min(100, Math.max(0, to));
  keep("local", "door-volume", String(volume));
}

/** Whether this device can shake. */
export const canVibrate = "navigator" in globalThis && "vibrate" in navigator;
export const isVibrating = (): boolean => vibrates;

export function setVibrating(on: boolean): void {
  vibrates = on;
  keep("local", "door-vibrates", on ? "yes" : "no");
}

export const isMuted = (): boolean => muted;

export function mute(on: boolean): void {
  muted = on;
  keep("local", "door-muted", on ? "yes" : "no");
}

/** Browsers allow sound only after somebody has touched the page. A key may be a scanner's first: building sound then would hold up the rest. */
export function allowSound(): void {
  document.addEventListener("pointerdown", wake, { once: true });
}

function wake(): void {
  if (!("AudioContext" in globalThis)) return;
  context ??= new AudioContext();
}

/** Shakes the device, and plays a sound, unless it is muted or the browser does not allow it within a second. */
export function play(sound: Sound): void {
  if (canVibrate && vibrates) navigator.vibrate(shakes[sound]);
  if (muted || volume === 0) return;
  wake();
  const [ready, asked] = [context, performance.now()];
  if (ready) void ready.resume().then(() => { if (performance.now() - asked < 1000) sing(ready, sound); });
}

function sing(context: AudioContext, sound: Sound): void {
  let at = context.currentTime;
  for (const [pitch, length] of melodies[sound]) {
    if (pitch > 0) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.type = sound === "stop" ? "square" : "sine";
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime((sound === "stop" ? 0.4 : 1) * loudest * (volume / 100), at);
      gain.gain.exponentialRampToValueAtTime(0.001, at + length);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + length);
    }
    at += length;
  }
}
