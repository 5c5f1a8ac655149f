// Most votes, worked out anew: pot after pot, the project with most votes next, if it fits.
const by = {
  'lower-cost': (a, b) => a.ask - b.ask,
  'more-votes': (a, b) => b.votes - a.votes,
  file: (a, b) => a.place - b.place,
  id: (a, b) => (a.id < b.id ? -1 : 1),
};

export function award(result, rules, paper, ballots, must) {
  must(result.ballots === ballots.length, 'the result counts other ballots');
  const { rule, marginal, ties, ...more } = rules.allocation;
  if (rule !== 'most-votes' || marginal !== 'skip' || Object.keys(more).length || paper.groups.length || !ties.every((tie) => by[tie])) {
    console.log(`the rule (${rule}, ${marginal}) is not judged here`);
    return;
  }
  const votes = new Map(paper.proposals.map((one) => [one.id, 0]));
  for (const ballot of ballots) for (const id of ballot.split(' ').slice(1)) votes.set(id, votes.get(id) + 1);
  const awards = [];
  for (const pot of paper.pots) {
    let left = pot.amount;
    const order = paper.proposals.map((one, place) => ({ ...one, place, votes: votes.get(one.id) })).filter((one) => one.pot === pot.id)
      .sort((a, b) => b.votes - a.votes || ties.reduce((found, tie) => found || by[tie](a, b), 0));
    for (const one of order) {
      if (one.votes === 0 || one.ask > left || (one.conflicts ?? []).some((other) => awards.some((won) => won.project === other))) continue;
      left -= one.ask;
      awards.push({ project: one.id, pot: pot.id, amount: one.ask, ask: one.ask });
    }
  }
  must(JSON.stringify(result.awards) === JSON.stringify(awards), 'the awards are others');
  must(JSON.stringify(result.order) === JSON.stringify(awards.map((one) => one.project)), 'the order is another');
  must(result.spent === awards.reduce((sum, one) => sum + one.amount, 0), 'another sum is spent');
}
