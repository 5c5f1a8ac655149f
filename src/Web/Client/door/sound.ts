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

/** Plays a sound, unless it is muted or the browser does not allow it within a second. */
export function play(sound: Sound): void {
  if (muted) return;
  wake();
  const [ready, asked] = [context, performance.now()];
  if (ready) void ready.resume().then(() => { if (performance.now() - asked < 1000) sing(ready, sound); });
}

function sing(context: AudioContext, sound: Sound): void {
  let at = context.currentTime;
  for (const [pitch, length] of melodies[sound]) {
    if (pitch > 0) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.type = sound === "stop" ? "square" : "sine";
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(sound === "stop" ? 0.15 : 0.4, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + length);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + length);
    }
    at += length;
  }
}
