// The door on its own: whom it lets in and which cards it hands out while no answer comes, and how it settles with the service afterwards. It marks only
// lines, and hands out only cards, that the service has allotted to it. Each mark is on the device's disk before the volunteer is told to go on.
import { fold, search } from "./search";
import type { Line, Outcome, Part, PartLine, Question, Reply, Service, SettledLine } from "./service";
import type { Vault } from "./vault";

/** After so long without any answer the door goes on alone, ms: longer than until the other doors stop letting its people in (HeardDoors.cs). */
export const aloneAfter = 20_000;
const mostMarks = 100;
const firstWait = 2_000;
const longestWait = 60_000;

type Mark = { line: string } | { card: string; settlement: string | null; settled: boolean };
/** What settling found that somebody has to do something about; it stays until a volunteer has seen it. */
export type Told = { id: string; line: string; kind: "twice" | "unknown"; name: string; detail: string; door: string; hour: string };
type Kept = { part: Allotted };
type Allotted = Omit<Part, "key" | "at">;

export class Alone {
  private lines = new Map<string, PartLine>();
  private passes = new Map<string, string>();
  private came = new Set<string>();
  private ranges: Part["ranges"] = [];
  private stamp = "";
  private pile = new Set<string>();
  private readonly marks = new Map<string, Mark>();
  private readonly told = new Map<string, Told>();
  private lastAnswer: number;
  private answeredAt = 0;
  private left = false;
  private isOver = false;
  private wait = 0;
  private notBefore = 0;
  private settling: Promise<void> | undefined;

  constructor(
    private readonly name: string,
    private readonly cardsOnly: boolean,
    private readonly service: Pick<Service, "checkIn" | "settle">,
    private readonly vault: Vault,
    private readonly now: () => number = () => performance.now(),
    private readonly draw: () => string = () => crypto.randomUUID(),
  ) {
    this.lastAnswer = now();
  }

  /** Reads what is kept on the device, as after a page that was loaded again without a network. */
  async restore(): Promise<void> {
    for (const [name, record] of await this.vault.all()) {
      if (name === "part") this.take((record as Kept).part);
      else if (name.startsWith("mark/")) this.marks.set(name, record as Mark);
      else if (name.startsWith("told/")) await this.keepTold(name, record as Told);
    }
  }

  // The line's id stood in the name of what was found before, where nothing seals it.
  private async keepTold(name: string, told: Told): Promise<void> {
    if (told.line !== undefined) return void this.told.set(name, told);
    const renamed: Told = { ...told, id: `told/${this.draw()}`, line: name.slice("told/".length) };
    await this.vault.put(renamed.id, renamed);
    await this.vault.remove([name]);
    this.told.set(renamed.id, renamed);
  }

  /** Notes that the service answered. */
  heard(): void {
    this.lastAnswer = this.now();
  }

  /** When the last part that the door has was answered, by the service's clock; 0 before the first. */
  get answered(): number {
    return this.answeredAt;
  }

  /** Whether the door works alone now. */
  get works(): boolean {
    return !this.left && !this.isOver && this.now() - this.lastAnswer >= aloneAfter && (this.lines.size > 0 || this.pile.size > 0);
  }

  /** The service heard that the door goes away: others let its people in, until it is allotted its part again. */
  leave(): void {
    this.left = true;
  }

  /** The door is a door no more: it lets nobody in and hands out nothing, and only settles what it did. */
  end(): void {
    this.isOver = true;
  }

  /** What the door has: lines or cards allotted to it, and the stamp by which the service knows whether they are the newest. */
  get allotted(): { stamp: string; lines: number; cards: number; from: string; to: string } {
    const at = this.ranges.findIndex((range) => range.door === this.name);
    const out = [...this.marks.values()].filter((mark) => "card" in mark).length;
    return { stamp: this.stamp, lines: this.lines.size, cards: Math.max(0, this.pile.size - out), from: this.ranges[at]?.from ?? "", to: this.ranges[at + 1]?.from ?? "" };
  }

