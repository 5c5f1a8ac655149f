// One person at the kiosk, from their card to their receipt. All that is theirs hangs on this object, and goes when it is let go of: nothing is
// stored, put into the address or left in the history. A kiosk casts with the last version that a card has, so that whoever uses it next cannot
// change what was cast; the page says so before.
import { BallotForm } from "../ballot/ballotForm";
import { turned } from "../ballot/order";
import { readBack } from "../ballot/readBack";
import type { Card } from "../cards/card";
import { knowsLog, readSound } from "../receipts/logs";
import { el, fill } from "../site/dom";
import { button, notice, type Tone } from "../site/notice";
import { phaseTitle } from "../site/phase";
import { say } from "../site/words";
import { drawRandom, post, prepareAsking, prepareCast, send, type Accepted, type Refused } from "../voting/cast";
import { lastCast, type LastCast } from "../voting/challenge";
import { Challenge, challengeOffer } from "../voting/challengeView";
import { isOver, readDay, type Day } from "../voting/day";
import { way as wayButton } from "./cardReader";
import { receiptSheet } from "./receiptSheet";

export type At = "asking" | "told" | "way" | "helper" | "choose" | "review" | "cast" | "send" | "receipt" | "challenge";
/** The whole list, one project at a time, or with somebody who marks what the voter says. */
export type Way = "list" | "single" | "helped";

/** The kiosk round a sitting. */
export interface Room {
  readonly printer: boolean;
  /** Whether the device has a voice of its own. */
  readonly reads: boolean;
  /** Shows this alone. `move`: with the focus on its heading, so that it is read out. */
  show(content: (HTMLElement | null | false)[], move: boolean): void;
  /** Has a sentence heard. */
  tell(sentence: string): void;
  /** Something came about for which whoever is there needs time. */
  wake(): void;
  /** The person has gone: all that is theirs is let go of. */
  leave(): void;
}

export class Sitting {
  private at: At = "asking";
  private way: Way = "list";
  private single = false;
  private ballot: BallotForm | null = null;
  private place = 0;
  private opened = false;
  private tries = 0;
  private told: () => HTMLElement[] = () => [];
  private note: (() => HTMLElement) | null = null;
  private accepted: Accepted | null = null;
  private last: LastCast | null = null;
  private challenge: Challenge | null = null;
  private content: HTMLElement | null = null;
  private gone = false;

  constructor(private day: Day, private card: Card | null, private readonly room: Room) {}

  /** Whether it must not be dropped: a ballot is on its way and nobody knows whether it counts, or there is a fault to be shown to others. */
  get held(): boolean {
    return this.at === "send" || this.challenge?.holds === true;
  }

  get step(): At {
    return this.at;
  }

  get mode(): Way | "helped-single" {
    return this.way === "helped" && this.single ? "helped-single" : this.way === "helped" ? "helped" : this.single ? "single" : "list";
  }

  /** Whether this is the card that is being used. */
  uses(card: Card): boolean {
    return (this.card ?? this.last?.card)?.number === card.number;
  }

  /** Lets go of everything. */
  end(): void {
    [this.gone, this.card, this.ballot, this.accepted, this.last, this.challenge, this.content, this.note] = [true, null, null, null, null, null, null, null];
    this.told = () => [];
  }

  /** Shows it again, in another language. */
  redraw(): void {
    if (this.ballot && (this.at === "choose" || this.at === "review" || this.at === "cast")) this.makeBallot();
    if (this.at === "challenge") this.challenge?.show();
    else this.draw(false);
  }

  /** The day has gone on: voting may have ended, or a project may have been withdrawn. */
  hear(now: Day): void {
    const before = this.day;
    this.day = now;
    if (!["way", "helper", "choose", "review", "cast"].includes(this.at)) return;
    if (isOver(now)) return this.over(() => phaseTitle(now.phase));
    if (JSON.stringify(now.projects) === JSON.stringify(before.projects)) return;
    const gone = this.ballot?.choices.some(({ project }) => now.projects.some(({ id, withdrawn }) => id === project && withdrawn)) ?? false;
    if (this.ballot) this.makeBallot();
    if (gone) {
      this.note = () => notice("warn", say("Vote.Withdrawn"), say("Vote.WithdrawnDetail"));
      this.at = this.at === "cast" || this.at === "review" ? "choose" : this.at;
    }
    this.draw(false);
  }

