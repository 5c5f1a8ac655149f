// The rules of award.mjs held against reference outcomes of real elections: node real.mjs FOLDER NAME... Exit 0 if every one is met, its order
// included. FOLDER holds NAME.pb and expected/NAME.json; the README there says what the keys mean.
import { readFileSync } from 'node:fs';
import { outcome } from './award.mjs';
import { parse, print } from './ballots.mjs';
import { fraction, text } from './fractions.mjs';

// Amounts in hundredths of the file's unit, some of which have them.
const digits = 2;
const amount = (text) => Math.round(Number(String(text).replace(',', '.')) * 10 ** digits);

// The rows of a file in Pabulib's format, quoted fields among them.
function rowsOf(file) {
  const rows = [[]];
  for (const [, quoted, plain, end] of file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').matchAll(/(?:"((?:[^"]|"")*)"|([^;"\n]*))(;|\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end !== ';') rows.push([]);
  }
  return rows.filter((row) => row.some((one) => one !== ''));
}

function read(path) {
  const sections = { META: [], PROJECTS: [], VOTES: [] };
  let section = null;
  for (const row of rowsOf(readFileSync(path, 'utf8'))) {
    if (row.length === 1 && sections[row[0].toUpperCase()]) section = sections[row[0].toUpperCase()]; else section.push(row);
  }
  const table = ([head, ...rows]) => rows.map((row) => Object.fromEntries(head.map((name, i) => [name.trim(), row[i]])));
  const meta = new Map(sections.META.slice(1));
  const kind = { ordinal: 'rank', cumulative: 'points', scoring: 'score' }[meta.get('vote_type')] ?? 'approve';
  const proposals = table(sections.PROJECTS).map((one) => ({ id: one.project_id, title: '', pot: 'all', ask: amount(one.cost), minimum: amount(one.cost) }));
  const known = new Set(proposals.map((one) => one.id));
  const ballots = table(sections.VOTES).map((row) => {
    const values = (row.points ?? '').split(',').map(Number);
    const choices = (row.vote ?? '').split(',').map((id, i) => ({ id: id.trim(), value: values[i] ?? 1 })).filter((one) => known.has(one.id));
    return print(kind, choices.filter((one, i) => choices.findIndex((other) => other.id === one.id) === i));
  });
  const paper = { pots: [{ id: 'all', amount: amount(meta.get('budget')) }], groups: [], proposals, minor_digits: digits };
  return { paper, kind, ballots: ballots.map(parse), threshold: Number(meta.get('min_project_score_threshold') ?? 0) };
}

const ties = { lex: ['id'], file: ['file'], mincost: ['lower-cost', 'id'], 'maxvotes-mincost': ['more-votes', 'lower-cost', 'id'], 'mincost-maxvotes': ['lower-cost', 'more-votes', 'id'] };
const utilities = { cost: 'cost', card: 'cardinality', points: 'points', borda: 'borda' };

// The settings that a key means; null for what our rules do not have (points of ranks counted otherwise).
function settings(key, election) {
  const [family, what, more] = key.split('/');
  const rest = { marginal: 'skip', funds_unsupported: true, ties: ties[key.split('/').at(-1)] };
  if (family === 'greedy') return { ...rest, rule: { votes: 'most-votes', votes_per_cost: 'votes-per-cost', score: 'score', score_per_cost: 'score-per-cost' }[what] };
  if (family === 'phragmen') return { ...rest, rule: 'phragmen', marginal: what };
  if (family === 'real') {
    if (what.startsWith('greedy-borda')) return null;
    const threshold = what === 'greedy-threshold' || what === 'greedy-no-skip' ? election.threshold : 0;
    const rule = election.kind === 'points' || election.kind === 'score' ? 'score' : 'most-votes';
    return { ...rest, rule, threshold, marginal: { 'greedy-no-skip': 'stop', poznan80: 'reach:80' }[what] ?? 'skip' };
  }
  const [rises, greedy] = [more.startsWith('add1'), more.endsWith('+u')];
  return {
    ...rest, rule: 'equal-shares', utility: utilities[what], completion: rises ? (greedy ? 'add1-greedy' : 'add1') : greedy ? 'greedy' : 'none',
    add1_start: more.includes('-int') ? 'floor' : 'exact', add1_stop: more.includes('-noexh') ? 'over-budget' : 'exhaustive', completion_ties: ['id'],
  };
}

let [met, missed] = [0, 0];
const [folder, ...names] = process.argv.slice(2);
for (const name of names) {
  const election = read(`${folder}/${name}.pb`);
  const { rules } = JSON.parse(readFileSync(`${folder}/expected/${name}.json`));
  for (const [key, expected] of Object.entries(rules)) {
    const allocation = settings(key, election);
    if (!allocation) continue;
    const found = outcome(election.paper, { form: { kind: election.kind }, allocation }, election.ballots, new Map([['all', election.paper.pots[0].amount]]), new Set());
    const [pot] = found.pots;
    const units = (minor) => { const [n, d = '1'] = String(minor).split('/'); return text(fraction(BigInt(n), BigInt(d) * BigInt(10 ** digits))); };
    const says = [found.order.join(' '), units(found.spent), pot.completed_from ?? found.order.length, pot.increments, pot.share && units(pot.share), pot.end];
    const wanted = [expected.order.join(' '), expected.cost, expected.completed_from ?? says[2], expected.increments ?? says[3], expected.final_budget_per_voter ?? says[4], expected.stop ?? says[5]];
    if (says.join('|') === wanted.join('|')) met++;
    else {
      missed++;
      console.log(`${name} ${key}: expected ${wanted.join(' | ')}, found ${says.join(' | ')}`);
    }
  }
}
console.log(`${met} outcomes met, ${missed} missed`);
process.exitCode = missed === 0 && met > 0 ? 0 : 1;