  /** How many people or cards the service does not know of yet. */
  get waiting(): number {
    return [...this.marks.values()].filter((mark) => "line" in mark || !mark.settled).length;
  }

  /** What settling found, to be told one by one. */
  get findings(): Told[] {
    return [...this.told.values()];
  }

  async seen(id: string): Promise<void> {
    this.told.delete(id);
    await this.vault.remove([id]);
  }

  /** Takes over what the service has allotted. */
  async allot(part: Part): Promise<void> {
    const { key: _, at, ...kept } = part;
    // The same lines: only who came is new.
    if (!this.cardsOnly && kept.stamp === this.stamp) kept.lines = [...this.lines.values()];
    // First on the disk, and then told to the service as what the door has: a page that is loaded again comes back with what lies there.
    await this.vault.put("part", { part: kept } satisfies Kept);
    this.take(kept);
    this.left = false;
    this.answeredAt = at;
  }

  /** Asks the service, unless the door works alone or the card is of its own pile. */
  async checkIn(question: Question): Promise<Outcome> {
    if ("card" in question && this.pile.has(question.card) && !this.isOver) return this.answer(question);
    if (this.works) return this.answer(question);
    const outcome = await this.service.checkIn(question);
    if (outcome.kind !== "no-answer") this.heard();
    return outcome.kind === "no-answer" && this.works ? this.answer(question) : outcome;
  }

  /** People whom the door keeps, as the service would find them. */
  find(query: string): Line[] {
    return search(this.lines.values(), query).map((line) => this.shown(line));
  }

  /** The door that keeps a name; empty where nobody does. */
  keeperOf(name: string): string {
    const folded = fold(name);
    return this.ranges.filter((range) => range.from <= folded).at(-1)?.door ?? "";
  }

  private take(part: Allotted): void {
    this.lines = new Map(part.lines.map((line) => [line.line, line]));
    this.passes = new Map(part.lines.filter((line) => line.pass !== "").map((line) => [line.pass, line.line]));
    this.came = new Set(part.cameIn);
    this.ranges = part.ranges;
    this.stamp = part.stamp;
    this.pile = new Set(part.cards);
  }

  private async answer(question: Question): Promise<Outcome> {
    try {
      return await this.decide(question);
    } catch {
      return { kind: "no-answer" }; // The device keeps nothing more: nobody is told to go on.
    }
  }

  private async decide(question: Question): Promise<Outcome> {
    if ("card" in question) return this.cardsOnly ? this.handOut(question.card) : reply("needs-network");
    if ("line" in question) return this.letIn(this.lines.get(question.line));
    if ("pass" in question) return this.letIn(this.lines.get(this.passes.get(await hashOf(question.pass)) ?? ""));
    return reply("needs-network");
  }

  private async letIn(line: PartLine | undefined): Promise<Outcome> {
    if (!line) return reply("not-kept");
    if (this.isIn(line.line)) return reply("already-checked-in", this.shown(line));
    await this.note({ line: line.line });
    return reply("checked-in", this.shown(line));
  }

  private async handOut(card: string): Promise<Outcome> {
    if (!this.pile.has(card)) return reply("not-in-pile");
    if ([...this.marks.values()].some((mark) => "card" in mark && mark.card === card)) return reply("already-issued");
    await this.note({ card, settlement: null, settled: false });
    return reply("issued");
  }

  // In memory first: of two scans at once the second is told of the first.
  private async note(mark: Mark): Promise<void> {
    const name = `mark/${this.draw()}`;
    this.marks.set(name, mark);
    try {
      await this.vault.put(name, mark);
    } catch (full) {
      this.marks.delete(name);
      throw full;
    }
  }

  private isIn(line: string): boolean {
    return this.came.has(line) || [...this.marks.values()].some((mark) => "line" in mark && mark.line === line);
  }

