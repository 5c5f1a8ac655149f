// ballots.pb and pots/N.pb, made anew from the ballots in ballots.pb but for what only a person or Pabulib's checker knows: description, country,
// unit, instance and the dates are taken as they stand, and so are `rule`, `min_project_score_threshold` and `comment`. Written from
// docs/formats: ballots.md, rules.md and paper.md.
import { check, parse, print, within } from './ballots.mjs';
import { inTieOrder, support } from './pot.mjs';

const field = (text) => (/[;"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (fields) => `${fields.map((one) => field(String(one))).join(';')}\n`;

// A row's fields; one in quotes may hold what separates them.
function fieldsOf(row) {
  const fields = [...row.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;"]*))/g)].map((found) => found[1]?.replaceAll('""', '"') ?? found[2]);
  return line(fields) === `${row}\n` ? fields : null;
}

function read(text, must) {
  const [, meta, projects, columns, votes] = /^META\nkey;value\n((?:.*\n)*?)PROJECTS\n((?:.*\n)*?)VOTES\n(.*)\n((?:.*\n)*)$/.exec(text) ?? [];
  must(columns, 'a file of ballots has not its three sections');
  const rows = (part) => part.split('\n').slice(0, -1).map(fieldsOf);
  const pairs = rows(meta);
  must(pairs.every((pair) => pair?.length === 2), 'META holds something else than keys and values');
  return { meta: new Map(pairs), projects, columns: columns.split(';'), votes: rows(votes) };
}

// The published ballots: valid, sorted by what they say, numbered.
export function readBallots(text, rules, paper, must) {
  const { kind } = rules.form;
  const { columns, votes } = read(text, must);
  const dealt = kind === 'score' || kind === 'points';
  must(columns.join() === (dealt ? 'voter_id,vote,points' : 'voter_id,vote'), 'the votes have other columns');
  const ballots = votes.map((row, i) => {
    must(row?.length === columns.length && row[0] === String(i + 1), 'the ballots are not numbered');
    if (row[1] === ',') return 'blank';
    const values = dealt ? row[2].split(',') : [];
    const choices = row[1].split(',').map((id, at) => ({ id, value: values[at] }));
    must(!dealt || values.length === choices.length, 'a ballot has other points than projects');
    return print(kind, dealt ? choices.sort((a, b) => (a.id < b.id ? -1 : 1)) : choices);
  });
  ballots.forEach((ballot) => check(ballot, rules, paper, must));
  must([...ballots].sort().join('\n') === ballots.join('\n'), 'the ballots are not sorted');
  return ballots;
}

// A number of minor units in units of the currency, without zeros at its end.
function money(amount, digits) {
  const [whole, rest] = [Math.floor(amount / 10 ** digits), amount % 10 ** digits];
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(digits, '0').replace(/0+$/, '')}`;
}

const title = (text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').trim();

// META, PROJECTS and VOTES of one file: of the whole day, or of one pot.
function make(part, given, { paper, rules, totals, found }) {
  const { form, allocation } = rules;
  const dealt = form.kind === 'score' || form.kind === 'points';
  const { pots, ballots, pot } = part;
  const ids = new Set(pots.map((one) => one.id));
  const proposals = paper.proposals.map((one, place) => ({ ...one, place })).filter((one) => ids.has(one.pot));
  const blanks = ballots.some((one) => one.choices.length === 0);
  const budget = pots.reduce((sum, one) => sum + totals.get(one.id), 0);
  const amount = (minor) => money(minor, paper.minor_digits);
  const severalPerPot = form.per_pot && pots.length > 1;
  const least = severalPerPot ? undefined : blanks ? 0 : pot && !form.per_pot ? 1 : form.least;
  const most = severalPerPot || !form.most ? undefined : Math.min(form.most + (form.extra?.votes ?? 0), proposals.length);
  const votes = { approve: least === 1 && most === 1 ? 'choose-1' : 'approval', rank: 'ordinal', points: 'cumulative', score: 'scoring' }[form.kind];
  const whole = (minor) => Math.floor(minor / 10 ** paper.minor_digits);
  const keys = [
    ['description', given.get('description')], ['country', given.get('country')], ['unit', given.get('unit')], ['subunit', pot && (title(pot.title) || undefined)], ['instance', given.get('instance')],
    ['num_projects', proposals.length], ['num_votes', ballots.length], ['budget', amount(budget)], ['vote_type', votes], ['rule', part.own.get('rule')],
    ['date_begin', given.get('date_begin')], ['date_end', given.get('date_end')], ['min_length', least], ['max_length', most],
    ['max_sum_cost', form.knapsack ? amount(pots.reduce((sum, one) => sum + one.amount, 0)) : undefined],
    ['min_points', form.kind === 'score' ? 0 : undefined], ['max_points', form.kind === 'score' ? form.top : undefined],
    ['min_sum_points', form.kind === 'points' && !blanks && (!pot || form.per_pot) ? form.top : undefined],
    ['max_sum_points', form.kind === 'points' ? form.top * (form.per_pot ? pots.length : 1) : undefined],
    ['min_project_score_threshold', part.own.get('min_project_score_threshold')], ['language', /^[a-z]{2}(?=-|$)/.exec(paper.language)?.[0]], ['currency', paper.currency],
    ['fully_funded', proposals.reduce((sum, one) => sum + whole(one.ask), 0) <= whole(budget) ? 1 : undefined], ['comment', part.own.get('comment')],
  ].filter(([, value]) => value !== undefined);
  const score = form.kind !== 'approve' && allocation.rule !== 'most-votes' && allocation.rule !== 'votes-per-cost';
  const themes = proposals.some((one) => one.theme !== undefined);
  const counted = inTieOrder(support(proposals, ballots).map((one) => ({ ...one, score: one.points + (form.kind === 'rank' ? one.votes : 0) })), allocation.ties)
    .sort((a, b) => (score ? b.score - a.score : b.votes - a.votes));
  const selected = (one) => (found.otherwise.has(one.id) ? 2 : found.order.includes(one.id) ? 1 : 0);
  const choices = (ballot) => (dealt ? [...ballot.choices].sort((a, b) => b.value - a.value) : ballot.choices);
  const list = (values) => values.join(',') || ',';
  return [
    'META\nkey;value\n', ...keys.map(line), 'PROJECTS\n', line(['project_id', 'cost', 'votes', ...(score ? ['score'] : []), 'name', ...(themes ? ['category'] : []), 'selected']),
    ...counted.map((one) => line([one.id, amount(one.ask), one.votes, ...(score ? [one.score] : []), title(one.title), ...(themes ? [one.theme ?? ''] : []), selected(one)])),
    'VOTES\n', line(['voter_id', 'vote', ...(dealt ? ['points'] : [])]),
    ...ballots.map((one, i) => line([i + 1, list(choices(one).map((choice) => choice.id)), ...(dealt ? [list(choices(one).map((choice) => choice.value))] : [])])),
  ].join('');
}

// The names of the files of pots that belong to a day.
export const potFiles = (paper) => (paper.pots.length === 1 ? [] : paper.pots.map((_, i) => `pots/${i + 1}.pb`));

// ballots.pb and the file of each pot are what follows from the ballots.
export function checkFiles(members, day, ballots, must) {
  const { paper } = day;
  const given = read(members['ballots.pb'].toString(), must).meta;
  const whole = ballots.map(parse);
  const same = (name, part) => must(members[name].toString() === make({ ...part, own: read(members[name].toString(), must).meta }, given, day), `${name} is not what follows from the ballots`);
  same('ballots.pb', { pots: paper.pots, ballots: whole });
  potFiles(paper).forEach((name, i) => {
    const ids = new Set(paper.proposals.filter((one) => one.pot === paper.pots[i].id).map((one) => one.id));
    const parts = whole.map((ballot) => within(ballot, ids)).sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
    same(name, { pots: [paper.pots[i]], pot: paper.pots[i], ballots: parts });
  });
}
