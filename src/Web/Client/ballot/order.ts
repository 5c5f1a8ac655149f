// The order in which a card's screen offers the projects, where the day lets it turn: the paper's, begun at a place that follows from the card's
// number, so that no project comes first for everybody. Worked out here; nothing of it is sent.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../ledger/bytes";

/** The ids in the order for a card, by its number. */
export function turned(ids: readonly string[], card: string): string[] {
  if (ids.length === 0) return [];
  const [a, b, c, d] = sha256(utf8(`order\n${card}`)) as unknown as [number, number, number, number];
  const first = (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % ids.length;
  return [...ids.slice(first), ...ids.slice(0, first)];
}
