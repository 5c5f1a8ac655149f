// The voting page: card, choose, review, cast, receipt, and the challenge of a cast. The card's secret lives in this page's memory and
// nowhere else: it is taken from the address at once, never stored, and never sent; what is sent is one proof that it yields. The page is the same
// file for everybody (voting/shell.html); what is the day's comes from the service's API.
import { takeFromAddress } from "./cards/address";
import { deriveCard, type Card } from "./cards/card";
import { codeIn, grouped, readCode } from "./cards/code";
import { knowsLog, readSound } from "./receipts/logs";
import { receiptView } from "./receipts/receiptView";
import { el, fill, need } from "./site/dom";
import { button, notice } from "./site/notice";
import { changeInPlace } from "./site/shell";
import { say } from "./site/words";
import { counter, mayChooseMore, problemWith } from "./voting/approve";
import { ballotOf } from "./voting/ballot";
import { apiOf, drawRandom, post, prepareCast, send, type Accepted, type Refused } from "./voting/cast";
import { lastCast, mayChallenge, type LastCast } from "./voting/challenge";
import { Challenge, challengeOffer } from "./voting/challengeView";
import { boxes, listOf, tick, ticked } from "./voting/choices";
import { findPlace, isOver, plainPage, readDay, type Day, type Form } from "./voting/day";
import { forgetChoices, keepChoices, keptChoices } from "./voting/draft";
import { fillDay } from "./voting/paperView";
import { showStep, type Step } from "./voting/steps";

let day: Day;
let form: Form;
let step: Step = "card";
let card: Card | null = null;
let version = 0;
let chosen: string[] = [];
let accepted: Accepted | null = null;
// What was cast last, for as long as it can be challenged: until the page is left or another card comes.
let cast: LastCast | null = null;
let challenge: Challenge | null = null;
// Whether this card's last vote was opened, so that nothing of it counts until it is cast again.
let opened = false;
// Whether the service said that voting is over for good.
let ended = false;

function mount(): void {
  fillDay(day);
  need("vote").dataset["script"] = "yes";
  need("wait").hidden = true;
  need("vote").hidden = false;
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
  need("cast").addEventListener("click", () => void castNow());
  for (const box of boxes()) box.addEventListener("change", () => choose(box));
  tick(chosen);
  count();
  if (step === "review") fillReview();
  if (step === "receipt" && accepted) showReceipt(accepted);
  if (step === "send") fill(need("sending"), sending());
  show(step, false);
  if (step === "challenge") challenge?.show();
  if (step === "looking" || step === "standing") void askCard();
}

// ---- the card ----

function useTyped(): void {
  useCode(need<HTMLTextAreaElement>("code").value);
}

function useCode(text: string): void {
  const reading = readCode(codeIn(text));
  const [field, error] = [need<HTMLTextAreaElement>("code"), need("code-error")];
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
  const asked = card;
  show("looking", false);
  fill(need("message"), el("p", { class: "row" }, el("span", { class: "waiting" }), say("Card.Asking")));
  const answer = await post(`${apiOf(day)}/cards`, JSON.stringify({ card: asked.number }));
  if (card !== asked) return; // another card has come
  const again = button(say("Card.TryAgain"), () => void askCard());
  const another = button(say("Card.Another"), useAnother);
  if (!answer?.ok) return stand(notice("warn", say("Card.NoAnswer"), say("Card.NoAnswerDetail"), again));

  const standing = (await answer.json()) as { state: string; nextVersion: number };
  version = standing.nextVersion;
  opened = standing.state === "challenged";
  switch (standing.state) {
    case "fresh":
      fill(need("message"));
      return show("choose");
    case "may-replace":
      return stand(notice("info", say("Card.Voted"), say("Card.VotedDetail"), button(say("Card.Replace"), startAgain, ""), another));
    case "spent":
      return stand(notice("info", say("Card.Spent"), say("Card.SpentDetail"), another));
    case "challenged":
      return stand(notice("warn", say("Card.Challenged"), say("Card.ChallengedDetail"), button(say("Challenge.Again"), startAgain, ""), another));
    case "to-exchange":
      return stand(notice("warn", say("Card.ToExchange"), say(await hasEnded() ? "Challenge.LostEnded" : "Card.ToExchangeDetail"), another));
    default:
      return stand(notice("warn", say("Card.NotUsable"), say("Card.NotUsableDetail"), again, another));
  }
}