  // ---- the card ----

  async ask(): Promise<void> {
    const { card } = this;
    if (!card) return;
    this.go("asking");
    const request = prepareAsking(this.day, card);
    const answer = await post(request.url, request.body);
    const standing = answer?.ok ? ((await answer.json().catch(() => null)) as { state: string } | null) : null;
    if (this.gone) return;
    if (standing === null) {
      return this.tell("warn", "Card.NoAnswer", "Kiosk.NoAnswer", ["Card.TryAgain", () => void this.ask()], ["Card.ChooseMeanwhile", () => this.go("way")]);
    }
    this.opened = standing.state === "challenged";
    switch (standing.state) {
      case "fresh": return this.go("way");
      case "may-replace": return this.tell("info", "Card.Voted", "Kiosk.Replace", ["Card.Replace", () => this.go("way")]);
      case "challenged": return this.tell("warn", "Card.Challenged", "Card.ChallengedDetail", ["Challenge.Again", () => this.go("way")]);
      case "spent": return this.tell("info", "Card.Spent", "Card.SpentDetail");
      case "to-exchange": return this.tell("warn", "Card.ToExchange", "Card.ToExchangeDetail");
      default: return this.tell("warn", "Card.NotUsable", "Card.NotUsableDetail", ["Card.TryAgain", () => void this.ask()]);
    }
  }

  private tell(tone: Tone, title: string, detail: string, ...actions: [string, () => void][]): void {
    this.told = () => [
      el("h2", { tabindex: "-1" }, say(title)),
      notice(tone, say(detail)),
      el("p", { class: "row" }, ...actions.map(([word, press], at) => button(say(word), press, at === 0 ? "" : "quiet")), button(say("Kiosk.Finish"), () => this.room.leave())),
    ];
    this.go("told");
  }

  // ---- what is shown ----

  private go(at: At): void {
    if (this.gone) return;
    this.at = at;
    this.draw(true);
  }

  private draw(move: boolean): void {
    if (this.gone) return;
    this.room.show(this.parts(), move);
  }

  private parts(): (HTMLElement | null | false)[] {
    switch (this.at) {
      case "asking": return [el("h2", { tabindex: "-1" }, say("Card.Heading")), el("p", { class: "row", role: "status" }, el("span", { class: "waiting" }), say("Card.Asking"))];
      case "told": return this.told();
      case "way": return this.ways();
      case "helper": return this.helper();
      case "choose": return this.choosing();
      case "review": return this.reviewing();
      case "cast": return this.confirmed();
      case "send": return this.sending();
      case "receipt": return this.receipt();
      case "challenge": return this.challenging();
    }
  }

  private ways(): HTMLElement[] {
    const choose = (how: Way) => (): void => {
      [this.way, this.single, this.place] = [how, how === "single", 0];
      if (how === "helped") return this.go("helper");
      this.begin();
    };
    return [
      el("h2", { tabindex: "-1" }, say("Kiosk.Way")),
      el("div", { class: "ways" },
        wayButton(say("Kiosk.Way.list"), say("Kiosk.Way.list.More"), choose("list")),
        wayButton(say("Kiosk.Way.single"), say("Kiosk.Way.single.More"), choose("single")),
        wayButton(say("Kiosk.Way.helped"), say("Kiosk.Way.helped.More"), choose("helped"))),
      ...(this.room.reads ? [el("p", { class: "quiet" }, say("Kiosk.Headphones"))] : []),
    ];
  }

  private helper(): HTMLElement[] {
    return [
      el("h2", { tabindex: "-1" }, say("Kiosk.Helper")),
      this.helperRules(),
      el("div", { class: "sticky-step" }, el("p", {}, say("Kiosk.HelperReady")), el("div", { class: "row" },
        button(say("Kiosk.Back"), () => this.go("way")), button(say("Kiosk.HelperBegin"), () => this.begin(), ""))),
    ];
  }

