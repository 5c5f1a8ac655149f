// The voting page: card, choose, review, cast, receipt, and the challenge of a cast. The card's secret lives in this page's memory and
// nowhere else: it is taken from the address at once, never stored, and never sent; what is sent is one proof that it yields. The page is the same
// file for everybody (voting/shell.html); what is the day's comes from the service's API.
import { BallotForm } from "./ballot/ballotForm";
import { turned } from "./ballot/order";
import { readBack } from "./ballot/readBack";
import { takeFromAddress } from "./cards/address";
import { deriveCard, type Card } from "./cards/card";
import { codeIn, grouped, readCode } from "./cards/code";
import { knowsLog, readSound } from "./receipts/logs";
import { receiptView } from "./receipts/receiptView";
import { askAgain } from "./site/beat";
import { el, fill, need } from "./site/dom";
import { button, notice } from "./site/notice";
import { phaseDetail, phaseTitle } from "./site/phase";
import { changeInPlace } from "./site/shell";
import { forgetStalls, keptStalls } from "./site/shortlist";
import { say } from "./site/words";
import { drawRandom, post, prepareAsking, prepareCast, send, type Accepted, type Refused } from "./voting/cast";
import { lastCast, mayChallenge, type LastCast } from "./voting/challenge";
import { Challenge, challengeOffer } from "./voting/challengeView";
import { findPlace, goesOn, isOver, plainPage, readDay, type Day } from "./voting/day";
import { fillDay } from "./voting/paperView";
import { showStep, type Step } from "./voting/steps";

let day: Day;
// The choices live in it, and nowhere beyond this page.
let ballot: BallotForm | null = null;
let step: Step = "card";
let card: Card | null = null;
// What the card's next cast is; 0 while the service has not said it yet.
let version = 0;
let accepted: Accepted | null = null;
// What was cast last, for as long as it can be challenged: until the page is left or another card comes.
let cast: LastCast | null = null;
let challenge: Challenge | null = null;
// Whether this card's last vote was opened, so that nothing of it counts until it is cast again.
let opened = false;
// What was sent and has no answer yet.
let unsent: string | null = null;
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
  need("choose-next").addEventListener("click", advance);
  need("review-back").addEventListener("click", () => history.back());
  need("cast").addEventListener("click", () => void castNow());
  mountBallot();
  if (step === "review") fillReview();
  if (step === "receipt" && accepted) showReceipt(accepted);
  if (step === "send") showUnsent(0);
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
  mountBallot(); // its order may depend on the card
  void askCard();
}

async function askCard(): Promise<void> {
  if (!card) return;
  const asked = card;
  show("looking", false);
  fill(need("message"), el("p", { class: "row" }, el("span", { class: "waiting" }), say("Card.Asking")));
  const request = prepareAsking(day, asked);
  const answer = await post(request.url, request.body);
  if (card !== asked) return; // another card has come
  const again = button(say("Card.TryAgain"), () => void askCard(), "");
  if (!answer?.ok) {
    version = 0;
    return stand(notice("warn", say("Card.NoAnswer"), say("Card.NoAnswerDetail"), again, ...(day.open ? [button(say("Card.ChooseMeanwhile"), startAgain)] : [])));
  }
  hear((await answer.json()) as CardStanding);
}

interface CardStanding {
  readonly state: string;
  readonly nextVersion: number;
}

