// Takes off the device what a door kept on it, but for what the service was never told: nobody else knows how much that is.
import { forget } from "../site/storage";
import { DiskShelf, type Shelf } from "./vault";

export const scope = "/door";
export const cacheName = "door";
const databases = "pbdd-door ";

/** The database of a door. */
export const databaseOf = (day: string, name: string): string => `${databases}${day} ${name}`;

/** How many people or cards on a shelf the service was not told of, as far as that shows without a key. */
export async function untold(shelf: Shelf): Promise<string[]> {
  return (await shelf.all()).filter(([name, record]) => name.startsWith("mark/") && !isSettled(record)).map(([name]) => name);
}

// Of a door that keeps no names the marks are not sealed, and those that were settled stay: they say which cards are out.
function isSettled(record: Uint8Array): boolean {
  try {
    return (JSON.parse(new TextDecoder().decode(record)) as { settled?: boolean }).settled === true;
  } catch {
    return false; // sealed
  }
}

/** Takes everything of every door off the device but for what no service was told; returns how much that is. */
export async function wipeLeft(): Promise<number> {
  let left = 0;
  try {
    await forgetPage();
    for (const { name } of await indexedDB.databases()) if (name?.startsWith(databases)) left += await wipe(await DiskShelf.open(name));
  } catch {
    // A browser that blocks storage: nothing was kept.
  }
  return left;
}

async function wipe(shelf: Shelf): Promise<number> {
  const kept = await untold(shelf);
  if (kept.length === 0) {
    await shelf.destroy();
    return 0;
  }
  await shelf.remove((await shelf.all()).map(([name]) => name).filter((name) => !kept.includes(name)));
  shelf.close();
  return kept.length;
}

/** Takes the page and its worker off the device, and the key that doors kept with their tab before. */
export async function forgetPage(): Promise<void> {
  forget("session", "door-key");
  await (await navigator.serviceWorker?.getRegistration(scope))?.unregister();
  await globalThis.caches?.delete(cacheName);
}