  private helperRules(): HTMLElement {
    return el("div", { class: "helper-rules" },
      el("section", {}, el("h3", {}, say("Kiosk.ForVoter")), el("ul", {}, ...["Kiosk.ForVoter.1", "Kiosk.ForVoter.2", "Kiosk.ForVoter.3"].map((key) => el("li", {}, say(key))))),
      el("section", {}, el("h3", {}, say("Kiosk.ForHelper")), el("ul", {}, ...["Kiosk.ForHelper.1", "Kiosk.ForHelper.2", "Kiosk.ForHelper.3"].map((key) => el("li", {}, say(key))))));
  }

  // ---- choosing ----

  private begin(): void {
    this.makeBallot();
    this.go("choose");
  }

  private readonly counter = el("p", { role: "status", "aria-live": "polite" });
  private readonly onward = el("button", { type: "button", class: "button", id: "choose-next" });

  private makeBallot(): void {
    const before = this.ballot;
    this.ballot = new BallotForm(this.day, {
      changed: () => this.count(),
      said: (sentence) => {
        fill(this.counter, sentence);
        this.room.tell(sentence);
      },
      searchFrom: this.single ? Number.POSITIVE_INFINITY : 16,
      ...(this.turns ? { order: this.order } : {}),
    });
    if (before) this.ballot.choose(before.choices);
    if (before?.isMarking) this.ballot.advance();
  }

  // Whether the day has each card's screen begin at another project.
  private get turns(): boolean {
    return this.day.order === "by-card" && this.card !== null;
  }

  private get order(): string[] {
    const ids = this.day.projects.map(({ id }) => id);
    return this.turns ? turned(ids, this.card!.number) : ids;
  }

  // The projects that are shown one after another: those that are to be marked, or all.
  private get sequence(): string[] {
    if (this.ballot!.isMarking) return this.ballot!.choices.map(({ project }) => project);
    return this.order.filter((id) => this.day.projects.some((project) => project.id === id && !project.withdrawn));
  }

  private choosing(): (HTMLElement | false)[] {
    const ballot = this.ballot!;
    const sequence = this.sequence;
    this.place = Math.min(this.place, Math.max(0, sequence.length - 1));
    const shown = sequence[this.place];
    ballot.present(this.single && shown !== undefined ? [shown] : null);
    const about = this.single && shown !== undefined ? ballot.element.querySelector<HTMLDetailsElement>(`[data-project="${CSS.escape(shown)}"] details.about`) : null;
    if (about) about.open = true;
    this.count();
    this.onward.onclick = () => this.onwards();
    const back = this.single && this.place > 0 ? button(say("Kiosk.Before"), () => this.turn(-1))
      : ballot.isMarking ? button(say("Kiosk.Back"), () => this.back()) : button(say("Kiosk.Back"), () => this.go("way"));
    return [
      el("div", { class: "choose-head" }, el("h2", { tabindex: this.single ? null : "-1" }, ballot.heading),
        el("p", { class: "switch-way" }, button(say(this.single ? "Kiosk.ShowList" : "Kiosk.ShowSingle"), () => this.switchWay()))),
      this.note?.() ?? false,
      this.single && el("h3", { class: "turn", tabindex: "-1" }, say("Kiosk.Turn", this.place + 1, sequence.length)),
      el("div", { class: "kiosk-paper" },
        el("div", {}, ballot.element, this.single ? false : el("p", { class: "quiet small" }, say(this.turns ? "Vote.OrderTurned" : "Vote.Order"))),
        this.way === "helped" && el("aside", { class: "sheet beside", "aria-label": say("Kiosk.Beside") }, this.helperRules())),
      el("div", { class: "sticky-step" }, this.counter, el("div", { class: "row" }, back, this.onward)),
    ];
  }

  private count(): void {
    const ballot = this.ballot!;
    fill(this.counter, ...ballot.progress);
    const more = this.single && this.place < this.sequence.length - 1;
    this.onward.textContent = say(more ? "Kiosk.Next" : ballot.hasMore ? "Vote.ToMarks" : "Vote.Review");
  }