/** Whether the card can cast now, as the service says. Where it cannot, or not simply, the page says why and what to do. */
function hear(standing: CardStanding): boolean {
  version = standing.nextVersion;
  opened = standing.state === "challenged";
  const another = button(say("Card.Another"), useAnother);
  switch (standing.state) {
    case "fresh":
      if (step === "send") return true;
      fill(need("message"));
      show("choose");
      return true;
    case "may-replace":
      stand(notice("info", say("Card.Voted"), say("Card.VotedDetail"), button(say("Card.Replace"), startAgain, ""), another));
      return false;
    case "spent":
      stand(notice("info", say("Card.Spent"), say("Card.SpentDetail"), another));
      return false;
    case "challenged":
      stand(notice("warn", say("Card.Challenged"), say("Card.ChallengedDetail"), button(say("Challenge.Again"), startAgain, ""), another));
      return false;
    case "to-exchange":
      stand(notice("warn", say("Card.ToExchange"), say("Card.ToExchangeDetail"), another));
      void hasEnded().then((ended) => ended && step === "standing" && stand(notice("warn", say("Card.ToExchange"), say("Challenge.LostEnded"), another)));
      return false;
    default:
      stand(notice("warn", say("Card.NotUsable"), say("Card.NotUsableDetail"), button(say("Card.TryAgain"), () => void askCard()), another));
      return false;
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

/** The form of the day's ballot, made anew for another language, with what was chosen. */
function mountBallot(): void {
  const before = ballot;
  const turns = day.order === "by-card" && card !== null;
  ballot = new BallotForm(day, {
    changed: count, said: (sentence) => fill(need("counter"), sentence), kept: keptStalls(day.day),
    ...(turns ? { order: turned(day.projects.map(({ id }) => id), card!.number) } : {}),
  });
  need("order").textContent = say(turns ? "Vote.OrderTurned" : "Vote.Order");
  if (before) ballot.choose(before.choices);
  if (before?.isMarking) ballot.advance();
  fill(need("paper"), ballot.element);
  count();
}

function count(): void {
  fill(need("ask"), ballot!.heading);
  need("choose-next").textContent = say(ballot!.hasMore ? "Vote.ToMarks" : "Vote.Review");
  fill(need("counter"), ...ballot!.progress);
}

/** On to the next part of the ballot, or to the whole of it. */
function advance(): void {
  const marked = ballot!.isMarking;
  if (!ballot!.advance()) {
    if (ballot!.isMarking === marked) return;
    history.pushState({ step: "marks" }, "");
    count();
    return show("choose");
  }
  history.pushState({ step: "review" }, "");
  fillReview();
  show("review");
}

function chosenNothing(): boolean {
  return !ballot || ballot.choices.length === 0;
}

function fillReview(): void {
  const nothing = ballot!.ballot === "blank";
  fill(need("review"), opened && stillOpened(), version === lastCast && notice("info", say("Vote.LastOfCard"), say("Vote.LastOfCardDetail")),
    nothing ? notice("warn", say("Vote.BlankTitle"), say("Vote.BlankDetail")) : readBack(ballot!.ballot, day));
  need("cast").textContent = say(nothing ? "Vote.CastBlank" : "Vote.Cast");
  need("cast").hidden = day.waits;
  need("cast-hint").textContent = say(day.waits ? "Vote.CastLater" : "Vote.CastHint");
}

// ---- casting ----

async function castNow(): Promise<void> {
  if (step !== "review" || !card || day.waits) return;
  const [used, text, random] = [card, ballot!.ballot, drawRandom()]; // drawn with each ballot that is sent
  unsent = text;
  show("send");
  fill(need("message"));
  showUnsent(0);
  if (version === 0 && !(await learnVersion(used))) return; // the card was scanned while there was no network
  const its = version;
  const outcome = await send<Accepted>(prepareCast(day, used, its, text, random), showUnsent);
  stopWaiting();
  if ("accepted" in outcome) {
    card = null;
    wipe();
    opened = false;
    forgetStalls(day.day); // their use is over, and the next person at this phone is somebody else
    accepted = outcome.accepted;
    await readNewLogs(accepted);
    const sound = readSound(day, accepted.receipt, accepted.leafHash);
    cast = sound && { card: used, version: its, ballot: text, random, ...sound };
    showReceipt(accepted);
    show("receipt");
  } else {
    refused(outcome.refused);
  }
}

async function learnVersion(used: Card): Promise<boolean> {
  const outcome = await send<CardStanding>(prepareAsking(day, used), showUnsent, 200);
  const may = "accepted" in outcome && hear(outcome.accepted);
  if (may) return true;
  stopWaiting();
  if ("refused" in outcome) refused(outcome.refused);
  return false;
}

function stopWaiting(): void {
  unsent = null;
  fill(need("unsent"));
  fillDay(day); // the window's title no longer says that it waits
}

/** Nothing of what was chosen stays on the page, shown or hidden. */
function wipe(): void {
  ballot?.choose([]);
  if (ballot) count();
  for (const place of ["review", "unsent", "receipt", "challenge"]) fill(need(place));
}

/** The ballot that was sent and is not counted yet, and how the sending goes. */
function showUnsent(tries: number): void {
  fill(need("sending"), tries === 0
    ? el("p", { class: "row" }, el("span", { class: "waiting" }), say("Send.Sending"))
    : notice("warn", say("Send.Still"), say(tries < 6 ? "Send.StillDetail" : "Send.Long")));
  if (unsent === null) return;
  if (tries > 0) document.title = `${say("Send.NotCounted")} · ${say("Vote.Title")}`;
  fill(need("unsent"), el("p", { class: "badge warn" }, say("Send.NotCounted")), readBack(unsent, day));
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
    case "/problems/groups-speaking":
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
  const lost = opened ? notice("warn", say("Card.Challenged")) : null;
  [card, opened, ended] = [null, false, true];
  wipe();
  stand(notice("stop", title, detail), lost, el("p", {}, el("a", { class: "button quiet", href: `${day.service}/days/${day.day}` }, say("Vote.Back"))));
  need("steps").hidden = true;
  need("way-back").hidden = true; // the message has the way
}

function stillOpened(): HTMLElement {
  return notice("warn", say("Card.Challenged"), say("Card.ChallengedDetail"));
}

function showReceipt(of: Accepted): void {
  fill(need("receipt"), receiptView(day, of.receipt, of.leafHash, cast?.version === lastCast, cast && el("div", {}, chosenOnce(cast), offer(cast))));
}

/** The choices once more, for whoever goes by the pictures: closed, on this page alone, and never part of what is kept or printed. */
function chosenOnce({ ballot: text }: LastCast): HTMLElement {
  return el("details", { class: "no-print chosen-once" }, el("summary", {}, say("Receipt.Chosen")),
    el("p", { class: "small quiet" }, say("Receipt.ChosenOnly")), readBack(text, day));
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
      voteAgain: (next, choices) => {
        [card, version, accepted, cast, challenge, opened] = [last.card, next, null, null, null, true];
        ballot!.choose(choices);
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
  if (step === "send" || step === "review" || challenge?.unsettled || !chosenNothing()) event.preventDefault();
}

function show(next: Step, move = true): void {
  step = next;
  showStep(next, move);
}

function arrive(code: string): void {
  if (ended) return location.replace(plainPage(day));
  // Another card: whoever held the last one has gone.
  wipe();
  ballot = null;
  [accepted, cast, challenge, step] = [null, null, null, "card"];
  mount();
  useCode(code);
}

addEventListener("beforeunload", holdOn);
addEventListener("popstate", (event) => {
  const to = (event.state as { step?: string } | null)?.step;
  if (step === "review") {
    fill(need("message"));
    show("choose");
  } else if (step === "choose" && to !== "review" && ballot?.retreat()) {
    count();
    show("choose");
  }
});
// The page may have stood open for hours, or without a network: the day has gone on.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void lookAgain());
addEventListener("online", () => void lookAgain());
askAgain(30_000, async () => void (document.visibilityState === "visible" && (await lookAgain())));
watchGroups();
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

/** Asks once more how the day stands, where nothing is on its way or in the log yet. */
async function lookAgain(): Promise<void> {
  if (!day || ended || !asks(step)) return;
  const now = await readDay(day);
  if (now === null || now === "none" || ended || !asks(step)) return;
  if (isOver(now)) {
    day = now;
    return over(phaseTitle(now.phase), chosenNothing() ? phaseDetail(now.phase) : say("Vote.EndedUncast"));
  }
  const gone = ballot?.choices.some(({ project }) => now.projects.some(({ id, withdrawn }) => id === project && withdrawn));
  const changed = JSON.stringify(now) !== JSON.stringify(day);
  const began = day.waits && now.open && !now.waits;
  day = now;
  if (!changed) return;
  fillDay(day);
  need("steps").hidden = !day.open;
  mountBallot();
  if (step === "review") fillReview();
  if (began && (step === "card" || step === "choose" || step === "review")) fill(need("message"), notice("good", phaseTitle("open"), say("Vote.Began")));
  if (gone) fill(need("message"), notice("warn", say("Vote.Withdrawn"), say("Vote.WithdrawnDetail")));
}

/** While the groups speak: soon after the last of them, and not everybody in one moment. */
function watchGroups(): void {
  setTimeout(() => {
    if (day?.waits && !ended && document.visibilityState === "visible") void goesOn(day).then((on) => void (on && lookAgain()));
    watchGroups();
  }, 5_000 + 5_000 * Math.random());
}

function asks(at: Step): boolean {
  return at !== "send" && at !== "receipt" && at !== "challenge";
}

/** Finds out where to vote and what on. A code in the address is taken out of it before anything else happens, and waits. */
async function begin(): Promise<void> {
  need("wait").dataset["script"] = "yes";
  const place = await findPlace();
  if (!place) return cannotBegin("Vote.NoDay", "Vote.NoDayDetail");
  const found = await readDay(place);
  if (found === null) return cannotBegin("Card.NoAnswer", "Card.NoAnswerDetail", button(say("Card.TryAgain"), () => void begin()));
  if (found === "none") return cannotBegin("Problem.no-such-day.Title", "Problem.no-such-day.Detail");
  if (isOver(found)) return location.replace(plainPage(place)); // nothing is left to fill in here, and the code has gone
  day = found;
  if (scanned !== null) return arrive(scanned);
  mount();
}

function cannotBegin(title: string, detail: string, ...actions: HTMLElement[]): void {
  fill(need("wait-word"), notice("warn", say(title), say(detail), ...actions));
}

let scanned = takeFromAddress();
changeInPlace(() => {
  if (ended) location.replace(plainPage(day));
  else if (day) mount();
  else void begin();
}, () => day && fill(need("message"), notice("warn", say("Vote.NoLanguage"))));
void begin();
