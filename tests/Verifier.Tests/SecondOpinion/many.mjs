// The outcomes of many days at once: node many.mjs FILE, each line of which is a day as JSON, with its paper.json, rules.json, result.json, ballots.pb and
// pots/N.pb as texts, and what was changed. Prints the names of those that do not hold, each with the reason.
import { readFileSync } from 'node:fs';
import { award } from './award.mjs';
import { parse } from './ballots.mjs';
import { readJson } from './json.mjs';
import { checkFiles, readBallots } from './published.mjs';

class Wrong extends Error {}
const must = (holds, reason) => { if (!holds) throw new Wrong(reason); };

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const day = JSON.parse(line);
  try {
    const [paper, rules] = ['paper', 'rules'].map((name) => readJson(Buffer.from(day[name]), name, must));
    const pots = new Map(paper.pots.map((pot) => [pot.id, day.pots[pot.id] ?? pot.amount]));
    const members = Object.fromEntries(day.files.map((file, i) => [i === 0 ? 'ballots.pb' : `pots/${i}.pb`, Buffer.from(file)]));
    const ballots = readBallots(day.files[0], rules, paper, must);
    const found = award(readJson(Buffer.from(day.result), 'result', must), rules, paper, { pots, withdrawn: new Set(day.withdrawn), missing: [], batches: [] }, ballots.map(parse), must);
    checkFiles(members, { paper, rules, totals: pots, found }, ballots, must);
  } catch (problem) {
    if (!(problem instanceof Wrong)) throw problem;
    console.log(`${day.name}: ${problem.message}`);
  }
}
