// How long nobody has touched the kiosk. Time is read off two clocks: a device that slept has a gap in the one that counts, and somebody who sets
// the other one back wins nothing.

/** Seconds without a touch after which whoever stood there has gone, and for how many of them the kiosk asks. */
export const idleAfter = 60;
export const warnFor = 15;

export type Idle = { at: "calm" } | { at: "warning"; left: number } | { at: "over" };

export interface Moment {
  /** Time of day, ms. */
  readonly wall: number;
  /** Time since the page began, ms. */
  readonly steady: number;
}

export const now = (): Moment => ({ wall: Date.now(), steady: performance.now() });

export class IdleWatch {
  private touched: Moment;

  constructor(from: Moment) {
    this.touched = from;
  }

  /** Somebody is there. */
  touch(at: Moment): void {
    this.touched = at;
  }

  look(at: Moment): Idle {
    const left = idleAfter - Math.max(at.wall - this.touched.wall, at.steady - this.touched.steady) / 1000;
    if (left <= 0) return { at: "over" };
    return left <= warnFor ? { at: "warning", left: Math.ceil(left) } : { at: "calm" };
  }
}
