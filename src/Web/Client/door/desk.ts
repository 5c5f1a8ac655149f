// The door's one conversation: a question, its answer, and what to do when there is none.
import type { Line, Outcome, Question, Reply, Service } from "./service";

export type Answer =
  | { kind: "ready" }
  | { kind: "asking" }
  | { kind: "hand-over"; again: boolean }
  | { kind: "let-in"; line: Line; again: boolean }
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

export class Desk {
  /** Questions that were sent and never answered: they may have been recorded. */
  private readonly unsure = new Set<string>();
  private readonly recent = new Map<string, { answer: Answer; at: number }>();
  private asking = 0;

  constructor(
    private readonly service: Service,
    private readonly show: (answer: Answer) => void,
    private readonly arrived: () => void,
  ) {}

  /** Asks until there is an answer or another question is asked. */
  async ask(question: Question): Promise<void> {
    const key = JSON.stringify(question);
    const known = this.recent.get(key);
    if (known && performance.now() - known.at < sameScanWithin) {
      this.show(known.answer);
      return;
    }
    const turn = ++this.asking;
    this.show({ kind: "asking" });
    for (;;) {
      const outcome = await this.service.checkIn(question);
      if (outcome.kind !== "no-answer") {
        const answer = this.answer(key, outcome);
        if (turn === this.asking) this.show(answer);
        return;
      }
      this.unsure.add(key);
      if (turn !== this.asking) return;
      this.show({ kind: "no-connection" });
      await new Promise((done) => setTimeout(done, retryEvery));
      if (turn !== this.asking) return;
    }
  }

  /** Shows something that needs no question, and forgets the question that waits. */
  say(answer: Answer): void {
    this.asking++;
    this.show(answer);
  }

  private answer(key: string, outcome: Exclude<Outcome, { kind: "no-answer" }>): Answer {
    if (outcome.kind !== "answer") return outcome;
    const again = this.unsure.delete(key);
    const answer = this.reading(outcome.reply, again);
    if (answer.kind === "hand-over" || answer.kind === "let-in") {
      this.arrived();
      this.recent.set(key, { answer, at: performance.now() });
    }
    return answer;
  }

  // "Already" after a question that got no answer is this door's own doing: the first try was recorded.
  private reading({ status, line }: Reply, again: boolean): Answer {
    switch (status) {
      case "issued": return { kind: "hand-over", again: false };
      case "already-issued": return again ? { kind: "hand-over", again } : { kind: "already-handed-out" };
      case "checked-in": return { kind: "let-in", line: line!, again: false };
      case "already-checked-in": return again ? { kind: "let-in", line: line!, again } : { kind: "already-in", line: line! };
      case "ended": return { kind: "ended" };
      case "wrong-phase": return { kind: "not-open" };
      default: return { kind: "unknown" };
    }
  }
}
