import { afterEach, beforeEach, expect, test, vi } from "vitest";

class Param {
  value = 0;
  readonly set: number[] = [];
  setValueAtTime(value: number): void {
    this.set.push(value);
  }
  exponentialRampToValueAtTime(): void {}
}

const gains: Param[] = [];
const pitches: number[] = [];
const node = { connect: <T>(to: T): T => to, start: (): void => {}, stop: (): void => {} };

class Speaker {
  currentTime = 0;
  destination = {};
  resume = (): Promise<void> => Promise.resolve();
  createGain(): object {
    const gain = new Param();
    gains.push(gain);
    return { gain, ...node };
  }
  createOscillator(): object {
    return { type: "", frequency: { set value(pitch: number) { pitches.push(pitch); } }, ...node };
  }
}

const shaken: number[][] = [];
let kept: Map<string, string>;

// The settings are read when the page opens.
async function page(canShake = true): Promise<typeof import("./sound")> {
  vi.resetModules();
  vi.stubGlobal("AudioContext", Speaker);
  vi.stubGlobal("navigator", canShake ? { vibrate: (pattern: number[]) => shaken.push(pattern) } : {});
  vi.stubGlobal("localStorage", { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) });
  return import("./sound");
}

async function heard(what: () => void): Promise<number[]> {
  gains.length = 0;
  what();
  await new Promise((done) => setTimeout(done, 0));
  return gains.flatMap((gain) => gain.set);
}

beforeEach(() => {
  kept = new Map();
  shaken.length = pitches.length = 0;
});
afterEach(() => vi.unstubAllGlobals());

test("an answer shakes the device in a pattern of its own, unless this device is told not to", async () => {
  const sound = await page();
  for (const answer of ["good", "warn", "stop"] as const) sound.play(answer);
  expect(new Set(shaken.map(String)).size).toBe(3);
  sound.setVibrating(false);
  sound.play("good");
  expect(shaken).toHaveLength(3);
  // The device keeps it for the next time.
  (await page()).play("good");
  expect(shaken).toHaveLength(3);
});

test("a device that cannot shake says so, and plays", async () => {
  const sound = await page(false);
  expect(sound.canVibrate).toBe(false);
  expect(await heard(() => sound.play("good"))).not.toEqual([]);
});

test("the tone is as loud as this device is set to, and a muted one makes none", async () => {
  const sound = await page();
  sound.setVolume(100);
  const [loud] = await heard(() => sound.play("good"));
  sound.setVolume(50);
  const [half] = await heard(() => sound.play("good"));
  expect(half! / loud!).toBeCloseTo(0.5);
  const again = await page();
  expect([again.volumeNow(), (await heard(() => again.play("good")))[0]]).toEqual([50, half]);
  again.setVolume(0);
  expect(await heard(() => again.play("good"))).toEqual([]);
  again.setVolume(100);
  again.mute(true);
  expect(await heard(() => again.play("good"))).toEqual([]);
  // Muted it shakes still.
  expect(shaken.length).toBeGreaterThan(0);
  expect((await page()).isMuted()).toBe(true);
});

test("a louder setting than there is, is the loudest", async () => {
  const sound = await page();
  sound.setVolume(400);
  expect(sound.volumeNow()).toBe(100);
  sound.setVolume(-1);
  expect(sound.volumeNow()).toBe(0);
});
