// Equal Shares in whole numbers, and its rises. Written from docs/formats/rules.md. All money stands in voter-ths of a minor unit, as
// numerators over one denominator that grows with each price, so that nothing is ever rounded. A look in floating point tells first which
// projects can be the cheapest at all; which one is, and whether it can be paid, is decided by the exact numbers.
import { approximately, compare, fraction, gcd } from './fractions.mjs';
import { blocked, worth } from './pot.mjs';

// Ballots that say the same about the pot, once; of each project its supporters with the price each unit of worth costs them.
function supporters(pot, utility) {
  const classes = new Map();
  for (const ballot of pot.ballots) classes.set(ballot.text, { ballot, count: (classes.get(ballot.text)?.count ?? 0) + 1 });
  const valued = utility === 'points' || utility === 'borda';
  const found = new Map(pot.eligible.map((one) => [one.id, []]));
  [...classes.values()].forEach(({ ballot, count }, at) => {
    for (const choice of ballot.choices) {
      const value = valued ? worth(ballot, choice) : 1;
      if (value > 0) found.get(choice.id)?.push({ at, count, value });
    }
  });
  return { classes: classes.size, found };
}

export class Shares {
  constructor(pot, utility) {
    const { classes, found } = supporters(pot, utility);
    this.pot = pot;
    this.classes = classes;
    this.voters = BigInt(pot.ballots.length);
    this.projects = pot.eligible.map((one) => ({
      one, entries: found.get(one.id), cost: BigInt(one.ask) * this.voters, divisor: utility === 'cost' ? BigInt(one.ask) : 1n,
      weight: found.get(one.id).reduce((sum, entry) => sum + entry.count * entry.value, 0),
    })).filter((project) => project.entries.length > 0);
    // How far a look may be off: the sums' rounding, at worst for one last supporter who pays what is missing.
    this.slack = Math.max(1e-9, ...this.projects.map((project) => 4e-16 * (project.entries.length + 10) * project.weight));
  }

  // Buys from a share, and gives up once more than the limit is spent. The projects bought, in order.
  run(share, limit) {
    this.denominator = 1n;
    this.held = [share];
    this.looks = [approximately(share, 1n)];
    this.group = new Int32Array(this.classes);
    const bought = [];
    let spent = 0;
    let live = this.projects.map((project) => ({ project, least: 0 }));
    while (spent <= limit && live.length > 0) {
      const best = this.cheapest(live);
      if (!best) break;
      this.pay(best.project, best.price);
      bought.push({ ...best.project.one, amount: best.project.one.ask });
      spent += best.project.one.ask;
      live = live.filter(({ project, least }) => project !== best.project && least < Infinity && !blocked(this.pot, project.one, bought));
    }
    return { bought, spent };
  }

  // The project with the lowest price for its worth; of equal ones the first in the tie order, in which they stand.
  cheapest(live) {
    const key = ({ project, least }) => least / Number(project.divisor);
    let enough = Infinity;
    for (const candidate of [...live].sort((a, b) => key(a) - key(b))) {
      if (key(candidate) > enough) break;
      candidate.least = this.look(candidate.project, candidate.least);
      enough = Math.min(enough, key(candidate) * (1 + 4 * this.slack));
    }
    let best = null;
    for (const candidate of live.filter((one) => one.least < Infinity && key(one) <= enough)) {
      const price = this.price(candidate.project);
      if (!price) candidate.least = Infinity;
      else if (!best || compare(rate(candidate.project, price), rate(best.project, best.price)) < 0) best = { project: candidate.project, price };
    }
    return best ?? (live.some((one) => one.least < Infinity) ? this.cheapest(live.filter((one) => one.least < Infinity)) : null);
  }

  // About the price, never above it: from a price that is surely not too high, each supporter paying it or all they hold. Infinity where they
  // surely cannot pay.
  look(project, from) {
    for (let price = from; ;) {
      let [held, weight, most] = [0, 0, 0];
      for (const { at, count, value } of project.entries) {
        const holds = this.looks[this.group[at]];
        most = Math.max(most, holds / value);
        if (holds < price * value) held += holds * count; else weight += count * value;
      }
      const cost = Number(project.cost);
      if (weight === 0) return held < cost * (1 - 1e-9) ? Infinity : most * (1 - this.slack);
      const next = (cost - held) / weight;
      if (next <= price * (1 + 1e-15)) return Math.max(from, price * (1 - this.slack));
      price = next;
    }
  }

  // The exact price of a unit of worth, in the unit of what is held; null where the supporters cannot pay.
  price(project) {
    const parts = new Map();
    for (const { at, count, value } of project.entries) {
      const name = `${this.group[at]} ${value}`;
      const part = parts.get(name) ?? parts.set(name, { holds: this.held[this.group[at]], value: BigInt(value), count: 0 }).get(name);
      part.count += count;
    }
    const poorest = [...parts.values()].sort((a, b) => (a.holds * b.value < b.holds * a.value ? -1 : 1));
    let missing = project.cost * this.denominator;
    let weight = BigInt(project.weight);
    for (const { holds, value, count } of poorest) {
      if (missing * value <= holds * weight) return fraction(missing, weight);
      missing -= holds * BigInt(count);
      weight -= value * BigInt(count);
    }
    return null;
  }

  pay(project, price) {
    const by = gcd(price.n, price.d);
    const [n, d] = [price.n / by, price.d / by];
    this.denominator *= d;
    const used = new Set(this.group);
    if (d !== 1n) this.held = this.held.map((holds, group) => (used.has(group) ? holds * d : 0n));
    const moved = new Map();
    for (const { at, value } of project.entries) {
      const name = `${this.group[at]} ${value}`;
      if (!moved.has(name)) {
        const [holds, asked] = [this.held[this.group[at]], n * BigInt(value)];
        this.held.push(holds > asked ? holds - asked : 0n);
        this.looks.push(approximately(this.held.at(-1), this.denominator));
        moved.set(name, this.held.length - 1);
      }
      this.group[at] = moved.get(name);
    }
  }
}

const rate = (project, price) => ({ n: price.n, d: price.d * project.divisor });

// Everyone's share rises by one unit of the currency at a time, and the method runs anew.
export function rise(shares, { add1_start: start, add1_stop: stop }) {
  const { pot, voters } = shares;
  const step = BigInt(pot.unit) * voters;
  const first = start === 'floor' ? (BigInt(pot.total) / step) * step : BigInt(pot.total);
  const among = start === 'floor' ? pot.eligible : shares.projects.map((project) => project.one);
  let before = [];
  for (let increments = 0; ; increments++) {
    const { bought, spent } = shares.run(first + BigInt(increments) * step, pot.total);
    const end = (how, times, outcome) => ({ outcome, increments: times, share: { n: first + BigInt(times) * step, d: voters }, end: how });
    const open = (list, left) => list.some((one) => one.ask <= left && !bought.some((other) => other.id === one.id) && !blocked(pot, one, bought));
    if (spent > pot.total) return end('next-infeasible', increments - 1, before);
    if (stop === 'exhaustive' && !open(among, pot.total - spent)) return end('exhaustive', increments, bought);
    if (!open(shares.projects.map((project) => project.one), Infinity)) return end('all-supported', increments, bought);
    before = bought;
  }
}
