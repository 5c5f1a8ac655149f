// The voting page: card, choose, review, cast, receipt. The card's secret lives in this page's memory and nowhere else:
// it is taken from the address at once, never stored, and never sent; what is sent is one proof that it yields.
import { codeIn, grouped, readCode } from "./cards/code";
import { deriveCard, type Card } from "./cards/card";
import { receiptView } from "./receipts/receiptView";
import { el, fill, need } from "./site/dom";
import { button, notice } from "./site/notice";
import { swapInPlace } from "./site/preferences";
import { say } from "./site/words";
import { ballotOf, counter, mayChooseMore, problemWith } from "./voting/approve";
import { post, prepare, send, type Accepted, type Refused, type Sealed } from "./voting/cast";
import { readDay } from "./voting/day";
import { forgetChoices, keepChoices, keptChoices } from "./voting/draft";

// "standing": the card was read and cannot simply go on; the message says why and what to do.
type Step = "card" | "standing" | "choose" | "review" | "send" | "receipt";

const day = readDay();
let step: Step = "card";
let card: Card | null = null;
let version = 0;
let chosen: string[] = [];
let accepted: Accepted | null = null;
let ballot: Sealed | null = null;

function mount(): void {
  need("plain").hidden = true;
  need("card-next").hidden = need("choose-step").hidden = false;
  need("steps").hidden = !day.open;

  need("ballot").addEventListener("submit", (event) => event.preventDefault());
  const code = need<HTMLTextAreaElement>("code");
  code.addEventListener("input", () => groupCode(code));
  code.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    useTyped();
  });
  need("card-next").addEventListener("click", useTyped);
  need("choose-next").addEventListener("click", review);
  need("review-back").addEventListener("click", () => history.back());
  need("cast").addEventListener("click", () => void cast());
  for (const box of boxes()) {
    box.checked = chosen.includes(box.value);
    box.addEventListener("change", () => choose(box));
  }
  count();
  if (step === "review") fillReview();
  if (step === "receipt" && accepted) showReceipt(accepted);
  if (step === "send") fill(need("sending"), sending());
  show(step, false);
  if (step === "standing") void askCard();
}

// ---- the card ----

function useTyped(): void {
  useCode(need<HTMLTextAreaElement>("code").value);
}

function useCode(text: string): void {
  const reading = readCode(codeIn(text));
  const field = need<HTMLTextAreaElement>("code");
  const error = need("code-error");
  error.hidden = !("problem" in reading);
  field.setAttribute("aria-invalid", String("problem" in reading));
  if ("problem" in reading) {
    error.textContent = say(`Card.Error.${reading.problem}`, reading.count, reading.character ?? "");
    show("card", false);
    field.focus();
    return;
  }
  field.value = "";
  card = deriveCard(reading.symbols, day.origin);
  void askCard();
}

async function askCard(): Promise<void> {
  if (!card) return;
  fill(need("message"), el("p", { class: "row" }, el("span", { class: "waiting" }), say("Card.Asking")));
  const answer = await post(`/api/days/${day.day}/cards`, JSON.stringify({ card: card.number }));
  const again = button(say("Card.TryAgain"), () => void askCard());
  const another = button(say("Card.Another"), useAnother);
  if (!answer?.ok) return stand(notice("warn", say("Card.NoAnswer"), say("Card.NoAnswerDetail"), again));

  const standing = (await answer.json()) as { state: string; nextVersion: number };
  version = standing.nextVersion;
  switch (standing.state) {
    case "fresh":
      fill(need("message"));
      return show("choose");
    case "may-replace":
      return stand(notice("info", say("Card.Voted"), say("Card.VotedDetail"), button(say("Card.Replace"), startAgain, ""), another));
    case "spent":
      return stand(notice("info", say("Card.Spent"), say("Card.SpentDetail"), another));
    default:
      return stand(notice("warn", say("Card.NotUsable"), say("Card.NotUsableDetail"), again, another));
  }
}

/** The card is read and stays where it is until the person decides. */
function stand(message: HTMLElement): void {
  show("standing");
  fill(need("message"), message);
  need("message").focus({ preventScroll: true });
}

function useAnother(): void {
  card = null;
  fill(need("message"));
  show("card");
}

function startAgain(): void {
  fill(need("message"));
  show("choose");
}

function groupCode(field: HTMLTextAreaElement): void {
  if (field.value.includes("/")) return; // a whole link was pasted
  const atEnd = field.selectionStart === field.value.length;
  if (!atEnd) return;
  field.value = grouped(field.value);
  need("code-error").hidden = true;
}

// ---- the choice ----

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('#ballot input[name="Projects"]')];
}

function choose(box: HTMLInputElement): void {
  if (box.checked && !mayChooseMore(day.form, chosen.length)) {
    box.checked = false;
    need("counter").textContent = say("Vote.Full", day.form.most);
    return;
  }
  chosen = boxes().filter((one) => one.checked).map((one) => one.value);
  keepChoices(day.day, chosen);
  count();
}

