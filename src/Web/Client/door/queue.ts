// How long whoever stands in the queue waits: from the pace of this door in the last minutes.
const window = 10 * 60_000;
const fewest = 3;
const shortest = 60_000;

export class Pace {
  private arrivals: number[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Somebody was let in. */
  arrived(): void {
    this.arrivals.push(this.now());
  }

  /** Minutes, rounded up, until so many people are in; `null` while too few came to tell. */
  minutesFor(people: number): number | null {
    const now = this.now();
    this.arrivals = this.arrivals.filter((at) => now - at <= window);
    if (this.arrivals.length < fewest) return null;
    // From the first of them on, and no faster than so many in a minute.
    const each = Math.max(now - this.arrivals[0]!, shortest) / this.arrivals.length;
    return Math.ceil((people * each) / 60_000);
  }
}