/** The card is read and stays where it is until the person decides. */
function stand(...message: (HTMLElement | null)[]): void {
  show("standing");
  fill(need("message"), ...message);
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
  if (field.selectionStart !== field.value.length) return; // not typing at the end
  field.value = grouped(field.value);
  need("code-error").hidden = true;
}

// ---- the choice ----

function choose(box: HTMLInputElement): void {
  if (box.checked && !mayChooseMore(form, chosen.length)) {
    box.checked = false;
    need("counter").textContent = say("Vote.Full", form.most);
    return;
  }
  chosen = ticked();
  keepChoices(day.day, chosen);
  count();
}

function count(): void {
  need("counter").textContent = counter(form, chosen.length);
}

function review(): void {
  const problem = problemWith(form, chosen.length);
  if (problem !== null) {
    need("counter").textContent = problem;
    return;
  }
  history.pushState({ step: "review" }, "");
  fillReview();
  show("review");
}

function fillReview(): void {
  fill(need("review"), opened && stillOpened(), version === lastCast && notice("info", say("Vote.LastOfCard"), say("Vote.LastOfCardDetail")),
    chosen.length === 0 ? notice("warn", say("Vote.BlankTitle"), say("Vote.BlankDetail")) : listOf(chosen));
  need("cast").textContent = say(chosen.length === 0 ? "Vote.CastBlank" : "Vote.Cast");
}

// ---- casting ----

async function castNow(): Promise<void> {
  if (step !== "review" || !card) return;
  const [used, its, ballot, random] = [card, version, ballotOf(chosen), drawRandom()]; // drawn with each ballot that is sent
  show("send");
  fill(need("message"));
  fill(need("sending"), sending());
  const outcome = await send<Accepted>(prepareCast(day, used, its, ballot, random), (tries) => fill(need("sending"),
    notice("warn", say("Send.Still"), say(tries < 6 ? "Send.StillDetail" : "Send.Long"))));
  if ("accepted" in outcome) {
    forgetChoices(day.day);
    card = null;
    chosen = [];
    opened = false;
    accepted = outcome.accepted;
    await readNewLogs(accepted);
    const sound = readSound(day, accepted.receipt, accepted.leafHash);
    cast = sound && { card: used, version: its, ballot, random, ...sound };
    showReceipt(accepted);
    show("receipt");
  } else {
    refused(outcome.refused);
  }
}

/** A log may have been announced after this page was loaded: one that the receipt names is looked for once more. */
async function readNewLogs({ receipt }: Accepted): Promise<void> {
  if (knowsLog(day, receipt)) return;
  const now = await readDay(day);
  if (now !== null && now !== "none") day = { ...day, logs: now.logs };
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
      if (problem.over) return over(title, detail);
      show("review");
      return fill(need("message"), notice("warn", title, detail), opened && stillOpened());
    default:
      return stand(notice("stop", title, detail, look));
  }
}

/** Voting ended while this page stood open: nothing is left to press, and nothing is kept. */
function over(title: string, detail: string): void {
  forgetChoices(day.day);
  const lost = opened ? notice("warn", say("Card.Challenged")) : null;
  [card, chosen, opened, ended] = [null, [], false, true];
  stand(notice("stop", title, detail), lost, el("p", {}, el("a", { class: "button quiet", href: `${day.service}/days/${day.day}` }, say("Vote.Back"))));
  need("steps").hidden = true;
}

