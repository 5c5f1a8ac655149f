// One pot of a day: whom the ballots support, in what order ties go, what stands in a project's way, and the money that is left.
// Written from docs/formats: rules.md, changes.md and paper.md.
import { ascii, byBytes, sha256 } from '../../Ledger.Tests/SecondOpinion/bytes.mjs';
import { within } from './ballots.mjs';
import { compare, fraction } from './fractions.mjs';

export const utf8 = (text) => Buffer.from(text, 'utf8');
export const countsPoints = ({ rule, utility }) => ['score', 'score-per-cost', 'average-score'].includes(rule) || (rule === 'equal-shares' && (utility === 'points' || utility === 'borda'));

// What a choice is worth in points: a mark, points, Borda points among those ranked, 1 for an approval.
export const worth = (ballot, choice) => (ballot.kind === 'rank' ? ballot.choices.length - 1 - choice.value : choice.value);

// The votes, points and first preferences of some projects, out of ballots that name no others.
export function support(proposals, ballots) {
  const found = new Map(proposals.map((one) => [one.id, { ...one, votes: 0, points: 0, first: 0 }]));
  for (const ballot of ballots) {
    for (const choice of ballot.choices) {
      const one = found.get(choice.id);
      one.votes++;
      one.points += worth(ballot, choice);
    }
    if (ballot.kind === 'rank' && ballot.choices.length > 0) found.get(ballot.choices[0].id).first++;
  }
  return [...found.values()];
}

// Sorts projects as ties go: the order of the list is that of the paper.
export function inTieOrder(projects, ties) {
  const lots = (seed) => new Map(projects.map((one) => [one.id, sha256(utf8(`${seed}\n${one.id}`))]));
  const ways = ties.map((tie) => {
    const drawn = tie.startsWith('lots:') ? lots(tie.slice(5)) : null;
    return {
      'lower-cost': (a, b) => a.ask - b.ask, 'more-votes': (a, b) => b.votes - a.votes, 'first-preferences': (a, b) => b.first - a.first,
      file: (a, b) => a.place - b.place, id: (a, b) => byBytes(ascii(a.id), ascii(b.id)),
    }[tie] ?? ((a, b) => byBytes(drawn.get(a.id), drawn.get(b.id)));
  });
  return [...projects].sort((a, b) => ways.reduce((sign, way) => sign || way(a, b), 0));
}

// A pot with its ballots, each what it says about this pot.
export function potOf(paper, rules, ballots, pot, total, withdrawn) {
  const proposals = paper.proposals.map((one, place) => ({ ...one, place })).filter((one) => one.pot === pot.id);
  const ids = new Set(proposals.map((one) => one.id));
  const parts = ballots.map((ballot) => within(ballot, ids));
  const { allocation } = rules;
  const projects = inTieOrder(support(proposals, parts), allocation.ties);
  const atLeast = Math.ceil((ballots.length * (allocation.threshold_percent ?? 0)) / 100);
  const marks = rules.form.kind === 'score' || rules.form.kind === 'points';
  const takesPart = (one) => !withdrawn.has(one.id)
    && (countsPoints(allocation) ? one.points : one.votes) >= (allocation.threshold ?? 0)
    && (allocation.funds_unsupported || (marks ? one.points : one.votes) > 0)
    && one.votes >= atLeast
    && (allocation.rule !== 'average-score' || BigInt(one.points) * 100n >= BigInt(one.votes) * BigInt(allocation.floor_hundredths ?? 0))
    && (!allocation.cap_percent || BigInt(one.ask) * 100n <= BigInt(total) * BigInt(allocation.cap_percent));
  return { id: pot.id, total, ballots: parts, groups: paper.groups, projects, eligible: projects.filter(takesPart), unit: 10 ** paper.minor_digits };
}

// Whether something beside money stands in a project's way once these were funded: a conflict, or the limit of a group.
export function blocked(pot, one, funded) {
  if (funded.some((other) => (one.conflicts ?? []).includes(other.id))) return true;
  return pot.groups.filter((group) => [one.tier, one.area, one.theme].includes(group.id)).some((group) => {
    const inside = funded.filter((other) => [other.tier, other.area, other.theme].includes(group.id));
    return (group.most_projects && inside.length + 1 > group.most_projects)
      || (group.most_money && inside.reduce((sum, other) => sum + other.amount, 0) + one.ask > group.most_money);
  });
}

// The money of a pot: projects are offered to it one after another, and it funds them or applies the marginal policy.
export class Money {
  constructor(pot, marginal) {
    [this.pot, this.marginal, this.left, this.funded, this.closed, this.reached] = [pot, marginal, pot.total, [], false, null];
  }

  offer(one) {
    if (this.closed || blocked(this.pot, one, this.funded)) return;
    if (one.ask <= this.left) return this.fund(one, one.ask);
    if (this.marginal === 'part' && this.left >= one.minimum) return this.fund(one, this.left);
    if (this.marginal.startsWith('reach:')) {
      this.closed = true;
      if (BigInt(this.left) * 100n >= BigInt(one.ask) * BigInt(this.marginal.slice(6))) {
        this.reached = one.id;
        this.fund(one, one.ask);
      }
    }
    if (this.marginal === 'stop') this.closed = true;
  }

  fund(one, amount) {
    this.left -= amount;
    this.funded.push({ ...one, amount });
  }

  has(one) {
    return this.funded.some((other) => other.id === one.id);
  }
}

// Projects by a measure, the best first. They come in tie order, and sorting keeps it where the measure is the same.
export function ranking(projects, rule) {
  const measure = {
    'most-votes': (one) => fraction(one.votes), 'votes-per-cost': (one) => fraction(one.votes, one.ask),
    score: (one) => fraction(one.points), 'score-per-cost': (one) => fraction(one.points, one.ask),
    'average-score': (one) => fraction(one.points, Math.max(one.votes, 1)),
  }[rule];
  return [...projects].sort((a, b) => compare(measure(b), measure(a)));
}