  private shown(line: PartLine): Line {
    return { line: line.line, name: line.name, detail: line.detail, door: this.isIn(line.line) ? this.name : "", hour: "" };
  }

  /** Settles with the service what it does not know yet; after a try without an answer it waits longer each time. */
  settle(): Promise<void> {
    if (this.waiting === 0 || this.now() < this.notBefore) return Promise.resolve();
    return (this.settling ??= this.settleAll().finally(() => (this.settling = undefined)));
  }

  private async settleAll(): Promise<void> {
    while (this.waiting > 0) {
      const settled = this.cardsOnly ? await this.settleCards() : await this.settleLines();
      if (!settled) {
        this.wait = Math.min(longestWait, this.wait === 0 ? firstWait : this.wait * 2);
        this.notBefore = this.now() + this.wait * (0.75 + Math.random() / 2);
        return;
      }
      this.heard();
      this.wait = 0;
    }
  }

  private async settleLines(): Promise<boolean> {
    const sent = [...this.marks].filter((entry): entry is [string, { line: string }] => "line" in entry[1]).slice(0, mostMarks);
    // The mark's own random name tells it from a later one of the same person: it marks once, however often it arrives.
    const marks = await this.service.settle({ marks: sent.map(([name, mark]) => ({ id: name.slice("mark/".length), line: mark.line })) });
    if (!marks) return false;
    for (const mark of marks) await this.tell(mark);
    for (const [, { line }] of sent) this.came.add(line);
    await this.vault.remove(sent.map(([name]) => name));
    for (const [name] of sent) this.marks.delete(name);
    return true;
  }

  // Kept before the mark is forgotten: a page that ends between the two tells it twice rather than never.
  private async tell(mark: SettledLine): Promise<void> {
    if (mark.status === "settled") return;
    const known = mark.standing ?? this.lines.get(mark.line);
    const before = [...this.told.values()].find((one) => one.line === mark.line);
    const told: Told = {
      id: before?.id ?? `told/${this.draw()}`, line: mark.line, kind: mark.status === "twice" ? "twice" : "unknown", name: known?.name ?? "", detail: known?.detail ?? "",
      door: mark.standing?.door ?? "", hour: mark.standing?.hour ?? "",
    };
    await this.vault.put(told.id, told);
    this.told.set(told.id, told);
  }

  // Cards are counted and never named: the number goes under an id that stays the same until it is answered.
  private async settleCards(): Promise<boolean> {
    const open = [...this.marks].filter((entry): entry is [string, Extract<Mark, { card: string }>] => "card" in entry[1] && !entry[1].settled);
    const begun = open.find(([, mark]) => mark.settlement !== null)?.[1].settlement;
    const id = begun ?? this.draw();
    const sent = begun ? open.filter(([, mark]) => mark.settlement === begun) : open;
    // All carry the id before any is sent.
    if (!begun) for (const entry of sent) await this.change(entry, { settlement: id });
    if (!(await this.service.settle({ id, cards: sent.length }))) return false;
    for (const entry of sent) await this.change(entry, { settled: true });
    return true;
  }

  private async change([name, mark]: [string, Extract<Mark, { card: string }>], to: Partial<Extract<Mark, { card: string }>>): Promise<void> {
    await this.vault.put(name, Object.assign(mark, to));
  }

  /** Takes everything off the device. */
  async wipe(): Promise<void> {
    this.take({ stamp: "", lines: [], cameIn: [], ranges: [], cards: [] });
    this.marks.clear();
    this.told.clear();
    await this.vault.destroy();
  }
}

const reply = (status: string, line: Line | null = null): Outcome => ({ kind: "answer", reply: { status, line, alone: true } satisfies Reply });

/** SHA-256 of a pass as the service compares it: without case, spaces and hyphens, O as 0, I and L as 1. */
export async function hashOf(pass: string): Promise<string> {
  const code = pass.replace(/[\s-]/g, "").toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
  return btoa(String.fromCharCode(...hash));
}
