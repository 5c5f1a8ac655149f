// What a door asks of the service. A question that got no answer is asked again by itself: repeating is safe.
export type Line = { line: string; name: string; detail: string; door: string; hour: string };
/** The inside of a card that was opened as a test, as `insideOf` has it: sent once, and kept nowhere. */
export type Exchange = { number: string; inside: string };
/** A card that is handed in for a paper ballot: sent with the same attempt until there is an answer, and kept nowhere. */
export type Surrender = { surrender: string; proof: string; attempt: string };
export type Question = { card: string } | { pass: string } | { line: string } | Exchange | Surrender;
export type Reply = { status: string; line?: Line | null };
export type Door = { name: string; phase: string; checkIn: string; arrivals: number };
export type Outcome = { kind: "answer"; reply: Reply } | { kind: "no-answer" } | { kind: "not-paired" } | { kind: "refused"; detail: string };

const patience = 4000;

/** Open to a card whatever it did before: no cast has it. */
export const lastVersion = 7;

export class Service {
  constructor(private readonly day: string) {}

  async checkIn(question: Question): Promise<Outcome> {
    if ("surrender" in question) return this.surrender(question);
    const response = "inside" in question
      ? await this.ask("exchanges", { card: question.number, inside: question.inside })
      : await this.ask("checkins", question);
    if (!response || response.status >= 500) return { kind: "no-answer" };
    if (response.status === 401 || response.status === 403) return { kind: "not-paired" };
    if (response.ok) return { kind: "answer", reply: (await response.json()) as Reply };
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

  /** The door; `undefined` without an answer, `null` when it is no longer paired. */
  async look(): Promise<Door | null | undefined> {
    const response = await this.ask("door");
    if (response?.status === 401 || response?.status === 403) return null;
    return response?.ok ? ((await response.json()) as Door) : undefined;
  }

  private async ask(path: string, body?: object): Promise<Response | undefined> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const request: RequestInit = { signal: stop.signal, credentials: "same-origin", headers: { accept: "application/json" } };
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
