// A second opinion on a day's files: node check.mjs public.zip [auditor.zip] [--without NAME]. Exit 0 if what it looks at holds, else 1
// with the reason. Written from docs/formats, sharing no code with the product; it looks at the most
// important checks and not at all of them, and takes hashes and signatures from node:crypto.
import { readFileSync } from 'node:fs';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { ascii, base64, byBytes, sha256 } from '../../Ledger.Tests/SecondOpinion/bytes.mjs';
import { sealOf } from '../../Ledger.Tests/SecondOpinion/seal.mjs';
import { bundle, leafHash, root } from '../../Ledger.Tests/SecondOpinion/tree.mjs';
import { zip } from '../../Ledger.Tests/SecondOpinion/zip.mjs';
import { count } from './count.mjs';
import { award } from './award.mjs';
import { check as checkBallot, parse } from './ballots.mjs';
import { readJson } from './json.mjs';
import { checkFiles, potFiles, readBallots } from './published.mjs';

class Wrong extends Error {}
const must = (holds, reason) => { if (!holds) throw new Wrong(reason); };
const two = (k) => String(k).padStart(2, '0');
const ks = Array.from({ length: 20 }, (_, i) => i + 1);
const hash = (bytes) => base64(sha256(bytes));
const linesOf = (text) => { must(text === '' || text.endsWith('\n'), 'a line is not ended'); return text.split('\n').slice(0, -1); };

// Reads stored members from the front, and has them packed again: only the very same bytes will do.
function unzip(path) {
  const file = readFileSync(path);
  const members = {};
  for (let at = 0; at + 30 <= file.length && file.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength] = [file.readUInt32LE(at + 18), file.readUInt16LE(at + 26)];
    const start = at + 30 + nameLength;
    members[file.subarray(at + 30, start).toString('latin1')] = file.subarray(start, start + size);
    at = start + size;
  }
  must(zip(members).equals(file), `${path}: not packed as the service packs`);
  return members;
}

