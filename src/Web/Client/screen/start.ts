// What the page was given to start from.
import { need } from "../site/dom";
import type { Snapshot } from "./feed";

export type Pot = { id: string; name: string; amount: number; amountText: string };
export type Stall = {
  id: string; title: string; language: string; group: string; line: string; place: string; picture: string; pot: string; ask: number; askText: string;
};
export type Start = { pots: Pot[]; stalls: Stall[]; countsPoints: boolean; noMoney: string; moneyDigits: number; inPart: boolean; now: Snapshot };

export const readStart = (): Start => JSON.parse(need("screen-data").textContent ?? "") as Start;
