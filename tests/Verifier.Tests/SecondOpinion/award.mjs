// Most votes, worked out anew: pot after pot, the project with most votes next, if it fits and was not withdrawn. Written from
// docs/formats: rules.md, changes.md, paper.md and result.md.
const by = {
  'lower-cost': (a, b) => a.ask - b.ask,
  'more-votes': (a, b) => b.votes - a.votes,
  file: (a, b) => a.place - b.place,
  id: (a, b) => (a.id < b.id ? -1 : 1),
};

function fund(paper, ties, votes, totals, withdrawn) {
  const awards = [];
  for (const pot of paper.pots) {
    let left = totals.get(pot.id);
    const order = paper.proposals.map((one, place) => ({ ...one, place, votes: votes.get(one.id) })).filter((one) => one.pot === pot.id)
      .sort((a, b) => b.votes - a.votes || ties.reduce((found, tie) => found || by[tie](a, b), 0));
    for (const one of order) {
      if (withdrawn.has(one.id) || one.votes === 0 || one.ask > left || (one.conflicts ?? []).some((other) => awards.some((won) => won.pot === pot.id && won.project === other))) continue;
      left -= one.ask;
      awards.push({ project: one.id, pot: pot.id, amount: one.ask, ask: one.ask });
    }
  }
  return awards;
}

const sum = (numbers) => [...numbers].reduce((all, one) => all + one, 0);

// What was changed after the paper was frozen, as result.json says it; nothing where nothing makes a difference.
function changesOf(paper, day, without) {
  const pots = paper.pots.filter((pot) => day.pots.get(pot.id) !== pot.amount).map((pot) => ({ pot: pot.id, paper: pot.amount, amount: day.pots.get(pot.id) }));
  if (pots.length + day.withdrawn.size === 0) return undefined;
  const spent = sum(without.map((one) => one.amount));
  return {
    ...(pots.length ? { pots } : {}), ...(day.withdrawn.size ? { withdrawn: [...day.withdrawn].sort() } : {}),
    without: { order: without.map((one) => one.project), spent, left: sum(paper.pots.map((pot) => pot.amount)) - spent },
  };
}

export function award(result, rules, paper, day, ballots, must) {
  const leftOut = day.missing.map(({ log }) => ({ log, cards: sum(day.batches.filter((one) => one.log === log).map((one) => Number(one.size))) })).sort((a, b) => (a.log < b.log ? -1 : 1));
  must(JSON.stringify(result.left_out ?? []) === JSON.stringify(leftOut), 'the result tells of other logs that are left out');
  must(result.ballots === ballots.length, 'the result counts other ballots');
  must(paper.pots.every((pot) => result.pots.find((one) => one.pot === pot.id)?.amount === day.pots.get(pot.id)), 'a pot has another total');
  must(!result.awards.some((one) => day.withdrawn.has(one.project)), 'a withdrawn project is funded');
  const { rule, marginal, ties, ...more } = rules.allocation;
  if (rule !== 'most-votes' || marginal !== 'skip' || Object.keys(more).length || paper.groups.length || !ties.every((tie) => by[tie])) {
    console.log(`the rule (${rule}, ${marginal}) is not judged here`);
    return;
  }
  const votes = new Map(paper.proposals.map((one) => [one.id, 0]));
  for (const ballot of ballots) for (const id of ballot.split(' ').slice(1)) votes.set(id, votes.get(id) + 1);
  const awards = fund(paper, ties, votes, day.pots, day.withdrawn);
  const without = fund(paper, ties, votes, new Map(paper.pots.map((pot) => [pot.id, pot.amount])), new Set());
  must(JSON.stringify(result.changes) === JSON.stringify(changesOf(paper, day, without)), 'the result tells other changes, or another outcome without them');
  must(JSON.stringify(result.awards) === JSON.stringify(awards), 'the awards are others');
  must(JSON.stringify(result.order) === JSON.stringify(awards.map((one) => one.project)), 'the order is another');
  must(result.spent === sum(awards.map((one) => one.amount)), 'another sum is spent');
}