  private switchWay(): void {
    this.single = !this.single;
    if (this.way !== "helped") this.way = this.single ? "single" : "list";
    this.makeBallot();
    this.go("choose");
  }

  private turn(by: number): void {
    this.place += by;
    this.go("choose");
  }

  private back(): void {
    this.ballot!.retreat();
    this.place = 0;
    this.go("choose");
  }

  private onwards(): void {
    const ballot = this.ballot!;
    if (this.single && this.place < this.sequence.length - 1) return this.turn(1);
    const marked = ballot.isMarking;
    this.note = null;
    if (ballot.advance()) return this.go("review");
    if (ballot.isMarking === marked) return;
    this.place = 0;
    this.go("choose");
  }

  // ---- reading it back ----

  private reviewing(): (HTMLElement | false)[] {
    const helped = this.way === "helped";
    const blank = this.ballot!.ballot === "blank";
    return [
      el("h2", { tabindex: "-1" }, say(helped ? "Kiosk.Confirm" : "Vote.ReviewHeading")),
      this.note?.() ?? false,
      this.opened && notice("warn", say("Card.Challenged"), say("Card.ChallengedDetail")),
      helped && el("p", { class: "lead" }, say("Kiosk.ConfirmHow")),
      helped && this.room.reads && el("p", {}, say("Kiosk.ConfirmVoice")),
      el("div", { class: "kiosk-read-back" }, blank ? notice("warn", say("Vote.BlankTitle"), say("Vote.BlankDetail")) : readBack(this.ballot!.ballot, this.day)),
      !helped && el("p", { class: "quiet" }, say("Kiosk.FinalDetail")),
      el("div", { class: "sticky-step" }, el("p", {}, say(helped ? "Vote.CastHint" : "Kiosk.Final")), el("div", { class: "row" },
        button(say(helped ? "Kiosk.No" : "Vote.Change"), () => this.change()),
        helped
          ? button(say("Kiosk.Yes"), () => this.go("cast"), "")
          : this.castButton(blank))),
    ];
  }

  // The helper's part is over: the voter has said that this is their vote.
  private confirmed(): (HTMLElement | false)[] {
    return [
      el("h2", { tabindex: "-1" }, say("Kiosk.CastNow")),
      this.note?.() ?? false,
      notice("warn", say("Kiosk.Final"), say("Kiosk.FinalDetail")),
      el("div", { class: "sticky-step" }, el("p", {}, say("Vote.CastHint")), el("div", { class: "row" },
        button(say("Kiosk.LookAgain"), () => this.go("review")), this.castButton(this.ballot!.ballot === "blank"))),
    ];
  }

  private castButton(blank: boolean): HTMLButtonElement {
    const made = button(say(blank ? "Vote.CastBlank" : "Vote.Cast"), () => void this.cast(), "");
    made.id = "cast";
    return made;
  }

  private change(): void {
    this.note = null;
    this.place = 0;
    this.go("choose");
  }

  // ---- casting ----

  private async cast(): Promise<void> {
    const { card, ballot, day } = this;
    if (this.at === "send" || !card || !ballot) return;
    const [text, random] = [ballot.ballot, drawRandom()]; // drawn with each ballot that is sent
    [this.tries, this.note] = [0, null];
    this.go("send");
    const outcome = await send<Accepted>(prepareCast(day, card, lastCast, text, random), (tries) => {
      this.tries = tries;
      this.draw(false);
    });
    this.room.wake();
    // While it waited, the page sent the voter to the staff: whoever stands there now is given nothing to read, to change or to open.
    const isAnothers = this.tries > 0;
    if ("refused" in outcome) return this.refused(outcome.refused, isAnothers);
    await this.readNewLogs(outcome.accepted);
    const sound = readSound(this.day, outcome.accepted.receipt, outcome.accepted.leafHash);
    this.last = isAnothers ? null : sound && { card, version: lastCast, ballot: text, random, ...sound };
    [this.card, this.ballot, this.opened, this.accepted] = [null, null, false, outcome.accepted];
    this.go("receipt");
  }

