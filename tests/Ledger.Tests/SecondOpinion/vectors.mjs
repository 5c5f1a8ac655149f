// Prints docs/vectors.json: `node tests/Ledger.Tests/SecondOpinion/vectors.mjs > docs/vectors.json`.
import { ascii, base64, byBytes, example, sha256 } from './bytes.mjs';
import { derive, secretFrom, shortNumber } from './card.mjs';
import { encryptOpening, sealOf } from './seal.mjs';
import { bundle, leafHash, path, proof, root } from './tree.mjs';
import { zip } from './zip.mjs';
import { drawPapers, mixBits, mixEntry, mixFiles } from './mix.mjs';
import { keyCopy, keyFrom, signedNote, verifierKey } from './note.mjs';
import { openingsKeyOf, sealShare, sealToVenue, shareAt } from './openings.mjs';

const origin = 'pb.south.example/troon-2026';
const day = 'troon-2026';
const site = 'https://pb.south.example';
const ballot = 'approve 12 3 7';

const secret = secretFrom(example('card'));
const card = derive(secret, origin);
const short = shortNumber(card.number);

const random = example('attempt');
const nonce = example('nonce');
const { pairs, seal } = sealOf(nonce, ballot);

const numbers = Array.from({ length: 7 }, (_, i) => (i === 4 ? card.number : example(`card number ${i + 1}`)));
const sorted = [...numbers].sort(byBytes);
const manifestRoot = root(sorted.map(leafHash));

const dayKey = example('day key');
const openingsKey = openingsKeyOf(dayKey, origin);

const hash = (name) => base64(example(name));
const entry = (kind, ...fields) => ({ kind, text: `pbdd/1 ${kind}\n${fields.map((field) => `${field}\n`).join('')}` });
const entries = [
  entry('log', 'name care-home', `key ${hash('care home key')}`),
  entry('batch', 'batch hall-1', 'log main', `root ${base64(manifestRoot)}`, 'size 7', 'maker offline'),
  entry('station', `key ${hash('station')}`, 'role door', 'change paired'),
  entry('open', `rules ${hash('rules')}`, `paper ${hash('paper')}`, `pages ${hash('pages')}`, `openings ${base64(sha256(openingsKey.spki))}`),
  entry('spoil', 'batch hall-2'),
  entry('activate', 'batch hall-1'),
  entry('count', 'checked-in 50', 'issued 48'),
  entry('cast', `card ${base64(card.number)}`, 'ver 1', `reveal ${base64(card.proofs[0])}`, `seal ${base64(seal)}`),
  entry('challenge', `card ${base64(card.number)}`, 'ver 2', `reveal ${base64(card.proofs[1])}`, `nonce ${base64(nonce)}`, `ballot ${ballot}`),
  entry('surrender', `card ${base64(card.number)}`, 'ver 3', `reveal ${base64(card.proofs[2])}`),
  entry('void', `card ${base64(sorted[0])}`, 'reason lost'),
  entry('void', `card ${base64(sorted[1])}`, 'reason challenged'),
  entry('pages', `pages ${hash('pages')}`),
  entry('pot', 'pot BO.OM.97/24', 'amount 2500000', 'source sponsor', 'reason added'),
  entry('withdraw', 'proposal 12', 'reason merged'),
  entry('incident', 'code queue-at-close'),
  entry('incident', 'code used-card'),
  entry('last'),
  entry('close', `issued ${base64(manifestRoot)}`),
  entry('join', 'log care-home', 'size 214', `root ${hash('care home root')}`),
  entry('missing', 'log library', 'reason damaged', 'surrendered 3'),
  entry('paper', 'batch paper-1', 'number 1', `seal ${base64(sealOf(example('paper nonce'), 'blank').seal)}`),
  entry('mix', `ballots ${hash('ballots')}`,
    ...Array.from({ length: 20 }, (_, k) => `list-${String(k + 1).padStart(2, '0')} ${hash(`list ${k + 1}`)}`)),
  entry('lots', 'digits 40719935'),
  entry('sample', 'batch paper-1', 'number 1', `nonce ${hash('paper nonce')}`, 'ballot blank'),
  entry('proof', `hash ${hash('proof')}`),
  entry('result', `result ${hash('result')}`),
  entry('release', 'to auditor'),
  entry('erasure', 'what openings-key'),
].map((one) => ({ ...one, leafHash: base64(leafHash(ascii(one.text))) }));
const leaves = entries.map((one) => leafHash(ascii(one.text)));

const key = keyFrom(example('log key'));
const iv = example('iv').subarray(0, 12);
const castIndex = entries.findIndex((one) => one.kind === 'cast');

