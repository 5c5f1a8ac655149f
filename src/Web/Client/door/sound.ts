// Three sounds that differ in pitch, number and length, so that they can be told apart in a loud hall.
export type Sound = "good" | "warn" | "stop";

const melodies: Record<Sound, [pitch: number, length: number][]> = {
  good: [[660, 0.09], [990, 0.16]],
  warn: [[440, 0.12], [0, 0.06], [440, 0.12]],
  stop: [[200, 0.45]],
};

let context: AudioContext | undefined;
let muted = localStorage.getItem("door-muted") === "yes";

export const isMuted = (): boolean => muted;

export function mute(on: boolean): void {
  muted = on;
  localStorage.setItem("door-muted", on ? "yes" : "no");
}

/** Browsers allow sound only after somebody has touched the page. */
export function allowSound(): void {
  const start = (): void => {
    context ??= new AudioContext();
    void context.resume();
  };
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, start, { once: true });
}

export function play(sound: Sound): void {
  if (muted || !context || context.state !== "running") return;
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
