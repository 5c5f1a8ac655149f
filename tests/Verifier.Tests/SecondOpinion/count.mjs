// What a log says: its entries read strictly, every card's uses followed, and what counts in the end. Written from
// docs/formats: log-entries.md, card.md, seal.md, mix.md, changes.md and verify.md.
import { ascii, base64, sha256 } from '../../Ledger.Tests/SecondOpinion/bytes.mjs';
import { drawPapers } from '../../Ledger.Tests/SecondOpinion/mix.mjs';
import { sealOf } from '../../Ledger.Tests/SecondOpinion/seal.mjs';
import { leafHash } from '../../Ledger.Tests/SecondOpinion/tree.mjs';

const hash = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=';
const batch = '[a-z0-9][a-z0-9-]{0,31}';
const logName = '(?!main\\n)[a-z0-9][a-z0-9-]{0,31}';
const id = '(?=[^\\n]{1,64}\\n)[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*';
const size = '[1-9][0-9]{0,6}';
const total = '(?:0|[1-9][0-9]{0,6})';
const ballot = '[a-z]+(?: [A-Za-z0-9._/=-]+)*';
const grammar = {
  log: { name: logName, key: hash },
  batch: { batch, log: batch, root: hash, size, maker: 'service|offline' },
  spoil: { batch },
  open: { rules: hash, paper: hash, pages: hash, openings: hash },
  pages: { pages: hash },
  activate: { batch },
  cast: { card: hash, ver: '[1-6]', reveal: hash, seal: hash },
  challenge: { card: hash, ver: '[2-7]', reveal: hash, nonce: hash, ballot },
  surrender: { card: hash, ver: '[1-7]', reveal: hash },
  paper: { batch, number: size, seal: hash },
  void: { card: hash, reason: 'lost|found|challenged|unused' },
  count: { 'checked-in': total, issued: total },
  station: { key: hash, role: 'door|kiosk|paper|screen', change: 'paired|revoked' },
  incident: { code: 'pause|resume|queue-at-close|dispute|restart|used-card' },
  pot: { pot: id, amount: '(?:0|[1-9][0-9]{0,13})', source: 'sponsor|council|carried|other', reason: 'added|withdrawn|corrected' },
  withdraw: { proposal: id, reason: 'withdrawn|ineligible|merged|restored' },
  last: {},
  close: { issued: hash },
  join: { log: logName, size: '[1-9][0-9]{0,8}', root: hash },
  missing: { log: logName, reason: 'lost|damaged|refused', surrendered: total },
  mix: { ballots: hash, ...Object.fromEntries(Array.from({ length: 20 }, (_, k) => [`list-${String(k + 1).padStart(2, '0')}`, hash])) },
  lots: { digits: '[0-9]{8}' },
  sample: { batch, number: size, nonce: hash, ballot },
  proof: { hash },
  result: { result: hash },
  release: { to: 'auditor|dispute' },
  erasure: { what: 'register|openings-key|contacts' },
};

function read(text, at, must) {
  const kind = /^pbdd\/1 ([a-z]+)\n/.exec(text)?.[1];
  must(Object.hasOwn(grammar, kind ?? ''), `entry ${at} is of no kind`);
  const names = Object.keys(grammar[kind]);
  const form = new RegExp(`^pbdd/1 ${kind}\n${names.map((name) => `${name} (${grammar[kind][name]})\n`).join('')}$`);
  const values = form.exec(text);
  must(values && values[0].length === text.length, `entry ${at} is not written as a ${kind} is`);
  return { kind, at, ...Object.fromEntries(names.map((name, i) => [name, values[i + 1]])) };
}

function chained(proof, times) {
  let x = Buffer.from(proof, 'base64');
  for (let i = 0; i < times; i++) x = sha256(ascii('pbdd/1 chain\n'), x);
  return base64(x);
}

// What may stand in a log that is not the main one.
const everywhere = ['open', 'activate', 'cast', 'challenge', 'surrender', 'void', 'count', 'station', 'incident', 'last', 'close'];

