// What the log's first entries say of the public openings key. Source: docs/formats/log-tree.md, entries in tiles; docs/formats/log-entries.md, open.

/** The `openings` field of the `open` entry in the first tile of entries; null where voting has not opened. */
export function openingsIn(tile: Uint8Array): string | null {
  const view = new DataView(tile.buffer, tile.byteOffset, tile.byteLength);
  for (let at = 0; at + 2 <= tile.length; ) {
    const length = view.getUint16(at);
    const entry = new TextDecoder().decode(tile.subarray(at + 2, at + 2 + length));
    if (entry.startsWith("pbdd/1 open\n")) return /^openings (.+)$/m.exec(entry)?.[1] ?? null;
    at += 2 + length;
  }
  return null;
}

/** How many entries a checkpoint covers; null for what is no checkpoint. */
export function sizeIn(checkpoint: string): number | null {
  const size = checkpoint.split("\n")[1] ?? "";
  return /^(0|[1-9][0-9]*)$/.test(size) ? Number(size) : null;
}

/** Where the first tile of entries stands in a log of so many entries. */
export function firstTile(size: number): string {
  return size >= 256 ? "tile/entries/000" : `tile/entries/000.p/${size}`;
}
