// What a door keeps on the device to go on without a network: names are sealed under a key that the service gives to this paired door alone. Each record
// stands by itself and under a random name, so that nothing says in what order people came.
const nonceBytes = 12;

/** Where sealed records lie. */
export interface Shelf {
  put(name: string, sealed: Uint8Array): Promise<void>;
  all(): Promise<[name: string, sealed: Uint8Array][]>;
  remove(names: string[]): Promise<void>;
  destroy(): Promise<void>;
  close(): void;
}

/** A shelf in the browser's own database. A write is on the disk before it is answered, as far as the browser lets a page ask for that. */
export class DiskShelf implements Shelf {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(name: string): Promise<DiskShelf> {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(records);
    return new DiskShelf(await done(opening));
  }

  async put(name: string, sealed: Uint8Array): Promise<void> {
    await this.write((store) => store.put(sealed, name));
  }

  async all(): Promise<[string, Uint8Array][]> {
    const store = this.database.transaction(records).objectStore(records);
    const [names, sealed] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    return names.map((name, at) => [String(name), sealed[at] as Uint8Array]);
  }

  async remove(names: string[]): Promise<void> {
    if (names.length > 0) await this.write((store) => names.forEach((name) => store.delete(name)));
  }

  async destroy(): Promise<void> {
    this.database.close();
    await done(indexedDB.deleteDatabase(this.database.name));
  }

  close(): void {
    this.database.close();
  }

  private write(what: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((written, failed) => {
      const change = this.database.transaction(records, "readwrite", { durability: "strict" });
      change.oncomplete = () => written();
      change.onerror = change.onabort = () => failed(change.error ?? new Error("The device keeps nothing more."));
      what(change.objectStore(records));
    });
  }
}

const records = "records";

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((ok, failed) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => failed(request.error ?? new Error("The device's database does not answer."));
  });

/** Seals what is put on a shelf, and opens what lies there. */
export class Vault {
  private constructor(private readonly shelf: Shelf, private readonly key: CryptoKey | undefined) {}

  /** A vault that seals nothing, for a door that keeps no names: it opens without the service's key. */
  static plain(shelf: Shelf): Vault {
    return new Vault(shelf, undefined);
  }

  /** @param key 32 bytes in base64 */
  static async open(shelf: Shelf, key: string): Promise<Vault> {
    const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    return new Vault(shelf, await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]));
  }

  async put(name: string, record: unknown): Promise<void> {
    const text = new TextEncoder().encode(JSON.stringify(record));
    if (!this.key) return this.shelf.put(name, text);
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(name) }, this.key, text));
    const whole = new Uint8Array(nonceBytes + sealed.length);
    whole.set(nonce);
    whole.set(sealed, nonceBytes);
    await this.shelf.put(name, whole);
  }

  /** Every record that this key opens; what another key sealed is another door's, and is left alone. */
  async all(): Promise<Map<string, unknown>> {
    const opened = new Map<string, unknown>();
    for (const [name, whole] of await this.shelf.all()) {
      try {
        const text = !this.key ? whole : await crypto.subtle.decrypt(
          { name: "AES-GCM", iv: whole.slice(0, nonceBytes), additionalData: new TextEncoder().encode(name) }, this.key, whole.slice(nonceBytes));
        opened.set(name, JSON.parse(new TextDecoder().decode(text)));
      } catch {
        // Sealed under another key, or with none.
      }
    }
    return opened;
  }

  remove(names: string[]): Promise<void> {
    return this.shelf.remove(names);
  }

  destroy(): Promise<void> {
    return this.shelf.destroy();
  }
}
