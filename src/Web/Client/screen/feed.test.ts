import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { follow } from "./feed";

const hub = { up: false, state: "Disconnected", lost: (): void => {} };

vi.mock("@microsoft/signalr", () => {
  const connection = {
    get state() { return hub.state; },
    start: async () => { if (!hub.up) throw new Error("A proxy stands between."); hub.state = "Connected"; },
    stop: async () => { hub.state = "Disconnected"; },
    invoke: async () => {},
    on: () => {}, onreconnecting: (then: () => void) => { hub.lost = then; }, onreconnected: () => {}, onclose: () => {},
  };
  const builder = { withUrl: () => builder, withAutomaticReconnect: () => builder, configureLogging: () => builder, build: () => connection };
  return { HubConnectionBuilder: class { constructor() { return builder; } }, HubConnectionState: { Connected: "Connected" }, HttpTransportType: {}, LogLevel: {} };
});

const heard: boolean[] = [];
const asked: number[] = [];
let answers = true;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(hub, { up: false, state: "Disconnected" });
  heard.length = asked.length = 0;
  answers = true;
  vi.stubGlobal("fetch", async (address: string) => {
    if (address.endsWith("standings")) asked.push(Date.now());
    if (!answers) throw new TypeError("no network");
    return { ok: true, json: async () => ({ number: 1, step: 1 }) };
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const start = (): void => follow("d", () => {}, () => {}, (on) => heard.push(on));

test("a screen whose hub is blocked is connected as long as it is answered by asking", async () => {
  start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard[0]).toBe(false);
  expect(heard.at(-1)).toBe(true);
  expect(heard.slice(heard.indexOf(true))).not.toContain(false); // tries of the hub that fail say nothing of it
  answers = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard.at(-1)).toBe(false);
});

test("once the hub is reached nothing is asked, and once it is lost the screen asks before it says that it is connected", async () => {
  hub.up = true;
  start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([true]);
  expect(asked).toEqual([]);
  hub.state = "Reconnecting";
  hub.lost();
  expect(heard.at(-1)).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard.at(-1)).toBe(true);
  expect(asked.length).toBeGreaterThan(0);
});

test("screens that ask do not all ask in the same moment", async () => {
  const random = vi.spyOn(Math, "random");
  random.mockReturnValue(0);
  start();
  await vi.advanceTimersByTimeAsync(2_600);
  expect(asked.length).toBe(1);
  random.mockReturnValue(0.99);
  await vi.advanceTimersByTimeAsync(2_500); // this wait was drawn before
  expect(asked.length).toBe(2);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(asked.length).toBe(2);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked.length).toBe(3);
});