// `name`: the log's own; of another log `batches` are those that the main log names for it. Of the main log `others` are the logs that were read
// before it, each with its day, size and root.
export function count(texts, rules, paper, must, { name = 'main', batches = [], others = {} } = {}) {
  const day = { name, logs: new Map(), joined: [], missing: [], batches: [...batches], spoilt: [], seals: [], activated: [], totals: [0, 0], pots: new Map(paper.pots.map((one) => [one.id, one.amount])), withdrawn: new Set(), pages: [], released: [], stations: new Set(), erased: [] };
  const [cards, papers, voided] = [new Map(), new Map(), []];
  let [paused, surrendered] = [false, 0];
  const once = (entry, ...after) => {
    must(!day[entry.kind], `a second ${entry.kind} at entry ${entry.at}`);
    must(after.every((kind) => day[kind]), `${entry.kind} too early at entry ${entry.at}`);
    day[entry.kind] = entry;
  };
  const use = (entry) => {
    must(day.open && !day.close && (entry.kind === 'challenge' || (!paused && !day.last)), `entry ${entry.at} uses a card when the day is not open`);
    must(chained(entry.reveal, Number(entry.ver)) === entry.card, `entry ${entry.at} does not prove its card`);
    const uses = cards.get(entry.card) ?? cards.set(entry.card, []).get(entry.card);
    const last = uses.at(-1);
    const version = Number(entry.ver);
    must(version > Number(last?.ver ?? 0), `entry ${entry.at} uses a version again`);
    must(version === Number(last?.ver ?? 0) + 1 || version === { cast: 6, surrender: 7 }[entry.kind], `entry ${entry.at} has a version out of turn`);
    must(!last || (last.kind !== 'surrender' && !(last.kind === 'challenge' && Number(last.ver) >= 6)), `entry ${entry.at} uses an ended card`);
    must(!voided.some((one) => one.card === entry.card), `entry ${entry.at} uses a voided card`);
    must(rules.replacement || last?.kind !== 'cast' || entry.kind === 'challenge', `entry ${entry.at} replaces a ballot`);
    if (entry.kind === 'challenge')
      must(last?.kind === 'cast' && base64(sealOf(Buffer.from(entry.nonce, 'base64'), entry.ballot).seal) === last.seal, `the challenge at ${entry.at} opens another ballot`);
    uses.push(entry);
  };
  // Whether something that was frozen may be changed here; what the rules do not say they forbid. docs/formats/changes.md
  const may = (until, entry) => {
    must(['until-open', 'until-last', 'until-mix'].includes(until), `the rules forbid the change at entry ${entry.at}`);
    const over = until === 'until-open' ? day.open : until === 'until-last' ? day.last || day.close : false;
    must(!over && !day.mix && !day.result, `the change at entry ${entry.at} comes too late`);
  };
  const surrenders = () => surrendered + day.joined.reduce((sum, one) => sum + one.surrenders(), 0) + day.missing.reduce((sum, one) => sum + Number(one.surrendered), 0);
  const settle = (entry) => {
    must(day.close && !day.mix && !day.result, `entry ${entry.at} joins or leaves out a log out of turn`);
    must(day.logs.has(entry.log), `entry ${entry.at} speaks of a log that nobody announced`);
    must(![...day.joined.map((one) => one.name), ...day.missing.map((one) => one.log)].includes(entry.log), `the log ${entry.log} was joined or left out before`);
  };
  // Over the main and the joined logs: every log is settled, and no more cards speak than people came.
  const people = () => {
    must(day.joined.length + day.missing.length === day.logs.size, 'a log is neither joined nor missing');
    const all = [day, ...day.joined];
    const [came, spoke] = [all.reduce((sum, one) => sum + one.came(), 0), all.reduce((sum, one) => sum + one.spoke(), 0)];
    must(came >= spoke, 'fewer people than cards that speak');
  };
  const watched = () => day.open && rules.live !== 'turnout';
  const take = {
    log: (entry) => { must(!day.close && !day.logs.has(entry.name), `the log ${entry.name} is announced out of turn`); day.logs.set(entry.name, entry.key); },
    join: (entry) => {
      settle(entry);
      const other = others[entry.log];
      must(other && other.size === Number(entry.size) && other.root === entry.root && other.day.close?.at === other.size - 1, `the log ${entry.log} is not the one that was joined`);
      day.joined.push(other.day);
      day.joined.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    missing: (entry) => {
      settle(entry);
      const printed = day.batches.filter((one) => one.log === entry.log).reduce((sum, one) => sum + Number(one.size), 0);
      must(Number(entry.surrendered) <= printed, `the log ${entry.log} was left out with more surrendered cards than it has`);
      day.missing.push(entry);
    },
    pot: (entry) => {
      may(rules.money, entry);
      must(!watched(), `money changed at entry ${entry.at} in sight of standings`);
      must(day.pots.has(entry.pot), `entry ${entry.at} names a pot that is not on the paper`);
      const [before, after] = [day.pots.get(entry.pot), Number(entry.amount)];
      must(entry.reason === 'corrected' || (entry.reason === 'added' ? after > before : after < before), `the total at entry ${entry.at} went the other way`);
      day.pots.set(entry.pot, after);
      must([...day.pots.values()].reduce((sum, one) => sum + BigInt(one), 0n) <= 10000000000000n, `too much money at entry ${entry.at}`);
    },
    withdraw: (entry) => {
      may(rules.withdrawal, entry);
      must(!watched() || entry.reason === 'withdrawn', `entry ${entry.at} takes a project out in sight of standings`);
      must(paper.proposals.some((one) => one.id === entry.proposal), `entry ${entry.at} names a project that is not on the paper`);
      must(day.withdrawn.has(entry.proposal) === (entry.reason === 'restored'), `entry ${entry.at} withdraws or restores for nothing`);
      if (entry.reason === 'restored') day.withdrawn.delete(entry.proposal); else day.withdrawn.add(entry.proposal);
    },
    spoil: (entry) => {
      must(!day.close && day.batches.some((one) => one.batch === entry.batch) && !day.activated.includes(entry.batch) && !day.spoilt.includes(entry.batch), 'a batch ended out of turn');
      day.spoilt.push(entry.batch);
    },
    batch: (entry) => { must(!day.last && !day.close && !day.batches.some((one) => one.batch === entry.batch) && (entry.log === 'main' || day.logs.has(entry.log)), 'a batch out of turn'); day.batches.push(entry); },
    open: (entry) => { once(entry); day.pages = [entry.pages]; },
    pages: (entry) => {
      must(day.open && !day.close, `the pages change at entry ${entry.at}, when the day is not open`);
      must(day.pages.at(-1) !== entry.pages, `the pages at entry ${entry.at} are those before`);
      day.pages.push(entry.pages);
    },
    release: (entry) => {
      must(day.result && !day.released.includes(entry.to), `a release out of turn at entry ${entry.at}`);
      day.released.push(entry.to);
    },
    activate: (entry) => { must(!day.last && day.batches.some((one) => one.batch === entry.batch && one.log === name) && !day.activated.includes(entry.batch) && !day.spoilt.includes(entry.batch), 'a batch made usable out of turn'); day.activated.push(entry.batch); },
    cast: (entry) => { use(entry); day.seals.push(entry); },
    challenge: use,
    surrender: (entry) => { use(entry); surrendered++; },
    paper: (entry) => {
      must(day.close && !day.mix && !day.result, 'a paper ballot out of turn');
      papers.set(`${entry.batch} ${entry.number}`, entry);
      must(papers.size <= surrenders(), 'more paper ballots than cards given up');
      day.seals.push(entry);
    },
    void: (entry) => {
      must(!voided.some((one) => one.card === entry.card), 'a card voided twice');
      const uses = cards.get(entry.card) ?? [];
      if (entry.reason === 'challenged') must(uses.at(-1)?.kind === 'challenge' && Number(uses.at(-1).ver) >= 6, `the card exchanged at ${entry.at} had a cast left`);
      else must(entry.reason === 'unused' ? !uses.some((one) => one.kind === 'cast') : !uses.length, `the card voided at ${entry.at} had been used`);
      must(entry.reason === 'unused' ? day.close : !day.last, 'a card voided out of turn');
      voided.push(entry);
    },
    count: (entry) => {
      const totals = [Number(entry['checked-in']), Number(entry.issued)];
      must(totals.every((one, i) => one >= day.totals[i]), 'a total fell');
      // A door of the main log that stayed cut off adds its people once, after the close.
      if (day.close) {
        must(name === 'main' && !day.late && !day.mix && !day.result && totals[1] === day.totals[1], 'a total changed after the close');
        day.late = true;
      }
      day.totals = totals;
    },
    station: (entry) => {
      const station = `${entry.key} ${entry.role}`;
      must(day.stations.has(station) === (entry.change === 'revoked'), `a station ${entry.change} out of turn at entry ${entry.at}`);
      if (entry.change === 'paired') day.stations.add(station); else day.stations.delete(station);
    },
    incident: (entry) => {
      if (entry.code !== 'pause' && entry.code !== 'resume') return;
      must(day.open && !day.last && paused !== (entry.code === 'pause'), `a ${entry.code} out of turn at entry ${entry.at}`);
      paused = entry.code === 'pause';
    },
    last: (entry) => once(entry, 'open'),
    close: (entry) => once(entry, 'last'),
    mix: (entry) => { must(!day.result, 'a mix after the result'); once(entry, 'close'); people(); },
    lots: (entry) => {
      once(entry, 'mix');
      const keyed = [...papers.keys()].map((key) => key.split(' ')).map(([batch, number]) => [batch, Number(number)]);
      day.drawn = drawPapers(leafHash(ascii(texts[day.mix.at])), entry.digits, keyed, day.all().length);
      day.samples = 0;
    },
    sample: (entry) => {
      must(day.lots && !day.result, 'a paper opened out of turn');
      must(day.drawn[day.samples]?.join(' ') === `${entry.batch} ${entry.number}`, `entry ${entry.at} opens a paper that the dice do not name here`);
      must(base64(sealOf(Buffer.from(entry.nonce, 'base64'), entry.ballot).seal) === papers.get(`${entry.batch} ${entry.number}`).seal, `entry ${entry.at} does not open what was keyed`);
      day.samples++;
    },
    proof: (entry) => once(entry, 'lots'),
    result: (entry) => { must(!day.drawn || day.samples === day.drawn.length, 'not all papers that the dice name were opened'); once(entry, 'close', ...(day.mix ? ['proof'] : [])); must(day.mix || day.all().length < 30, 'a result without a mix'); if (!day.mix) people(); },
    erasure: (entry) => {
      must(!day.erased.includes(entry.what), `entry ${entry.at} destroys the same again`);
      day.erased.push(entry.what);
    },
  };
  day.counted = () => [...[...cards.values()].map((uses) => uses.at(-1)).filter((one) => one.kind === 'cast'), ...papers.values()].sort((a, b) => a.at - b.at);
  day.all = () => [day, ...day.joined].flatMap((one) => one.counted().map((seal) => ({ ...seal, log: one.name })));
  day.surrenders = () => surrendered;
  day.came = () => day.totals[0] - voided.filter((one) => one.reason === 'found').length;
  day.spoke = () => [...cards.values()].filter((uses) => uses.at(-1).kind !== 'challenge').length;
  day.checkCards = (manifests) => {
    const everyone = day.batches.flatMap((one) => [...manifests[one.batch]]);
    must(new Set(everyone).size === everyone.length, 'a card is in two batches');
    const printed = day.batches.filter((one) => one.log === name).flatMap((one) => [...manifests[one.batch]]);
    must([...cards.keys()].every((card) => printed.includes(card)), 'a card was used that nobody printed');
    for (const one of day.batches.filter((one) => one.log === name)) {
      const named = [...cards].filter(([card]) => manifests[one.batch].has(card)).map(([, uses]) => uses[0]).concat(voided.filter((entry) => entry.reason !== 'unused' && manifests[one.batch].has(entry.card)));
      must(named.every((entry) => entry.at > one.at), `a card of batch ${one.batch} was named before it`);
      must(!day.spoilt.includes(one.batch) || named.length === 0, `a card of batch ${one.batch} was named, and the batch had failed`);
      must(!day.spoilt.includes(one.batch) || !day.close || [...manifests[one.batch]].every((card) => !manifests.issued.has(card)), `a card of batch ${one.batch} was usable, and the batch had failed`);
    }
    if (!day.close) return;
    must([...cards.keys()].every((card) => manifests.issued.has(card)), 'a card was used that was not usable');
    must([...manifests.issued].every((card) => printed.includes(card)), 'a card was made usable that nobody printed');
    must(day.activated.every((name) => [...manifests[name]].every((card) => manifests.issued.has(card))), 'a batch is not among the usable cards');
    must(manifests.issued.size === day.totals[1], 'the last total is not the number of usable cards');
  };
  texts.forEach((text, at) => { const entry = read(text, at, must); must(name === 'main' || everywhere.includes(entry.kind) && entry.reason !== 'unused', `entry ${at} does not belong into the log ${name}`); take[entry.kind](entry); });
  return day;
}
