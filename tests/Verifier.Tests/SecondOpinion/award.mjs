// The result, worked out anew under every rule of docs/formats/rules.md, and held against result.json. Written from docs/formats: rules.md,
// changes.md, paper.md and result.md.
import { text } from './fractions.mjs';
import { phragmen } from './loads.mjs';
import { countsPoints, inTieOrder, Money, potOf, ranking } from './pot.mjs';
import { rise, Shares } from './shares.mjs';

const sum = (numbers) => [...numbers].reduce((all, one) => all + one, 0);
const completions = { none: [false, false], greedy: [false, true], add1: [true, false], 'add1-greedy': [true, true] };

// One pot: its awards in order, what result.json says of it, and which awards the column `selected` marks with a 2.
function awardPot(pot, allocation) {
  const money = new Money(pot, allocation.marginal);
  const measure = countsPoints(allocation) ? 'score' : 'most-votes';
  let rose = null;
  if (allocation.rule === 'equal-shares') {
    const [rises, greedy] = completions[allocation.completion];
    if (pot.ballots.length > 0) {
      const shares = new Shares(pot, allocation.utility);
      rose = rises ? rise(shares, allocation) : null;
      (rose?.outcome ?? shares.run(BigInt(pot.total), Infinity).bought).forEach((one) => money.fund(one, one.ask));
    }
    const before = money.funded.length;
    const rest = inTieOrder(pot.eligible.filter((one) => !money.has(one)), allocation.completion_ties ?? allocation.ties);
    if (greedy) ranking(rest, measure).forEach((one) => money.offer(one));
    money.completedFrom = before;
  } else {
    if (allocation.rule === 'phragmen') phragmen(pot, money);
    else ranking(pot.eligible, allocation.rule).forEach((one) => money.offer(one));
    money.completedFrom = money.funded.length;
  }
  const reserve = ranking(pot.eligible.filter((one) => !money.has(one)), allocation.rule === 'equal-shares' || allocation.rule === 'phragmen' ? measure : allocation.rule);
  return {
    awards: money.funded.map((one) => ({ project: one.id, pot: pot.id, amount: one.amount, ask: one.ask })),
    otherwise: money.funded.filter((one, i) => i >= money.completedFrom || one.amount < one.ask || one.id === money.reached).map((one) => one.id),
    says: {
      pot: pot.id, amount: pot.total, spent: pot.total - money.left, left: money.left, reserve: reserve.map((one) => one.id),
      ...(money.completedFrom < money.funded.length ? { completed_from: money.completedFrom } : {}),
      ...(rose ? { increments: rose.increments, share: text(rose.share), end: rose.end } : {}),
    },
  };
}

export function outcome(paper, rules, ballots, totals, withdrawn) {
  const pots = paper.pots.map((pot) => awardPot(potOf(paper, rules, ballots, pot, totals.get(pot.id), withdrawn), rules.allocation));
  const awards = pots.flatMap((pot) => pot.awards);
  return {
    awards, pots: pots.map((pot) => pot.says), otherwise: new Set(pots.flatMap((pot) => pot.otherwise)),
    order: awards.map((one) => one.project), spent: sum(awards.map((one) => one.amount)), left: sum(pots.map((pot) => pot.says.left)),
  };
}

// What was changed after the paper was frozen, as result.json says it; nothing where nothing makes a difference.
function changesOf(paper, rules, day, ballots) {
  const pots = paper.pots.filter((pot) => day.pots.get(pot.id) !== pot.amount).map((pot) => ({ pot: pot.id, paper: pot.amount, amount: day.pots.get(pot.id) }));
  if (pots.length + day.withdrawn.size === 0) return undefined;
  const { order, spent, left } = outcome(paper, rules, ballots, new Map(paper.pots.map((pot) => [pot.id, pot.amount])), new Set());
  return { ...(pots.length ? { pots } : {}), ...(day.withdrawn.size ? { withdrawn: [...day.withdrawn].sort() } : {}), without: { order, spent, left } };
}

const known = ['most-votes', 'votes-per-cost', 'score', 'score-per-cost', 'average-score', 'equal-shares', 'phragmen'];
const settings = ['rule', 'utility', 'completion', 'add1_start', 'add1_stop', 'marginal', 'threshold', 'threshold_percent', 'floor_hundredths', 'cap_percent', 'funds_unsupported', 'ties', 'completion_ties'];
const funded = ['funded', 'part-funded', 'reached'];

// Holds the result against what comes out here, and answers with the latter. What a rule is not known to do is never passed over in silence.
export function award(result, rules, paper, day, ballots, must) {
  const { allocation } = rules;
  must(known.includes(allocation.rule) && Object.keys(allocation).every((name) => settings.includes(name)), `NOT RECOMPUTED: the rule ${allocation.rule} or a setting of it is not known here`);
  const leftOut = day.missing.map(({ log }) => ({ log, cards: sum(day.batches.filter((one) => one.log === log).map((one) => Number(one.size))) })).sort((a, b) => (a.log < b.log ? -1 : 1));
  const found = outcome(paper, rules, ballots, day.pots, day.withdrawn);
  const same = (name, value, reason) => must(JSON.stringify(result[name]) === JSON.stringify(value), reason);
  same('left_out', leftOut.length ? leftOut : undefined, 'the result tells of other logs that are left out');
  same('changes', changesOf(paper, rules, day, ballots), 'the result tells other changes, or another outcome without them');
  same('rule', allocation.rule, 'the result names another rule');
  same('allocation', allocation, 'the result names other settings of the rule');
  same('ballots', ballots.length, 'the result counts other ballots');
  same('awards', found.awards, 'the awards are others');
  same('order', found.order, 'the order is another');
  same('pots', found.pots, 'the result tells something else of a pot: its money, its reserve, its completion');
  same('spent', found.spent, 'another sum is spent');
  same('left', found.left, 'another sum is left');
  const last = new Map(result.trace.map((step) => [step.project, step.step]));
  must(paper.proposals.every((one) => last.has(one.id) && funded.includes(last.get(one.id)) === found.order.includes(one.id)), 'the trace ends otherwise than the awards');
  return found;
}
