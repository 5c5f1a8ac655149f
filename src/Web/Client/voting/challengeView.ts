// A challenge as the voter sees it: asked once more, opened, compared, and then one clear next step.
import { readBallot, type Choice } from "../ballot/ballot";
import { readBack } from "../ballot/readBack";
import { el } from "../site/dom";
import { button, notice } from "../site/notice";
import { saveText } from "../site/save";
import { say } from "../site/words";
import { prepareChallenge, send, type Prepared, type Refused } from "./cast";
import { compare, evidence, leavesNoVote, readOpened, type Check, type Comparison, type LastCast, type Opened } from "./challenge";
import type { Day } from "./day";

/** What the page round a challenge does for it. */
export interface Around {
  /** Shows what the challenge says now. */
  changed(content: HTMLElement): void;
  /** Nothing was opened: back to where the voter came from. */
  leave(): void;
  /** Asks the service whether casting has ended for good; false where it does not answer. */
  hasEnded(): Promise<boolean>;
  /** The opened vote does not count: on to the next one, with these choices made. */
  voteAgain(version: number, choices: readonly Choice[]): void;
  /** A device that many share keeps no file: what others are to see stands on the page. */
  readonly keepsNoFile?: boolean;
}

/** Why no vote can follow: the card has none left, or voting has ended. */
type Loss = "Card" | "Ended";

type State =
  | { at: "asking" }
  | { at: "losing"; sure: boolean }
  | { at: "sending"; tries: number }
  | { at: "refused"; why: Refused }
  | { at: "same" | "different"; opened: Opened; comparison: Comparison };

export class Challenge {
  private state: State;
  private loss: Loss | null;
  private request: Prepared | null = null;

  constructor(private readonly day: Day, private readonly cast: LastCast, private readonly around: Around) {
    this.loss = leavesNoVote(cast.version + 1) ? "Card" : null;
    this.state = this.loss ? { at: "losing", sure: false } : { at: "asking" };
    // The page may have stood open since casting ended: then no door exchanges the card, and no vote follows.
    void around.hasEnded().then((ended) => {
      if (ended && this.loss !== "Ended" && (this.state.at === "asking" || this.state.at === "losing")) this.end();
    });
  }

  /** Whether something was sent and is not looked at yet, or the voter still has to vote again: the page should not be left like this. */
  get unsettled(): boolean {
    return this.holds || (this.state.at === "same" && this.loss === null);
  }

  /** Whether even another card that is scanned must wait: an answer is on its way, or there is something to be shown to others. */
  get holds(): boolean {
    return this.state.at === "sending" || this.state.at === "different";
  }

  /** Shows it, or shows it again in another language. */
  show(): void {
    this.around.changed(this.content());
  }

  private go(state: State): void {
    this.state = state;
    this.show();
  }

  private async open(): Promise<void> {
    if (this.state.at === "sending") return;
    this.request ??= prepareChallenge(this.day, this.cast.card, this.cast.version + 1, this.cast.random, this.loss !== null);
    this.go({ at: "sending", tries: 0 });
    const outcome = await send<unknown>(this.request, (tries) => this.go({ at: "sending", tries }));
    if ("refused" in outcome && outcome.refused.type === "/problems/loses-vote" && this.loss === null) return this.end();
    if ("refused" in outcome) return this.go({ at: "refused", why: outcome.refused });
    if (this.loss === "Card" && await this.around.hasEnded()) this.loss = "Ended";
    this.look(readOpened(outcome.accepted));
  }

  // Voting has ended since the page was made: nothing was opened, and the voter is asked anew, twice.
  private end(): void {
    [this.loss, this.request] = ["Ended", null];
    this.go({ at: "losing", sure: false });
  }

  private look(opened: Opened): void {
    const comparison = compare(this.cast, opened);
    this.go({ at: [...comparison.checks.values()].every(Boolean) ? "same" : "different", opened, comparison });
  }

  private content(): HTMLElement {
    const state = this.state;
    switch (state.at) {
      case "asking":
        return el("div", {},
          heading("Challenge.Heading"),
          notice("warn", say("Challenge.What")),
          el("p", {}, say("Challenge.Pause")),
          el("p", {}, say("Challenge.Calm")),
          el("div", { class: "sticky-step stacked" },
            // What cannot be taken back is not the bright button.
            button(say("Challenge.Leave"), () => this.around.leave(), ""),
            button(say("Challenge.Do"), () => void this.open())));
      case "losing":
        return this.losing(state.sure);
      case "sending":
        return el("div", {}, heading("Challenge.Heading"), el("div", { role: "status" }, state.tries === 0
          ? el("p", { class: "row" }, el("span", { class: "waiting" }), say("Challenge.Opening"))
          : notice("warn", say("Send.Still"), say("Challenge.StillDetail"))));
      case "refused":
        return el("div", {}, heading("Challenge.NotOpened"), notice("warn", state.why.title, state.why.detail), button(say("Challenge.Back"), () => this.around.leave(), "wide"));
      case "same":
        return el("div", { id: "same" },
          ...this.next(),
          el("h3", {}, say("Challenge.GoodHeading")),
          el("p", {}, say("Challenge.GoodHow")),
          this.choices(state.opened.ballot),
          this.details(state.opened, state.comparison));
      case "different":
        return this.different(state.opened, state.comparison);
    }
  }