function count(): void {
  need("counter").textContent = counter(day.form, chosen.length);
}

function review(): void {
  const problem = problemWith(day.form, chosen.length);
  if (problem !== null) {
    need("counter").textContent = problem;
    return;
  }
  history.pushState({ step: "review" }, "");
  fillReview();
  show("review");
}

function fillReview(): void {
  const titles = boxes().filter((box) => box.checked).map((box) => box.closest("li")!.querySelector("label")!.cloneNode(true) as HTMLElement);
  for (const title of titles) title.querySelector("input")?.remove();
  fill(need("review"), chosen.length === 0
    ? notice("warn", say("Vote.BlankTitle"), say("Vote.BlankDetail"))
    : el("ol", { class: "reviewed" }, ...titles.map((title) => el("li", {}, ...title.childNodes))));
  need("cast").textContent = say(chosen.length === 0 ? "Vote.CastBlank" : "Vote.Cast");
}

// ---- casting ----

async function cast(): Promise<void> {
  if (step !== "review" || !card) return;
  ballot = prepare(card, version, ballotOf(chosen));
  show("send");
  fill(need("message"));
  fill(need("sending"), sending());
  const outcome = await send(day.day, ballot, (tries) => fill(need("sending"),
    notice("warn", say("Send.Still"), say(tries < 6 ? "Send.StillDetail" : "Send.Long"))));
  ballot = null;
  if ("accepted" in outcome) {
    forgetChoices(day.day);
    card = null;
    chosen = [];
    accepted = outcome.accepted;
    showReceipt(accepted);
    show("receipt");
  } else {
    refused(outcome.refused);
  }
}

function refused(problem: Refused): void {
  const title = problem.title || say("Send.Refused");
  const detail = problem.detail || say("Send.RefusedDetail");
  const look = button(say("Card.LookAgain"), () => void askCard());
  switch (problem.type) {
    case "/problems/invalid-ballot":
      show("choose");
      return fill(need("message"), notice("warn", title, detail));
    case "/problems/version-used":
      return stand(notice("warn", title, detail, look));
    case "/problems/not-open":
      show("review");
      return fill(need("message"), notice("warn", title, detail));
    default:
      return stand(notice("stop", title, detail, look));
  }
}

function sending(): HTMLElement {
  return el("p", { class: "row" }, el("span", { class: "waiting" }), say("Send.Sending"));
}

function showReceipt(of: Accepted): void {
  fill(need("receipt"), receiptView(day, of.receipt, of.leafHash));
}

/** Asks before the page is left with something on it that is not cast yet. */
function holdOn(event: BeforeUnloadEvent): void {
  if (step === "send" || (card !== null && chosen.length > 0)) event.preventDefault();
}

// ---- steps ----

function show(next: Step, move = true): void {
  step = next;
  const shown = next === "send" ? "review" : next === "standing" ? "card" : next;
  let before = true;
  for (const item of need("steps").querySelectorAll<HTMLElement>("li")) {
    const current = item.dataset.step === shown;
    if (current) before = false;
    item.classList.toggle("done", before);
    if (current) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
  for (const section of document.querySelectorAll<HTMLElement>("#vote section[data-step]")) section.hidden = section.dataset.step !== next;
  need("way-back").hidden = !["card", "standing", "receipt"].includes(next); // leaving would forget the card
  if (!move) return;
  window.scrollTo(0, 0);
  document.querySelector<HTMLElement>(`#vote section[data-step="${next}"] h2`)?.focus({ preventScroll: true });
}

/** Takes a code out of the address before anything else can see it there. */
function takeFromAddress(): string | null {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code === "") return null;
  history.replaceState(null, "", location.pathname);
  return code;
}

function arrive(code: string): void {
  // Another card: whoever held the last one has gone.
  forgetChoices(day.day);
  chosen = [];
  accepted = null;
  mount();
  useCode(code);
}

addEventListener("beforeunload", holdOn);
addEventListener("popstate", () => {
  if (step === "review") {
    fill(need("message"));
    show("choose");
  }
});
addEventListener("hashchange", () => {
  const code = takeFromAddress();
  if (code !== null && step !== "send") arrive(code);
});

const scanned = takeFromAddress();
swapInPlace(mount);
if (scanned !== null) {
  arrive(scanned);
} else {
  chosen = keptChoices(day.day).filter((id) => boxes().some((box) => box.value === id));
  mount();
  if (chosen.length > 0) {
    fill(need("message"), notice("info", say("Vote.Kept"), "", button(say("Vote.Forget"), () => {
      forgetChoices(day.day);
      chosen = [];
      fill(need("message"));
      mount();
    })));
  }
}
