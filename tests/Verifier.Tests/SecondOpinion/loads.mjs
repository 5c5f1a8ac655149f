// Sequential Phragmén, exactly. Written from docs/formats/rules.md. All who support a project that is bought bear the same load afterwards, so a
// ballot's load is known by the purchase that it took part in last.
import { compare, fraction } from './fractions.mjs';

export function phragmen(pot, money) {
  const last = pot.ballots.map(() => 0);
  const loads = [fraction(0)];
  const supporters = new Map(pot.eligible.map((one) => [one.id, []]));
  pot.ballots.forEach((ballot, at) => ballot.choices.forEach((choice) => supporters.get(choice.id)?.push(at)));
  const loadOf = (one) => {
    const times = new Map();
    for (const at of supporters.get(one.id)) times.set(last[at], (times.get(last[at]) ?? 0) + 1);
    let sum = fraction(one.ask);
    for (const [load, count] of times) sum = { n: sum.n * loads[load].d + loads[load].n * BigInt(count) * sum.d, d: sum.d * loads[load].d };
    return { n: sum.n, d: sum.d * BigInt(supporters.get(one.id).length) };
  };
  // Under `stop` any of those that are tied for best stops it if it does not fit.
  const turn = (tied, waiting) => {
    const one = (money.marginal === 'stop' && tied.find((other) => other.ask > money.left)) || tied[0];
    waiting.splice(waiting.indexOf(one), 1);
    money.offer(one);
    return one;
  };
  const waiting = pot.eligible.filter((one) => supporters.get(one.id).length > 0);
  const unsupported = pot.eligible.filter((one) => supporters.get(one.id).length === 0);
  while (waiting.length > 0 && !money.closed) {
    const found = waiting.map(loadOf);
    const least = found.reduce((a, b) => (compare(b, a) < 0 ? b : a));
    const one = turn(waiting.filter((_, i) => compare(found[i], least) === 0), waiting);
    if (!money.has(one)) continue;
    loads.push(least);
    for (const at of supporters.get(one.id)) last[at] = loads.length - 1;
  }
  while (unsupported.length > 0 && !money.closed) turn([...unsupported], unsupported);
}