  // Calm and loud: what to do, what was found, what to keep; and only then the way on.
  private different(opened: Opened, comparison: Comparison): HTMLElement {
    const { checks } = comparison;
    const what = checks.get("ballot") === false ? "Challenge.Bad" : "Challenge.Unshown";
    return el("div", { id: "different" },
      el("div", { role: "alert" }, heading(`${what}Heading`), notice("stop", say("Challenge.Bad"), say(`${what}Detail`))),
      ...(this.around.keepsNoFile ? [] : [
        el("p", {}, button(say("Challenge.Save"), () => this.save(opened, comparison), "wide")),
        el("p", { class: "small" }, say("Challenge.SaveMore"))]),
      this.checks(comparison),
      ...(checks.get("ballot") === false ? [el("h3", {}, say("Challenge.Sent")), this.choices(this.cast.ballot)] : []),
      el("h3", {}, say("Challenge.Opened")), this.choices(opened.ballot),
      this.around.keepsNoFile && el("pre", { class: "receipt-text" }, evidence(this.cast, opened, comparison)),
      ...(this.loss
        ? [notice("warn", say("Challenge.LostHeading"), say(`Challenge.Lost${this.loss}`))]
        : [el("h3", {}, say("Challenge.Afterwards")), el("p", {}, say("Challenge.AfterwardsDetail")), this.again("quiet wide")]));
  }

  // No vote can follow: that is said first, and asked twice.
  private losing(sure: boolean): HTMLElement {
    return el("div", { id: "losing" },
      heading("Challenge.LosesHeading"),
      notice("stop", say(`Challenge.Loses${this.loss!}`), this.loss === "Card" ? say("Challenge.LosesCardDoor") : ""),
      el("p", {}, say("Challenge.Calm")),
      ...(sure ? [el("p", { role: "alert" }, say("Challenge.LosesSure"))] : []),
      el("div", { class: "sticky-step stacked" },
        button(say("Challenge.Leave"), () => this.around.leave(), ""),
        sure
          ? button(say("Challenge.LosesYes"), () => void this.open())
          : button(say("Challenge.LosesDo"), () => this.go({ at: "losing", sure: true }))));
  }

  // What comes after an opening that was right.
  private next(): HTMLElement[] {
    return this.loss
      ? [heading("Challenge.LostHeading"), notice("warn", say(`Challenge.Lost${this.loss}`))]
      : [heading("Challenge.AgainHeading"), notice("warn", say("Challenge.AgainNotice"), "", this.again(""))];
  }

  private choices(ballot: string): HTMLElement {
    return readBack(ballot, this.day);
  }

  private checks(comparison: Comparison): HTMLElement {
    return el("ol", { class: "checks" }, ...[...comparison.checks].map(([check, holds]) =>
      el("li", { class: holds ? "passed" : "failed" }, el("span", {}, this.name(check)), el("b", {}, say(holds ? "Check.Passed" : "Check.Failed")))));
  }

  private name(check: Check): string {
    switch (check) {
      case "ballot": return say("Challenge.Check.Ballot");
      case "seal": return say("Challenge.Check.Seal");
      case "receipt": return say("Challenge.Check.Receipt");
    }
  }

  private details(opened: Opened, comparison: Comparison): HTMLElement {
    return el("details", {}, el("summary", {}, say("Check.Details")),
      this.checks(comparison),
      el("pre", { class: "receipt-text" }, evidence(this.cast, opened, comparison)),
      !this.around.keepsNoFile && el("p", {}, button(say("Challenge.SaveThis"), () => this.save(opened, comparison))));
  }

  private again(kind: string): HTMLElement {
    return button(say("Challenge.Again"), () => this.around.voteAgain(this.cast.version + 2, readBallot(this.cast.ballot)?.choices ?? []), kind);
  }

  private save(opened: Opened, comparison: Comparison): void {
    saveText(`challenge-${this.day.day}-${opened.index}.txt`, evidence(this.cast, opened, comparison));
  }
}

/** The quiet possibility under a receipt. */
export function challengeOffer(cast: LastCast, open: () => void): HTMLElement {
  const what = leavesNoVote(cast.version + 1) ? say("Challenge.LosesCard") : say("Challenge.What");
  return el("div", { class: "challenge-offer no-print" },
    button(say("Challenge.Offer"), open),
    el("p", { class: "small quiet" }, `${what} ${say("Challenge.OnlyHere")}`));
}

function heading(key: string): HTMLElement {
  return el("h2", { tabindex: "-1" }, say(key));
}
