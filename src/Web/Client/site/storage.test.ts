import { afterEach, expect, test, vi } from "vitest";
import { forget, keep, kept } from "./storage";

afterEach(() => vi.unstubAllGlobals());

test.each(["local", "session"] as const)("a blocked %s storage keeps nothing and stops nothing", (kind) => {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => { throw new Error("SecurityError"); } });
  }
  keep(kind, "muted", "yes");
  expect(kept(kind, "muted")).toBeNull();
  forget(kind, "muted");
});

test("the door's sounds load where storage is blocked, and are on", async () => {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => { throw new Error("SecurityError"); } });
  const sound = await import("../door/sound");
  expect(sound.isMuted()).toBe(false);
  sound.mute(true);
  expect(sound.isMuted()).toBe(true);
});
