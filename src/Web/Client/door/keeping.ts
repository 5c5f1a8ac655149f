// Sets the door up to go on without a network, where the browser allows it: a service worker for this page alone, the vault, and the key from the service.
import { Alone } from "./alone";
import { cacheName, databaseOf, forgetPage, scope, untold } from "./left";
import type { Service } from "./service";
import { DiskShelf, Vault } from "./vault";

const workerAddress = "/js/door-worker.js";

/** Whether this browser can do it: a safe connection with its own database, encryption and service workers. */
export const canKeep = window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in globalThis && Boolean(globalThis.crypto?.subtle);

/** What lies on the device and does not open before the service gives the key again: how many people the service was not told of. */
export type Locked = { untold: number };

/**
 * The door with what it keeps. The key of its names is the service's, and stands in this page's memory alone: what a browser keeps for a tab lies on the
 * disk, beside what the key seals. So a page that was loaded again opens no names before the service answers. A door without names needs no key.
 * `undefined` where the browser cannot, or where there is nothing on the device and no answer.
 */
export async function keepDoor(day: string, name: string, cardsOnly: boolean, service: Service): Promise<Alone | Locked | undefined> {
  if (!canKeep) return undefined;
  try {
    // First: a door that asks for its part is counted on to go on alone.
    const shelf = await DiskShelf.open(databaseOf(day, name));
    const part = await service.part("", 0);
    const vault = cardsOnly ? Vault.plain(shelf) : part && (await Vault.open(shelf, part.key));
    if (!vault) return await locked(shelf);
    // What was sealed by a page of before.
    if (cardsOnly && part) for (const [record, what] of await (await Vault.open(shelf, part.key)).all()) await vault.put(record, what);
    const door = new Alone(name, cardsOnly, service, vault);
    await door.restore();
    if (part) await door.allot(part);
    void keepPage();
    return door;
  } catch {
    return undefined; // A browser that blocks storage: the door works with the network, as before.
  }
}

async function locked(shelf: DiskShelf): Promise<Locked | undefined> {
  const [all, marks] = [await shelf.all(), await untold(shelf)];
  shelf.close();
  return all.length === 0 ? undefined : { untold: marks.length };
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
  try {
    await door?.wipe();
    await forgetPage();
  } catch {
    // Nothing was kept.
  }
}