function readKey(line) {
  const [, name, id, body] = /^([a-z0-9._:/-]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  must(name, 'keys.txt holds something else than verifier keys');
  const bytes = Buffer.from(body, 'base64');
  const spki = bytes.subarray(1);
  must(bytes[0] === 2 && sha256(spki).subarray(0, 4).toString('hex') === id, 'the key is not the one its id names');
  return { name, id, fingerprint: base64(sha256(spki)), key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

function readCheckpoint(text, key) {
  const [body, lines] = [text.slice(0, text.indexOf('\n\n') + 1), text.slice(text.indexOf('\n\n') + 2).split('\n').slice(0, -1)];
  const own = lines.map((line) => /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line)).filter((line) => line && line[1] === key.name)
    .map((line) => Buffer.from(line[2], 'base64')).filter((bytes) => bytes.subarray(0, 4).toString('hex') === key.id);
  must(own.length > 0 && own.every((bytes) => verify('sha256', Buffer.from(body), key.key, bytes.subarray(4))), 'a checkpoint is not signed by the log');
  const [, origin, size, hash64] = /^(.*)\n(0|[1-9][0-9]*)\n(.{44})\n$/.exec(body) ?? [];
  must(origin === key.name, 'a checkpoint is of another log');
  return { size: Number(size), root: hash64 };
}

function readLog(members, key, folder = '') {
  must(members[`${folder}log/checkpoint`], `${folder}log/checkpoint is missing`);
  const last = readCheckpoint(members[`${folder}log/checkpoint`].toString(), key);
  const tile = (i) => String(i % 1000).padStart(3, '0');
  must(last.size < 256000, 'this second opinion reads logs of up to 256,000 entries');
  const [entries, names] = [[], [`${folder}log/checkpoint`]];
  const nameOf = (level, i, width) => `${folder}log/tile/${level}/${tile(i)}${width < 256 ? `.p/${width}` : ''}`;
  for (let i = 0; i * 256 < last.size; i++) {
    const width = Math.min(256, last.size - i * 256);
    const bytes = members[nameOf('entries', i, width)] ?? Buffer.alloc(0);
    const read = [];
    for (let at = 0; at + 2 <= bytes.length;) {
      const length = bytes.readUInt16BE(at);
      read.push(bytes.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    must(read.length === width && bundle(read).equals(bytes), 'a bundle of entries is broken');
    entries.push(...read);
    names.push(nameOf('entries', i, width));
  }
  const leaves = entries.map(leafHash);
  for (let [level, hashes] = [0, leaves]; hashes.length > 0; level++) {
    for (let i = 0; i * 256 < hashes.length; i++) {
      const part = hashes.slice(i * 256, i * 256 + 256);
      names.push(nameOf(level, i, part.length));
      must(members[names.at(-1)]?.equals(Buffer.concat(part)), `${names.at(-1)} does not hold the hashes`);
    }
    hashes = Array.from({ length: Math.floor(hashes.length / 256) }, (_, i) => root(hashes.slice(i * 256, i * 256 + 256)));
  }
  const parts = members['checkpoints.txt'].toString().split('\n\n');
  const notes = Array.from({ length: parts.length / 2 }, (_, i) => `${parts[2 * i]}\n\n${parts[2 * i + 1].replace(/\n?$/, '\n')}`);
  for (const note of notes.filter((note) => note.startsWith(`${key.name}\n`))) {
    const one = readCheckpoint(note, key);
    must(one.size <= last.size && base64(root(leaves.slice(0, one.size))) === one.root, `the checkpoint of ${one.size} is not of this log`);
  }
  must(notes.includes(members[`${folder}log/checkpoint`].toString()), 'the last checkpoint is not among the published ones');
  must(base64(root(leaves)) === last.root, 'the root is another');
  return { notes, size: last.size, root: last.root, entries: entries.map((entry) => entry.toString('latin1')), leaves, names };
}

function checkManifests(members, log, folder = '') {
  const manifests = {};
  const read = (name, wanted) => {
    must(members[name], `${name} is missing`);
    const numbers = linesOf(members[name].toString('latin1')).map((line) => Buffer.from(line, 'base64'));
    must(numbers.every((one, i) => one.length === 32 && (i === 0 || byBytes(numbers[i - 1], one) < 0)), `${name} is not sorted`);
    must(numbers.map((one) => `${base64(one)}\n`).join('') === members[name].toString('latin1'), `${name} has another spelling`);
    must(base64(root(numbers.map(leafHash))) === wanted, `${name} has another root`);
    return new Set(numbers.map(base64));
  };
  for (const entry of log.day.batches) {
    manifests[entry.batch] = read(`manifests/${entry.batch}.txt`, entry.root);
    must(manifests[entry.batch].size === Number(entry.size), 'a manifest has another size');
  }
  if (log.day.close) manifests.issued = read(`${folder}issued.txt`, log.day.close.issued);
  return manifests;
}

function checkMix(members, log, counted, ballots) {
  const mix = log.day.mix;
  must(mix.ballots === hash(members['ballots.pb']), 'ballots.pb has another hash');
  must(counted.length >= 30 && counted.length === ballots.length, 'there are not as many ballots as seals');
  const proof = members['mix/proof.txt'];
  must(log.day.proof.hash === hash(proof), 'the proof has another hash');
  const names = ['mix/commitments.txt', ...ks.map((k) => `mix/pair-${two(k)}.txt`)];
  must(names.map((name) => `${createHash('sha256').update(members[name]).digest('hex')}  ${name}\n`).join('') === proof.toString(), 'a file of the mix has another hash');
  const bits = [...sha256(log.leaves[mix.at], ascii(log.day.lots.digits))].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const commitments = linesOf(members['mix/commitments.txt'].toString()).map((line) => line.split(' ').map((c) => Buffer.from(c, 'base64')));
  must(commitments.length === counted.length, 'there are other commitments');
  commitments.forEach((line, i) => must(line.length === 20 && base64(sha256(ascii('pbdd/1 seal\n'), ...line)) === counted[i].seal, 'commitments are not those of their seal'));
  for (const k of ks) {
    const rows = linesOf(members[`mix/pair-${two(k)}.txt`].toString()).map((line) => [Buffer.from(line.slice(0, 24), 'base64'), line.slice(25)]);
    must(rows.length === counted.length && rows.every(([key]) => key.length === 16), `pair ${k} has other lines`);
    let list;
    if (bits[k - 1] === '0') {
      list = rows.map(([, u]) => Buffer.from(u, 'base64'));
      rows.forEach(([x], i) => must(sha256(ascii('pbdd/1 out\n'), x, list[i]).equals(commitments[i][k - 1]), `pair ${k} does not give the commitments`));
      list.sort(byBytes);
    } else {
      list = rows.map(([y, ballot]) => sha256(ascii('pbdd/1 in\n'), y, ascii(ballot)));
      must(rows.map(([, ballot]) => ballot).sort().join('\n') === [...ballots].sort().join('\n'), `pair ${k} has other ballots`);
    }
    must(hash(ascii(list.map((u) => `${base64(u)}\n`).join(''))) === mix[`list-${two(k)}`], `list ${k} is another`);
  }
}

function checkOpenings(members, logs, counted, published) {
  const files = logs.map(({ day }) => (day.name === 'main' ? 'openings.txt' : `logs/${day.name}/openings.txt`));
  must(Object.keys(members).join() === ['README.txt', ...files].sort().join(), 'the auditor\'s file holds something else');
  const openings = Object.fromEntries(logs.map((log, i) => [log.day.name, openLog(members[files[i]], log)]));
  const opened = counted.map((one) => openings[one.log].get(one.at).ballot).sort();
  must(!published || [...published].sort().join('\n') === opened.join('\n'), 'the opened ballots are not the published ones');
  return opened;
}

function openLog(file, log) {
  const openings = new Map(linesOf(file.toString('latin1')).map((line) => {
    const [, at, nonce, ballot] = /^(0|[1-9][0-9]*) ([A-Za-z0-9+/]{43}=) (.+)$/.exec(line) ?? [];
    must(at, 'a line of the openings cannot be read');
    return [Number(at), { nonce: Buffer.from(nonce, 'base64'), ballot }];
  }));
  must([...openings.keys()].join() === log.day.seals.map((one) => one.at).join(), 'not every seal has its opening');
  for (const { at, seal } of log.day.seals)
    must(base64(sealOf(openings.get(at).nonce, openings.get(at).ballot).seal) === seal, `the seal of entry ${at} does not open`);
  return openings;
}

// The joined logs, each followed by itself before the main log joins it.
function readOthers(members, main, keys, rules, paper) {
  const entries = main.entries.map((text, at) => ({ at, kind: text.split('\n')[0].slice(7), ...Object.fromEntries(text.split('\n').slice(1, -1).map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)])) }));
  const announced = entries.filter((one) => one.kind === 'log');
  must(announced.map((one) => `${main.key.name}/${one.name} ${one.key}`).sort().join() === keys.map((one) => `${one.name} ${one.fingerprint}`).join(), 'keys.txt has other keys than those of the announced logs, by name');
  return Object.fromEntries(entries.filter((one) => one.kind === 'join').map(({ log: name }) => {
    const folder = `logs/${name}/`;
    const log = readLog(members, keys.find((one) => one.name === `${main.key.name}/${name}`) ?? {}, folder);
    const batches = entries.filter((one) => one.kind === 'batch' && one.log === name).map((one) => ({ ...one, at: -1 }));
    log.day = count(log.entries, rules, paper, must, { name, batches });
    log.day.checkCards(checkManifests(members, log, folder));
    must(['rules', 'paper', 'pages', 'openings'].every((what) => log.day.open[what] === entries.find((one) => one.kind === 'open')[what]), `the log ${name} was opened under something else`);
    return [name, { ...log, names: [...log.names, `${folder}issued.txt`] }];
  }));
}

function check(publicZip, auditorZip, without) {
  const members = unzip(publicZip);
  const [key, ...keys] = linesOf(members['keys.txt'].toString()).map(readKey);
  const log = { key, ...readLog(members, key) };
  const rules = readJson(members['rules.json'], 'rules.json', must);
  const paper = readJson(members['paper.json'], 'paper.json', must);
  const others = readOthers(members, log, keys, rules, paper);
  log.day = count(log.entries, rules, paper, must, { others });
  const manifests = checkManifests(members, log);
  log.day.checkCards(manifests);
  must(log.day.open.rules === hash(members['rules.json']) && log.day.open.paper === hash(members['paper.json']), 'rules or paper are not those of the opening');
  log.day.pages.forEach((wanted, i) => {
    const list = members[`pages/${i + 1}.txt`];
    must(list && hash(list) === wanted, `pages/${i + 1}.txt is not the list that the log names`);
    const paths = linesOf(list.toString()).map((line) => /^[0-9a-f]{64}  ([^/].*)$/.exec(line)?.[1]);
    must(paths.every(Boolean) && paths.every((path, at) => at === 0 || paths[at - 1] < path), `pages/${i + 1}.txt is not a sorted list`);
  });
  must(paper.origin === key.name, 'the paper is of another day');
  must(log.day.result, 'the day is not finished');
  const expected = ['README.txt', 'keys.txt', 'checkpoints.txt', 'rules.json', 'paper.json', 'issued.txt', 'result.json',
    ...log.day.batches.map((one) => `manifests/${one.batch}.txt`), ...log.names, ...Object.values(others).flatMap((one) => one.names), ...log.day.pages.map((_, i) => `pages/${i + 1}.txt`),
    ...(log.day.mix ? ['ballots.pb', ...potFiles(paper), 'mix/commitments.txt', 'mix/proof.txt', ...ks.map((k) => `mix/pair-${two(k)}.txt`)] : [])];
  must(expected.sort().join() === Object.keys(members).sort().join(), 'the file holds more or less than it should');
  const counted = log.day.all();
  const ballots = log.day.mix ? readBallots(members['ballots.pb'].toString(), rules, paper, must) : null;
  if (ballots) checkMix(members, log, counted, ballots);
  const opened = auditorZip ? checkOpenings(unzip(auditorZip), [log, ...log.day.joined.map((one) => others[one.name])], counted, ballots) : null;
  must(ballots || opened || counted.length === 0, 'only the openings can show this day');
  must(log.day.result.result === hash(members['result.json']), 'the result has another hash');
  const what = ballots ?? opened ?? [];
  what.forEach((ballot) => checkBallot(ballot, rules, paper, must));
  const result = readJson(members['result.json'], 'result.json', must);
  must(result.paper === hash(members['paper.json']) && result.rules === hash(members['rules.json']), 'the result is of other rules or another paper');
  const found = award(result, rules, paper, log.day, what.map(parse), must);
  if (ballots) checkFiles(members, { paper, rules, totals: log.day.pots, found }, ballots, must);
  must(log.notes.every((note) => [key, ...keys].some((one) => note.startsWith(`${one.name}\n`))), 'a checkpoint is of no log of this day');
  console.log('NOT RECOMPUTED: in ballots.pb and pots/: rule, min_project_score_threshold and comment; in result.json: the steps of the trace');
  log.day.missing.forEach((one) => console.log(`LEFT OUT: ${one.log}`));
  must(log.day.missing.every((one) => without.includes(one.log)), 'a log is left out');
  console.log(`${key.name}: ${log.entries.length} entries, ${counted.length} ballots, all that was looked at holds`);
}

try {
  const words = process.argv.slice(2);
  const without = words.filter((_, i) => words[i - 1] === '--without');
  const files = words.filter((word, i) => word !== '--without' && words[i - 1] !== '--without');
  check(files[0], files[1], without);
} catch (problem) {
  if (!(problem instanceof Wrong)) console.error(problem);
  console.log(`does not hold: ${problem.message}`);
  process.exitCode = 1;
}
