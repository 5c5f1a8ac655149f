// What the page was given to start from.
import { need } from "../site/dom";
import type { Presentation, Snapshot } from "./feed";
import { money } from "./money";

export type Pot = { id: string; name: string; amount: number; amountText: string };
export type Stall = {
  id: string; title: string; language: string; group: string; line: string; place: string; picture: string; pot: string; ask: number; askText: string; withdrawn?: boolean;
};
export type Start = { pots: Pot[]; stalls: Stall[]; countsPoints: boolean; noMoney: string; moneyDigits: number; inPart: boolean; now: Snapshot; presentation: Presentation };

/** Takes in what was changed since the page was made: new totals of pots, and which stalls are withdrawn. */
export function applyChanges(start: Start, snapshot: Pick<Snapshot, "pots" | "withdrawn">): void {
  for (const { pot: id, amount } of snapshot.pots) {
    const pot = start.pots.find((one) => one.id === id);
    if (!pot || pot.amount === amount) continue;
    pot.amount = amount;
    pot.amountText = money(amount, start.noMoney, start.moneyDigits);
  }
  for (const stall of start.stalls) stall.withdrawn = snapshot.withdrawn.includes(stall.id);
}

export const readStart = (): Start => JSON.parse(need("screen-data").textContent ?? "") as Start;
