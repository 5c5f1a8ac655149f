// The receipt as it is shown after casting: checked here, with its QR, and plain words on what it proves.
import { toBase64Url } from "../ledger/bytes";
import { readLogKey, readReceipt, receiptIsSigned, type Receipt } from "../ledger/note";
import { button, notice } from "../site/notice";
import { el } from "../site/dom";
import { qr } from "../site/qr";
import { say } from "../site/words";
import type { Day } from "../voting/day";

/** The address behind a receipt's QR: what names the entry stands in the fragment, which no server sees. */
export function receiptLink(day: Day, receipt: Receipt): string {
  return `${day.site}/r/${day.day}#${receipt.index}.${toBase64Url(receipt.leafHash)}.${toBase64Url(receipt.signature)}`;
}

/** The receipt of an accepted ballot. One that is not what it should be is shown as such, loudly. */
export function receiptView(day: Day, text: string, leafHash: string): HTMLElement {
  const key = readLogKey(day.logKey);
  const receipt = readReceipt(text);
  if (!key || !receipt || receipt.origin !== day.origin || receipt.leafHash !== leafHash || !receiptIsSigned(receipt, key)) {
    return el("div", {}, el("h2", { tabindex: "-1" }, say("Receipt.BadHeading")), notice("stop", say("Receipt.BadTitle"), say("Receipt.BadDetail")), el("pre", { class: "receipt-text" }, text));
  }
  const link = receiptLink(day, receipt);
  return el("div", { id: "voted" },
    el("h2", { tabindex: "-1" }, say("Receipt.Heading")),
    notice("good", say("Receipt.InLog"), say("Receipt.Checked")),
    day.replacement && el("p", {}, say("Receipt.MayChange")),
    el("h3", {}, say("Receipt.Proves")),
    el("ul", {}, el("li", {}, say("Receipt.ProvesThis", receipt.index)), el("li", {}, say("Receipt.NotThat"))),
    el("p", {}, say("Receipt.Keep")),
    el("div", { class: "sheet receipt-sheet" },
      qr(link, say("Receipt.QrLabel")),
      el("div", { class: "row no-print" },
        button(say("Receipt.Save"), () => save(day, receipt)),
        button(say("Receipt.Print"), () => window.print()),
        el("a", { class: "button quiet", href: link, target: "_blank", rel: "noopener" }, say("Receipt.CheckNow"))),
      el("details", {}, el("summary", {}, say("Receipt.Text")),
        el("pre", { class: "receipt-text", id: "receipt-text" }, receipt.text),
        el("p", { class: "small" }, say("Receipt.Fingerprint"), " ", el("code", {}, key.fingerprint)))),
    el("p", { class: "no-print" }, el("a", { class: "button wide", href: `/days/${day.day}` }, say("Receipt.Done"))));
}

function save(day: Day, receipt: Receipt): void {
  const address = URL.createObjectURL(new Blob([receipt.text], { type: "text/plain" }));
  const link = el("a", { href: address, download: `receipt-${day.day}-${receipt.index}.txt` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
