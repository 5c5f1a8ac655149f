// The door's one conversation: a question, its answer, and what to do when there is none.
import type { Line, Outcome, Question, Reply, Service } from "./service";

export type Answer =
  | { kind: "ready" }
  | { kind: "asking" }
  | { kind: "hand-over"; again: boolean; alone?: boolean }
  | { kind: "replaced" }
  | { kind: "none-to-replace" }
  | { kind: "not-for-exchange" }
  | { kind: "exchanged" }
  | { kind: "already-exchanged" }
  | { kind: "not-to-exchange" }
  | { kind: "inside-unknown" }
  | { kind: "inside-needed" }
  | { kind: "surrendered" }
  | { kind: "not-surrendered" }
  | { kind: "same"; seconds: number; line: Line | null }
  | { kind: "let-in"; line: Line; again: boolean; alone?: boolean }
  | { kind: "free-now"; line: Line }
  | { kind: "kept-elsewhere"; line: Line; keptBy: string }
  | { kind: "not-kept" }
  | { kind: "not-in-pile" }
  | { kind: "needs-network" }
  | { kind: "added"; line: Line }
  | { kind: "undone"; line: Line | null }
  | { kind: "taken-out"; line: Line }
  | { kind: "not-checked-in"; line: Line }
  | { kind: "at-another-door"; line: Line }
  | { kind: "card-has-cast" }
  | { kind: "not-possible" }
  | { kind: "codes-wrong" }
  | { kind: "codes-one-person" }
  | { kind: "codes-spent" }
  | { kind: "codes-wait" }
  | { kind: "already-handed-out" }
  | { kind: "already-in"; line: Line }
  | { kind: "unknown" }
  | { kind: "ended" }
  | { kind: "not-open" }
  | { kind: "inside" }
  | { kind: "misread" }
  | { kind: "no-connection" }
  | { kind: "not-paired" }
  | { kind: "refused"; detail: string };

const retryEvery = 2000;
const sameScanWithin = 15000;

/** A card as it is named on the screen and aloud: its last four symbols; empty for a person of a register, who has a name. */
export const ending = (question: Question): string => ("card" in question ? question.card.slice(-4) : "");

/** What a question is known by while it is asked: of a card's inside nothing is kept. */
const keyOf = (question: Question): string =>
  "inside" in question ? `exchange ${question.number}` : "surrender" in question ? `surrender ${question.surrender}` : JSON.stringify(question);

export class Desk {
  /** Questions that were sent and never answered: they may have been recorded. */
  private readonly unsure = new Set<string>();
  private readonly recent = new Map<string, { line: Line | null; at: number }>();
  private asking = 0;

  constructor(
    private readonly service: Pick<Service, "checkIn">,
    private readonly show: (answer: Answer, card: string) => void,
    private readonly arrived: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Asks until there is an answer or another question is asked. */
  async ask(question: Question): Promise<void> {
    const key = keyOf(question);
    const card = ending(question);
    const turn = ++this.asking;
    const known = this.recent.get(key);
    const seconds = known ? Math.round((this.now() - known.at) / 1000) : 0;
    if (known && this.now() - known.at < sameScanWithin) return this.show({ kind: "same", seconds, line: known.line }, card);
    this.show({ kind: "asking" }, card);
    for (;;) {
      const outcome = await this.service.checkIn(question);
      if (outcome.kind !== "no-answer") {
        const answer = this.answer(key, outcome, "inside" in question || "surrender" in question);
        if (turn === this.asking) this.show(answer, card);
        return;
      }
      this.unsure.add(key);
      if (turn !== this.asking) return;
      this.show({ kind: "no-connection" }, card);
      await new Promise((done) => setTimeout(done, retryEvery));
      if (turn !== this.asking) return;
    }
  }

  /** Shows something that needs no question, and forgets the question that waits. */
  say(answer: Answer, card = ""): void {
    this.asking++;
    this.show(answer, card);
  }

  private answer(key: string, outcome: Exclude<Outcome, { kind: "no-answer" }>, byInside: boolean): Answer {
    if (outcome.kind !== "answer") return outcome;
    const again = this.unsure.delete(key);
    const answer = byInside ? this.insideReading(outcome.reply, again) : this.reading(outcome.reply, again);
    if (answer.kind === "hand-over" || answer.kind === "let-in" || answer.kind === "replaced") {
      if (answer.kind !== "replaced") this.arrived();
      this.recent.set(key, { line: answer.kind === "let-in" ? answer.line : null, at: this.now() });
    }
    return answer;
  }

  // "Already" after a question that got no answer is this door's own doing: the first try was recorded.
  private reading({ status, line, keptBy, alone }: Reply, again: boolean): Answer {
    const own = alone ? { alone } : {};
    switch (status) {
      case "issued": return { kind: "hand-over", again: false, ...own };
      case "kept-elsewhere": return { kind: "kept-elsewhere", line: line!, keptBy: keptBy ?? "" };
      case "not-kept":
      case "not-in-pile":
      case "needs-network": return { kind: status };
      case "replaced": return { kind: "replaced" };
      case "none-to-replace": return { kind: "none-to-replace" };
      case "not-for-exchange": return { kind: "not-for-exchange" };
      case "already-issued": return again ? { kind: "hand-over", again } : { kind: "already-handed-out" };
      case "checked-in": return { kind: "let-in", line: line!, again: false, ...own };
      case "already-checked-in": return again ? { kind: "let-in", line: line!, again } : { kind: "already-in", line: line! };
      case "ended": return { kind: "ended" };
      case "wrong-phase": return { kind: "not-open" };
      default: return { kind: "unknown" };
    }
  }

  /** Shows what somebody else's answer says of a person or card: what two people undid, or a person who was added. What was said of them before is forgotten. */
  tell(answer: Answer, card = ""): void {
    this.recent.clear();
    this.say(answer, card);
  }

  private insideReading({ status }: Reply, again: boolean): Answer {
    switch (status) {
      case "surrendered": return { kind: "surrendered" };
      case "not-surrendered": return { kind: "not-surrendered" };
      case "exchanged": return { kind: "exchanged" };
      case "already-exchanged": return { kind: again ? "exchanged" : "already-exchanged" };
      case "not-to-exchange": return { kind: "not-to-exchange" };
      case "wrong-phase": return { kind: "not-open" };
      default: return { kind: "inside-unknown" };
    }
  }
}
