// Ballots as they are published and as the rules want them. Written from docs/formats: ballots.md, rules.md and paper.md.

// A canonical ballot as { kind, choices: [{ id, value }] }: the mark or the points given, the place of a rank from 0, else 1.
export function parse(text) {
  const [kind, ...words] = text.split(' ');
  return { kind, text, choices: words.map((word, i) => {
    const [id, value] = word.split('=');
    return { id, value: kind === 'rank' ? i : Number(value ?? 1) };
  }) };
}

export function print(kind, choices) {
  if (choices.length === 0) return 'blank';
  return `${kind} ${choices.map((one) => (kind === 'score' || kind === 'points' ? `${one.id}=${one.value}` : one.id)).join(' ')}`;
}

// What a ballot says about one pot, as a ballot of its own.
export function within(ballot, ids) {
  const choices = ballot.choices.filter((one) => ids.has(one.id));
  return parse(print(ballot.kind, choices));
}

const canonicalValue = /^(?:0|[1-9][0-9]{0,8})$/;

// Whether a ballot is canonical and valid under the frozen rules.
export function check(text, rules, paper, must) {
  const { form } = rules;
  const ballot = parse(text);
  if (text === 'blank') return;
  must(ballot.kind === form.kind && ballot.choices.length > 0, 'a ballot is of another form');
  const ids = ballot.choices.map((one) => one.id);
  const proposals = ids.map((id) => paper.proposals.find((one) => one.id === id));
  must(proposals.every(Boolean) && new Set(ids).size === ids.length, 'a ballot names what it may not');
  must(form.kind === 'rank' || [...ids].sort().join() === ids.join(), 'a ballot is not in order');
  if (form.kind === 'score' || form.kind === 'points') {
    const values = text.split(' ').slice(1).map((word) => word.slice(word.indexOf('=') + 1));
    must(values.every((value) => canonicalValue.test(value) && (form.kind === 'score' || value !== '0')), 'a ballot has a number in another spelling');
    must(form.kind !== 'score' || values.every((value) => Number(value) <= form.top), 'a mark is too high');
  }
  const parts = form.per_pot ? paper.pots.map((pot) => proposals.filter((one) => one.pot === pot.id)) : [proposals];
  for (const part of parts.filter((one) => one.length > 0)) {
    const extra = form.extra ? Math.min(form.extra.votes, part.filter((one) => [one.tier, one.area, one.theme].includes(form.extra.group)).length) : 0;
    must(part.length >= form.least && (!form.most || part.length - extra <= form.most), 'a ballot is not valid: too many or too few projects');
    const dealt = part.reduce((sum, one) => sum + ballot.choices.find((choice) => choice.id === one.id).value, 0);
    must(form.kind !== 'points' || dealt === form.top, 'a ballot deals out other points');
  }
  if (form.knapsack)
    must(paper.pots.every((pot) => proposals.filter((one) => one.pot === pot.id).reduce((sum, one) => sum + one.ask, 0) <= pot.amount), 'a ballot asks for more than a pot has');
}
