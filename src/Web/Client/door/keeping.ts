// Sets the door up to go on without a network, where the browser allows it: a service worker for this page alone, the vault, and the key from the service.
import { forget, keep, kept } from "../site/storage";
import { Alone } from "./alone";
import type { Service } from "./service";
import { DiskShelf, Vault } from "./vault";

const workerAddress = "/js/door-worker.js";
const scope = "/door";
const cacheName = "door";
const keyName = "door-key";

/** Whether this browser can do it: a safe connection with its own database, encryption and service workers. */
export const canKeep = window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in globalThis && Boolean(globalThis.crypto?.subtle);

/**
 * The door with what it keeps. The key is the service's and stays with this tab: a device that was switched off opens nothing before the service
 * gives it again. `undefined` where the browser cannot, or where there is no key yet and no answer.
 */
export async function keepDoor(day: string, name: string, cardsOnly: boolean, service: Service): Promise<Alone | undefined> {
  if (!canKeep) return undefined;
  try {
    // First: a door that asks for its part is counted on to go on alone.
    const shelf = await DiskShelf.open(`pbdd-door ${day} ${name}`);
    const part = await service.part("", 0);
    const key = part?.key ?? kept("session", keyName);
    if (!key) return undefined;
    keep("session", keyName, key);
    const door = new Alone(name, cardsOnly, service, await Vault.open(shelf, key));
    await door.restore();
    if (part) await door.allot(part);
    void keepPage();
    return door;
  } catch {
    return undefined; // A browser that blocks storage: the door works with the network, as before.
  }
}

/** Keeps the page and what it has loaded, so that it opens without a network too. */
async function keepPage(): Promise<void> {
  try {
    void navigator.storage?.persist?.();
    await navigator.serviceWorker.register(workerAddress, { scope });
    const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
      .filter((url) => url.origin === location.origin && !url.pathname.startsWith("/api/")).map((url) => url.pathname + url.search);
    const cache = await caches.open(cacheName);
    await Promise.allSettled([...new Set([scope, "/js/zxing_reader.wasm", ...loaded])].map((address) => cache.add(address)));
  } catch {
    // Without it the page has to stay open while there is no network.
  }
}

/** Takes everything of the door off the device, as when it is a door no more. */
export async function forgetDoor(door: Alone | undefined): Promise<void> {
  forget("session", keyName);
  try {
    await door?.wipe();
    await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
    await caches.delete(cacheName);
  } catch {
    // Nothing was kept.
  }
}
