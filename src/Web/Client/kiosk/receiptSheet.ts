// The receipt as a kiosk shows it: to be photographed or printed, never saved on a device that is not the voter's.
import { receiptLink } from "../receipts/receiptView";
import { readSound } from "../receipts/logs";
import { el } from "../site/dom";
import { button, notice } from "../site/notice";
import { qr } from "../site/qr";
import { say } from "../site/words";
import type { Accepted } from "../voting/cast";
import type { Day } from "../voting/day";

/** The receipt of an accepted ballot. One that is not what it should be is shown as such, loudly. */
export function receiptSheet(day: Day, { receipt: text, leafHash }: Accepted, printer: boolean): HTMLElement[] {
  const sound = readSound(day, text, leafHash);
  if (!sound) {
    return [
      el("h2", { tabindex: "-1" }, say("Receipt.BadHeading")),
      notice("stop", say("Receipt.BadTitle"), say("Receipt.BadDetail")),
      el("pre", { class: "receipt-text" }, text),
    ];
  }
  const { receipt, key } = sound;
  const full = el("details", {}, el("summary", {}, say("Receipt.Text")),
    el("pre", { class: "receipt-text", id: "receipt-text" }, receipt.text),
    el("p", { class: "small" }, say(key.name === day.origin ? "Receipt.Fingerprint" : "Check.Key"), " ", el("code", {}, key.fingerprint)));
  const print = (): void => {
    full.open = true; // on paper stands the text too
    window.print();
  };
  return [
    el("h2", { tabindex: "-1" }, say("Receipt.Heading")),
    el("div", { class: "sheet kiosk-receipt" },
      qr(receiptLink(day, receipt), say("Receipt.QrLabel")),
      el("div", {},
        notice("good", say("Receipt.InLog"), say("Receipt.Checked")),
        el("p", {}, say(printer ? "Kiosk.KeepPrinted" : "Kiosk.Keep")),
        printer && el("p", { class: "no-print" }, button(say("Kiosk.Print"), print, ""))),
      full),
    el("p", { class: "no-print" }, say("Receipt.Final")),
    el("ul", {}, el("li", {}, say("Receipt.ProvesThis", receipt.index)), el("li", {}, say("Receipt.NotThat"))),
  ];
}