const vectors = {
  about: 'Examples that fix the format pbdd/1. Made by tests/Ledger.Tests/SecondOpinion/vectors.mjs; bytes are standard base64. No secret here was ever used.',
  origin,
  card: {
    secret,
    code: secret.match(/.{4}/g).join('-'),
    site,
    day,
    qrInside: `${site}/v/${day}#${secret}`,
    number: base64(card.number),
    proofs: card.proofs.map(base64),
    qrOutside: short,
    shortNumber: `${short.slice(0, 4)}-${short.slice(4, 8)}-${short.slice(8)}`,
  },
  attempt: { random: base64(random), attempt: base64(sha256(ascii('pbdd/1 attempt\n'), random)) },
  seal: {
    nonce: base64(nonce),
    ballot,
    pairs: pairs.map((pair) => Object.fromEntries(Object.entries(pair).map(([name, bytes]) => [name, base64(bytes)]))),
    seal: base64(seal),
  },
  openings: [0, 200].map((longestBallot) => ({
    dayKey: base64(dayKey),
    iv: base64(iv),
    longestBallot,
    box: base64(encryptOpening(dayKey, iv, origin, seal, nonce, ballot, longestBallot)),
  })),
  entries,
  tree: {
    roots: Array.from({ length: leaves.length + 1 }, (_, size) => base64(root(leaves.slice(0, size)))),
    inclusion: { index: castIndex, size: leaves.length, path: path(castIndex, leaves).map(base64) },
    consistency: { from: castIndex + 1, to: leaves.length, path: proof(castIndex + 1, leaves).map(base64) },
    files: {
      [`tile/entries/000.p/${leaves.length}`]: base64(bundle(entries.map((one) => ascii(one.text)))),
      [`tile/0/000.p/${leaves.length}`]: base64(Buffer.concat(leaves)),
    },
  },
  manifest: {
    numbers: numbers.map(base64),
    text: sorted.map((number) => `${base64(number)}\n`).join(''),
    root: base64(manifestRoot),
  },
  key: {
    pkcs8: base64(key.pkcs8),
    spki: base64(key.spki),
    fingerprint: base64(sha256(key.spki)),
    keyId: key.keyId.toString('hex'),
    verifierKey: verifierKey(key, origin),
  },
  checkpoint: signedNote(key, origin, `${origin}\n${leaves.length}\n${base64(root(leaves))}\n`),
  receipt: signedNote(key, origin, `pbdd/1 receipt\n${origin}\n${castIndex} ${base64(leaves[castIndex])}\n`),
  keyCopy: {
    passphrase: 'five calm swans cross Troon bay',
    key: base64(dayKey),
    text: keyCopy('openings', origin, dayKey, 'five calm swans cross Troon bay', example('salt').subarray(0, 16), iv),
  },
};

// Three shares by one slope, and what a venue stores.
const slope = example('slope');
const passphrases = ['five calm swans cross Troon bay', 'seven red boats leave before noon', 'the lamp in the harbour is green'];
const shares = [1, 2, 3].map((x) => shareAt(dayKey, slope, x));
vectors.shares = {
  key: base64(dayKey),
  slope: base64(slope),
  set: 2,
  openings: base64(sha256(openingsKey.spki)),
  shares: shares.map((share, i) => ({
    number: i + 1,
    share: base64(share),
    fingerprint: base64(sha256(share)),
    passphrase: passphrases[i],
    text: sealShare(origin, openingsKey.spki, 2, i + 1, dayKey, share, passphrases[i], example(`share salt ${i + 1}`).subarray(0, 16), example(`share iv ${i + 1}`).subarray(0, 12)),
  })),
};
const venueOrigin = `${origin}/care-home`;
const ephemeral = keyFrom(example('ephemeral'));
vectors.venueOpening = {
  dayKey: base64(dayKey),
  spki: base64(openingsKey.spki),
  origin: venueOrigin,
  ephemeral: base64(ephemeral.pkcs8),
  iv: base64(iv),
  longestBallot: 200,
  box: base64(sealToVenue(openingsKey, ephemeral, iv, venueOrigin, seal, nonce, ballot, 200)),
};

const members = { [`log/tile/0/000.p/${leaves.length}`]: Buffer.concat(leaves), 'checkpoints.txt': Buffer.from(vectors.checkpoint), 'README.txt': ascii('Read me.\n'), 'issued.txt': ascii('') };
vectors.bundle = {
  members: Object.fromEntries(Object.entries(members).map(([name, content]) => [name, base64(content)])),
  zip: base64(zip(members)),
};

// Three counted openings; such a small mix is for the example's sake alone.
const counted = [[5, 'approve 12 3 7'], [8, 'blank'], [11, 'approve 3']].map(([index, text]) => ({ index, nonce: example(`mix nonce ${index}`), ballot: text }));
const digits = '40719935';
const mixText = mixEntry(counted, example('mix ballots'));
const bits = mixBits(mixText, digits);
const files = mixFiles(counted, bits);
// Shown whole: the commitments, a pair opened each way (that towards the ballots in another order than the log's), the proof.
const pairNames = Object.keys(files).filter((name) => name.includes('pair'));
const reordered = (name) => files[name].includes(' approve') && files[name].trimEnd().split('\n').some((line, i) => line.slice(25) !== counted[i].ballot);
const shown = ['mix/commitments.txt', pairNames[bits.indexOf('0')], pairNames.find(reordered), 'mix/proof.txt'];
vectors.openingsFile = counted.map((one) => `${one.index} ${base64(one.nonce)} ${one.ballot}\n`).join('');
vectors.mix = {
  ballots: base64(example('mix ballots')),
  seals: counted.map((one) => ({ index: one.index, seal: base64(sealOf(one.nonce, one.ballot).seal) })),
  entry: mixText,
  leafHash: base64(leafHash(ascii(mixText))),
  digits,
  bits,
  files: Object.fromEntries(shown.map((name) => [name, files[name]])),
  proofEntry: `pbdd/1 proof\nhash ${base64(sha256(ascii(files['mix/proof.txt'])))}\n`,
};

// A draw of ten: two batches of 30 slips or more, and one that is too small to be drawn from.
const slips = [...Array.from({ length: 33 }, (_, i) => ['hall', i + 1]), ...Array.from({ length: 29 }, (_, i) => ['bus', i + 1]), ...Array.from({ length: 30 }, (_, i) => ['east', 2 * i + 1])];
vectors.draw = {
  mixLeaf: base64(leafHash(ascii(mixText))),
  digits,
  counted: 120,
  batches: { hall: 33, bus: 29, east: 30 },
  papers: slips.map(([batch, number]) => `${batch} ${number}`),
  drawn: drawPapers(leafHash(ascii(mixText)), digits, slips, 120).map(([batch, number]) => `${batch} ${number}`),
};

process.stdout.write(`${JSON.stringify(vectors, null, 2)}\n`);
