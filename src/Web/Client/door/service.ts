// What a door asks of the service. A question that got no answer is asked again by itself: repeating is safe.
export type Line = { line: string; name: string; detail: string; door: string; hour: string };
/** The inside of a card that was opened as a test, as `insideOf` has it: sent once, and kept nowhere. */
export type Exchange = { number: string; inside: string };
/** A card that is handed in for a paper ballot: sent with the same attempt until there is an answer, and kept nowhere. */
export type Surrender = { surrender: string; proof: string; attempt: string };
export type Question = { card: string } | { pass: string } | { line: string } | Exchange | Surrender;
export type Reply = {
  status: string;
  line?: Line | null;
  /** The door that keeps the person's line, where it is cut off. */
  keptBy?: string | null;
  /** Whether this door answered by itself, without a network. */
  alone?: boolean;
};
/** What the door undoes: a card that was handed out, or a person of the register; with two people's own codes. */
export type Undo = ({ card: string } | { line: string }) & { codes: [string, string] };
export type Lost = { strip: string; card: string; codes: [string, string] };
export type Addition = { name: string; detail: string; entitled: boolean; noneOf: string[] };
export type Added = { status: string; line: Line | null; alike: Line[] };
export type Door = { name: string; phase: string; checkIn: string; arrivals: number; people: number; votingBegan?: boolean };
export type PartLine = { line: string; name: string; detail: string; pass: string };
/** What the door keeps to go on without a network. */
export type Part = { key: string; stamp: string; lines: PartLine[]; cameIn: string[]; ranges: { door: string; from: string }[]; cards: string[]; at: number };
export type Settlement = { marks: { id: string; line: string }[] } | { id: string; cards: number };
export type SettledLine = { line: string; status: string; standing: Line | null };
/** An answer, a refusal in words, or none. */
export type Answered<T> = { kind: "answer"; reply: T } | { kind: "no-answer" } | { kind: "not-paired" } | { kind: "refused"; detail: string };
export type Outcome = Answered<Reply>;

const patience = 4000;

/** Open to a card whatever it did before: no cast has it. */
export const lastVersion = 7;

export class Service {
  constructor(private readonly day: string) {}

  async checkIn(question: Question): Promise<Outcome> {
    if ("surrender" in question) return this.surrender(question);
    return "inside" in question
      ? this.answered<Reply>("exchanges", { card: question.number, inside: question.inside })
      : this.answered<Reply>("checkins", question);
  }

  undo(what: Undo): Promise<Outcome> {
    return this.answered<Reply>("undo", what);
  }

  replaceLost(what: Lost): Promise<Outcome> {
    return this.answered<Reply>("lost", what);
  }

  add(person: Addition): Promise<Answered<Added>> {
    return this.answered<Added>("register/additions", person);
  }

  /** How a line stands now; `undefined` without an answer, `null` where there is none any more. */
  async lineNow(line: string): Promise<Line | null | undefined> {
    const response = await this.ask("register/line", { line });
    return response?.status === 204 ? null : response?.ok ? ((await response.json()) as Line) : undefined;
  }

  /**
   * What the door keeps; `undefined` without an answer.
   * @param answered `at` of the last answer that the door has: it shows the service that its answers arrive
   */
  async part(has: string, answered: number): Promise<Part | undefined> {
    const response = await this.ask("door/part", answered > 0 ? { has, answered } : { has });
    return response?.ok ? ((await response.json()) as Part) : undefined;
  }

  /** Says that the door goes away, as when its device sleeps, so that others let its people in. Whether the service heard. */
  async leave(): Promise<boolean> {
    return (await this.ask("door/part", { leaves: true }, true))?.ok ?? false;
  }

  /** Settles what the door did alone; `undefined` without an answer. */
  async settle(what: Settlement): Promise<SettledLine[] | undefined> {
    const response = await this.ask("door/settlements", what);
    return response?.ok ? ((await response.json()) as { marks: SettledLine[] }).marks : undefined;
  }

  private async answered<T>(path: string, body: object): Promise<Answered<T>> {
    const response = await this.ask(path, body);
    if (!response || response.status >= 500) return { kind: "no-answer" };
    if (response.status === 401 || response.status === 403) return { kind: "not-paired" };
    if (response.ok) return { kind: "answer", reply: (await response.json()) as T };
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    return { kind: "refused", detail: problem.detail ?? "" };
  }

  // Everyone may hand a card in who holds it, so a refusal is the card's and not the door's.
  private async surrender({ surrender, proof, attempt }: Surrender): Promise<Outcome> {
    const response = await this.ask("surrenders", { card: surrender, version: lastVersion, proof, attempt });
    if (!response || response.status >= 500 || response.status === 429) return { kind: "no-answer" };
    return { kind: "answer", reply: { status: response.ok ? "surrendered" : response.status === 423 ? "wrong-phase" : "not-surrendered" } };
  }

  async find(query: string): Promise<Line[] | undefined> {
    const response = await this.ask("register/find", { query });
    return response?.ok ? ((await response.json()) as Line[]) : undefined;
  }

  /** Tells the organisers how many wait, and how long. Without an answer it is not told: they see when they were told last. */
  async sayQueue(people: number, minutes: number | null): Promise<void> {
    await this.ask("door/queue", minutes === null ? { people } : { people, minutes });
  }

  /** The door; `undefined` without an answer, `null` when it is no longer paired. */
  async look(): Promise<Door | null | undefined> {
    const response = await this.ask("door");
    if (response?.status === 401 || response?.status === 403) return null;
    return response?.ok ? ((await response.json()) as Door) : undefined;
  }

  private async ask(path: string, body?: object, keepalive = false): Promise<Response | undefined> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const request: RequestInit = { signal: stop.signal, keepalive, credentials: "same-origin", headers: { accept: "application/json" } };
      return await fetch(`/api/days/${this.day}/${path}`, body === undefined ? request : {
        ...request, method: "POST", body: JSON.stringify(body), headers: { accept: "application/json", "content-type": "application/json" },
      });
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
