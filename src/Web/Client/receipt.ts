// The page that checks a receipt. A receipt in the address stands in its fragment, which the server does not see.
import { cardOf, check, firstLine, waitingLine, type Outcome, type Steps } from "./receipts/check";
import { checkpointLine } from "./receipts/checkpointView";
import { keptName, keptText } from "./receipts/kept";
import type { Log } from "./receipts/logs";
import { el, fill, need } from "./site/dom";
import { button, notice } from "./site/notice";
import { swapInPlace } from "./site/preferences";
import { saveText } from "./site/save";
import { say } from "./site/words";

const lookAgain = 15_000;

let given = "";
let waiting: ReturnType<typeof setTimeout> | undefined;

function mount(): void {
  need("plain-note").hidden = true;
  need("runs-here").hidden = false;
  need("file-field").hidden = false;
  need("check-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void run(need<HTMLTextAreaElement>("pasted").value);
  });
  need("file").addEventListener("change", (event) => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) void file.text().then((text) => run(text));
  });
  if (given !== "") void run(given);
}

/** Checks a receipt and shows whether its ballot counts: the first line comes into view, wherever the page stood, unless nobody asked. */
async function run(text: string, asked = true): Promise<void> {
  clearTimeout(waiting);
  given = text;
  fill(need("outcome"), el("p", { class: "row" }, el("span", { class: "waiting" }), say("Check.Working")));
  const logs = JSON.parse(need("logs").textContent ?? "[]") as Log[];
  const outcome = await check(text, logs);
  fill(need("outcome"), ...show(outcome));
  if (asked) need("outcome").firstElementChild?.scrollIntoView({ block: "nearest" });
  if (outcome.state === "waits") waiting = setTimeout(() => void run(text, false), lookAgain);
}

function show(outcome: Outcome): HTMLElement[] {
  switch (outcome.state) {
    case "not-receipt":
      return [notice("warn", say("Check.NotReceipt"), say("Check.NotReceiptDetail"))];
    case "other-site":
      return [notice("warn", say("Check.OtherSite"), say("Check.OtherSiteDetail", outcome.origin))];
    case "no-answer":
      return [notice("warn", say("Check.NoAnswer"), say("Check.NoAnswerDetail"), button(say("Check.Go"), () => void run(given)))];
    case "right": {
      const { tone, first, toDo } = firstLine(outcome.proof);
      return [notice(tone, say(first), say(toDo)), ...whose(outcome), steps(outcome, false), keep(outcome), details(outcome)];
    }
    case "waits": {
      const { tone, first, toDo } = waitingLine(outcome.proof);
      const waits = el("p", {}, ...(first === "Check.Waits" || toDo === "Check.Waits" ? [] : [say("Check.Waits"), " "]), say("Check.WaitsDetail"));
      return [notice(tone, say(first), toDo === "" ? "" : say(toDo)), waits, ...whose(outcome), steps(outcome, true), details(outcome)];
    }
    case "wrong":
      return [notice("stop", say("Check.Wrong"), say("Check.WrongDetail")), steps(outcome, false), details(outcome)];
  }
}

/** Whose ballot it is: the number to compare with the strip that was torn off the card. */
function whose(of: Steps): HTMLElement[] {
  const card = cardOf(of);
  if (card === null) return [];
  return [el("div", { class: "sheet" },
    el("p", {}, say("Check.Card"), " ", el("strong", { class: "code" }, card)),
    el("p", {}, say("Check.CardCompare")),
    el("p", { class: "small quiet" }, say("Check.OtherDevice")))];
}

function steps(of: Steps, waits: boolean): HTMLElement {
  const line = (text: string, passed: boolean, open = false) =>
    el("li", { class: passed ? "passed" : open ? "open" : "failed" },
      el("span", {}, text),
      el("b", {}, say(passed ? "Check.Passed" : open ? "Check.NotYet" : "Check.Failed")));
  return el("ol", { class: "checks" },
    line(say("Check.Step.Read", of.log.title), true),
    line(say("Check.Step.Signed"), of.signed),
    line(say("Check.Step.InLog"), of.inLog),
    line(say("Check.Step.Checkpoint"), of.covered, waits),
    line(say("Check.Step.Proof"), of.proved, waits));
}

/** The checkpoint that the receipt is proved under, to be kept with it. */
function keep(of: Steps): HTMLElement {
  const text = keptText(of.receipt, of.proof.checkpoint);
  const copy = button(say("Check.Copy"), () => void navigator.clipboard.writeText(text).then(() => (copy.textContent = say("Check.Copied"))));
  return el("div", { class: "sheet under" },
    checkpointLine(of.proof.checkpoint),
    el("p", {}, say("Check.KeepBoth")),
    el("div", { class: "row no-print" },
      button(say("Check.Save"), () => saveText(keptName(of.log.day, of.receipt), text)),
      navigator.clipboard && copy)); // plain HTTP has no clipboard
}

function details(of: Steps): HTMLElement {
  const entry = (term: string, value: string) => [el("dt", {}, say(term)), el("dd", {}, el("code", { class: "ltr" }, value))];
  return el("details", {}, el("summary", {}, say("Check.Details")),
    el("dl", {},
      ...entry("Check.Origin", of.receipt.origin),
      ...entry("Check.Index", String(of.receipt.index)),
      ...entry("Check.Leaf", of.receipt.leafHash),
      ...entry("Check.Key", of.key.fingerprint)),
    of.proof.checkpoint !== "" && el("p", {}, el("b", {}, say("Check.Checkpoint"))),
    of.proof.checkpoint !== "" && el("pre", { class: "receipt-text" }, of.proof.checkpoint),
    of.proof.proof.length > 0 && el("p", {}, el("b", {}, say("Check.Proof"))),
    of.proof.proof.length > 0 && el("pre", { class: "receipt-text" }, of.proof.proof.join("\n")));
}

function takeFromAddress(): void {
  const fragment = decodeURIComponent(location.hash.slice(1));
  if (fragment !== "") given = location.pathname + "#" + fragment;
}

addEventListener("hashchange", () => {
  takeFromAddress();
  void run(given);
});
takeFromAddress();
swapInPlace(mount);
mount();
