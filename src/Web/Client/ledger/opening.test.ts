import { describe, expect, it } from "vitest";
import { concat, utf8 } from "./bytes";
import { firstTile, openingsIn, sizeIn } from "./opening";

const framed = (entry: string): Uint8Array => {
  const bytes = utf8(entry);
  return concat(new Uint8Array([bytes.length >> 8, bytes.length & 255]), bytes);
};

describe("the openings key in the log", () => {
  const batch = framed("pbdd/1 batch\nbatch a\nlog main\nroot AAAA\nsize 1\nmaker service\n");
  const open = framed("pbdd/1 open\nrules AA==\npaper BB==\npages CC==\nopenings DD==\n");

  it("stands in the open entry, wherever that is in the tile", () => {
    expect(openingsIn(open)).toBe("DD==");
    expect(openingsIn(concat(batch, open))).toBe("DD==");
  });

  it("is not there before voting opens, nor in another entry, nor in a tile that is cut off", () => {
    expect(openingsIn(batch)).toBeNull();
    expect(openingsIn(new Uint8Array())).toBeNull();
    expect(openingsIn(framed("pbdd/1 pages\npages openings DD==\n"))).toBeNull();
    expect(openingsIn(concat(batch, open).subarray(0, batch.length + 30))).toBeNull();
  });

  it("is looked for in the tile that a checkpoint covers", () => {
    expect(sizeIn("south.example/troon\n12\nAAAA\n")).toBe(12);
    expect(sizeIn("no checkpoint")).toBeNull();
    expect(firstTile(12)).toBe("tile/entries/000.p/12");
    expect(firstTile(256)).toBe("tile/entries/000");
  });
});