  /** A log may have been announced after this page was loaded: one that the receipt names is looked for once more. */
  private async readNewLogs({ receipt }: Accepted): Promise<void> {
    if (knowsLog(this.day, receipt)) return;
    const now = await readDay(this.day);
    if (now !== null && now !== "none") this.day = { ...this.day, logs: now.logs };
  }

  // What was chosen is not shown: whoever stands there now may be staff, or the next in the queue.
  private sending(): HTMLElement[] {
    const long = this.tries > 0;
    return [
      el("h2", { tabindex: "-1" }, say("Send.Heading")),
      el("div", { role: "status", "aria-live": "polite" },
        long ? el("p", { class: "badge warn" }, say("Send.NotCounted")) : el("p", { class: "row" }, el("span", { class: "waiting" }), say("Send.Sending")),
        ...(long ? [notice("warn", say("Kiosk.Still"), say("Kiosk.StillDetail")), el("p", { class: "quiet", id: "still-staff" }, say("Kiosk.StillStaff"))] : [])),
    ];
  }

  private refused(problem: Refused, isAnothers: boolean): void {
    const title = problem.title || say("Send.Refused");
    if (problem.type === "/problems/not-open" && problem.over) return this.over(() => title);
    const hasToWait = ["/problems/not-open", "/problems/groups-speaking"].includes(problem.type);
    const isInvalid = problem.type === "/problems/invalid-ballot";
    // A kiosk clears itself, so that it does not promise to keep what was chosen.
    const detail = hasToWait ? say("Kiosk.EndedUncast") : problem.detail || say("Send.RefusedDetail");
    if (!isAnothers && (hasToWait || isInvalid)) {
      this.note = () => notice("warn", title, detail);
      return this.go(isInvalid ? "choose" : "review");
    }
    this.ballot = null;
    if (isAnothers) this.card = null;
    this.told = () => [el("h2", { tabindex: "-1" }, title), notice("stop", detail), el("p", { class: "row" },
      !isAnothers && button(say("Card.LookAgain"), () => void this.ask(), ""), button(say("Kiosk.Finish"), () => this.room.leave(), isAnothers ? "" : "quiet"))];
    this.go("told");
  }

  /** Voting ended before this ballot was cast: nothing is kept of it. */
  private over(title: () => string): void {
    [this.card, this.ballot] = [null, null];
    this.told = () => [el("h2", { tabindex: "-1" }, title()), notice("stop", say("Kiosk.EndedUncast")),
      el("p", { class: "row" }, button(say("Kiosk.Finish"), () => this.room.leave()))];
    this.go("told");
  }

  // ---- afterwards ----

  private receipt(): (HTMLElement | null)[] {
    return [
      ...receiptSheet(this.day, this.accepted!, this.room.printer),
      this.last && challengeOffer(this.last, () => this.test(this.last!)),
      el("div", { class: "sticky-step no-print" }, el("p", {}, say("Kiosk.TakeCard")), button(say("Kiosk.NextPerson"), () => this.room.leave(), "")),
    ];
  }

  private test(last: LastCast): void {
    this.challenge = new Challenge(this.day, last, {
      keepsNoFile: true,
      changed: (content) => {
        this.content = content;
        if (this.challenge && !this.challenge.holds) this.room.wake();
        this.go("challenge");
      },
      hasEnded: async () => {
        const now = await readDay(this.day);
        return now !== null && now !== "none" && isOver(now);
      },
      leave: () => {
        [this.challenge, this.content] = [null, null];
        this.go("receipt");
      },
      voteAgain: () => this.room.leave(), // the last version leaves none
    });
    this.challenge.show();
  }

  private challenging(): (HTMLElement | null)[] {
    const { content } = this;
    const ended = content?.matches("#same, #different") ? content : null;
    return [
      content,
      ended && el("div", { class: "sticky-step no-print" }, el("p", {}, say("Kiosk.ToDoor")),
        button(say(ended.id === "different" ? "Kiosk.Seen" : "Kiosk.NextPerson"), () => this.room.leave(), "")),
    ];
  }
}
