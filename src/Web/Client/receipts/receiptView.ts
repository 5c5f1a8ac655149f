// The receipt as it is shown after casting: checked here, with its QR, and plain words on what it proves.
import { toBase64Url } from "../ledger/bytes";
import type { Receipt } from "../ledger/note";
import { button, notice } from "../site/notice";
import { el, fill } from "../site/dom";
import { qr } from "../site/qr";
import { saveText } from "../site/save";
import { say } from "../site/words";
import type { Day } from "../voting/day";
import { checkpointLine } from "./checkpointView";
import { awaitCheckpoint } from "./coverage";
import { keptName, keptText } from "./kept";
import { readSound } from "./logs";

/** The address behind a receipt's QR: what names the entry stands in the fragment, which no server sees. */
export function receiptLink(day: Day, receipt: Receipt): string {
  return `${day.site}/r/${day.day}#${receipt.index}.${toBase64Url(receipt.leafHash)}.${toBase64Url(receipt.signature)}`;
}

/** The receipt of an accepted ballot, and whether its card is at its end with it. One that is not what it should be is shown as such, loudly. */
export function receiptView(day: Day, text: string, leafHash: string, isLast: boolean, challenge: HTMLElement | null): HTMLElement {
  const sound = readSound(day, text, leafHash);
  if (!sound) {
    return el("div", {}, el("h2", { tabindex: "-1" }, say("Receipt.BadHeading")), notice("stop", say("Receipt.BadTitle"), say("Receipt.BadDetail")), el("pre", { class: "receipt-text" }, text));
  }
  const { receipt, key } = sound;
  const link = receiptLink(day, receipt);
  let checkpoint = "";
  const covered = el("div");
  const alarm = el("div", { role: "alert" });
  void awaitCheckpoint(day, receipt, covered, (note) => {
    checkpoint = note;
    fill(covered, checkpointLine(note), el("pre", { class: "receipt-text" }, note));
  }, () => fill(alarm, notice("stop", say("Check.Wrong"), say("Check.WrongDetail"))));

  return el("div", { id: "voted" },
    el("h2", { tabindex: "-1" }, say("Receipt.Heading")),
    alarm,
    notice("good", say("Receipt.InLog"), say("Receipt.Checked")),
    el("div", { class: "sheet receipt-sheet" },
      qr(link, say("Receipt.QrLabel")),
      el("p", {}, say("Receipt.Keep")),
      el("div", { class: "row no-print" },
        button(say("Receipt.Save"), () => saveText(keptName(day.day, receipt), keptText(receipt, checkpoint))),
        button(say("Receipt.Print"), () => window.print()),
        el("a", { class: "button quiet", href: link, target: "_blank", rel: "noopener" }, say("Receipt.CheckNow"))),
      el("details", {}, el("summary", {}, say("Receipt.Text")),
        el("pre", { class: "receipt-text", id: "receipt-text" }, receipt.text),
        el("p", { class: "small" }, say(key.name === day.origin ? "Receipt.Fingerprint" : "Check.Key"), " ", el("code", {}, key.fingerprint)),
        covered)),
    isLast ? el("p", {}, say("Receipt.Final")) : day.replacement && el("p", {}, say("Receipt.MayChange")),
    el("h3", {}, say("Receipt.Proves")),
    el("ul", {}, el("li", {}, say("Receipt.ProvesThis", receipt.index)), el("li", {}, say("Receipt.NotThat"))),
    challenge,
    el("div", { class: "sticky-step stacked" }, el("a", { class: "button wide", href: `${day.service}/days/${day.day}` }, say("Receipt.Done"))));
}
