// What takes two people at a door, each with a code of their own: undoing, and a lost card. What they typed is forgotten with the answer.
import type { Answer } from "./desk";
import type { Answered, Line, Outcome, Reply } from "./service";

/** What is said of an undoing. */
export function undone(outcome: Outcome): Answer {
  return read(outcome, (reply) => {
    switch (reply.status) {
      case "undone": return { kind: "undone", line: reply.line ?? null };
      case "taken-out":
      case "not-checked-in":
      case "at-another-door": return { kind: reply.status, line: reply.line! };
      default: return shared(reply.status);
    }
  });
}

/** What is said of a lost card. An answer to what was asked before may say that the new card is handed out already: it was then. */
export function replaced(outcome: Outcome, again: boolean): Answer {
  return read(outcome, (reply) => {
    switch (reply.status) {
      case "replaced": return { kind: "replaced" };
      case "already-issued": return again ? { kind: "replaced" } : { kind: "already-handed-out" };
      case "none-to-replace":
      case "not-for-exchange":
      case "ended": return { kind: reply.status };
      default: return shared(reply.status);
    }
  });
}

function shared(status: string): Answer {
  switch (status) {
    case "card-has-cast":
    case "not-possible":
    case "codes-wrong":
    case "codes-one-person":
    case "codes-spent":
    case "codes-wait": return { kind: status };
    case "wrong-phase": return { kind: "not-open" };
    default: return { kind: "unknown" };
  }
}

function read(outcome: Answered<Reply>, reading: (reply: Reply) => Answer): Answer {
  return outcome.kind === "answer" ? reading(outcome.reply) : outcome.kind === "no-answer" ? { kind: "no-connection" } : outcome;
}

/** How the person of an answer may still change: somebody at another door undoes what stood. */
const lookEvery = 2_000;

/** Looks again at a person who was in already, while that is shown, and tells when another door has undone it. */
export class Watch {
  private turn = 0;

  constructor(private readonly now: (line: string) => Promise<Line | null | undefined>, private readonly free: (line: Line) => void) {}

  stop(): void {
    this.turn++;
  }

  async on(line: Line): Promise<void> {
    const turn = ++this.turn;
    for (;;) {
      await new Promise((done) => setTimeout(done, lookEvery));
      if (turn !== this.turn) return;
      const stands = await this.now(line.line);
      if (turn !== this.turn) return;
      if (stands && stands.door === "") return this.free(stands);
    }
  }
}