function stillOpened(): HTMLElement {
  return notice("warn", say("Card.Challenged"), say("Card.ChallengedDetail"));
}

function sending(): HTMLElement {
  return el("p", { class: "row" }, el("span", { class: "waiting" }), say("Send.Sending"));
}

function showReceipt(of: Accepted): void {
  fill(need("receipt"), receiptView(day, of.receipt, of.leafHash, cast?.version === lastCast, offer(cast)));
}

// ---- challenging the last cast ----

/** The offer to have a cast opened, where there is one that can be. */
function offer(last: LastCast | null): HTMLElement | null {
  if (!last || !mayChallenge(last.version + 1)) return null;
  return challengeOffer(last, () => {
    challenge = new Challenge(day, last, {
      changed: (content) => {
        fill(need("challenge"), content);
        show("challenge");
      },
      hasEnded,
      leave: () => {
        challenge = null;
        show("receipt");
      },
      voteAgain: (next, projects) => {
        [card, version, accepted, cast, challenge, opened] = [last.card, next, null, null, null, true];
        tick(projects);
        chosen = ticked();
        keepChoices(day.day, chosen);
        count();
        show("choose");
        fill(need("message"), notice("info", say("Challenge.FilledIn"), say("Challenge.FilledInDetail")));
      },
    });
    fill(need("message"));
    challenge.show();
  });
}

/** Whether casting has ended for good, as the service says now. */
async function hasEnded(): Promise<boolean> {
  const now = await readDay(day);
  return now !== null && now !== "none" && isOver(now);
}

/** Asks before the page is left with something on it that is not cast yet. */
function holdOn(event: BeforeUnloadEvent): void {
  if (step === "send" || challenge?.unsettled || (card !== null && chosen.length > 0)) event.preventDefault();
}

function show(next: Step, move = true): void {
  step = next;
  showStep(next, move);
}

function arrive(code: string): void {
  if (ended) return location.replace(plainPage(day));
  // Another card: whoever held the last one has gone.
  forgetChoices(day.day);
  chosen = [];
  [accepted, cast, challenge, step] = [null, null, null, "card"];
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
  if (code === null) return;
  if (!day) scanned = code;
  else if (step !== "send" && !challenge?.holds) arrive(code);
});
// A browser may keep a page that was left, card and all, and show it to the next person who goes back.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

/** Finds out where to vote and what on. A code in the address is taken out of it before anything else happens, and waits. */
async function begin(): Promise<void> {
  need("wait").dataset["script"] = "yes";
  const place = await findPlace();
  if (!place) return cannotBegin("Vote.NoDay", "Vote.NoDayDetail");
  const found = await readDay(place);
  if (found === null) return cannotBegin("Card.NoAnswer", "Card.NoAnswerDetail", button(say("Card.TryAgain"), () => void begin()));
  if (found === "none") return cannotBegin("Problem.no-such-day.Title", "Problem.no-such-day.Detail");
  if (isOver(found) || !found.form) return location.replace(plainPage(place)); // nothing is left to fill in here, and the code has gone
  day = found;
  form = found.form;
  if (scanned !== null) return arrive(scanned);
  mount();
  chosen = keptChoices(day.day).filter((id) => boxes().some((box) => box.value === id));
  if (chosen.length === 0) return;
  tick(chosen);
  count();
  fill(need("message"), notice("info", say("Vote.Kept"), "", button(say("Vote.Forget"), () => {
    forgetChoices(day.day);
    chosen = [];
    fill(need("message"));
    mount();
  })));
}

function cannotBegin(title: string, detail: string, ...actions: HTMLElement[]): void {
  fill(need("wait-word"), notice("warn", say(title), say(detail), ...actions));
}

let scanned = takeFromAddress();
changeInPlace(() => {
  if (ended) location.replace(plainPage(day));
  else if (day) mount();
  else void begin();
});
void begin();
