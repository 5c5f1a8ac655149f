// The mix: lists before the dice, files after them. Written from docs/formats/mix.md.
import { ascii, base64, byBytes, sha256 } from './bytes.mjs';
import { sealOf } from './seal.mjs';
import { leafHash } from './tree.mjs';

const two = (k) => String(k).padStart(2, '0');
const ks = Array.from({ length: 20 }, (_, i) => i + 1);

// openings: [{ nonce, ballot }] of the counted seals, in log order.
export function mixEntry(openings, ballotsHash) {
  const pairs = openings.map((one) => sealOf(one.nonce, one.ballot).pairs);
  const list = (k) => pairs.map((of) => of[k - 1].u).sort(byBytes).map((u) => `${base64(u)}\n`).join('');
  const lines = ks.map((k) => `list-${two(k)} ${base64(sha256(ascii(list(k))))}\n`);
  return `pbdd/1 mix\nballots ${base64(ballotsHash)}\n${lines.join('')}`;
}

export function mixBits(entry, digits) {
  const hash = sha256(leafHash(ascii(entry)), ascii(digits));
  return [...hash.subarray(0, 3)].map((byte) => byte.toString(2).padStart(8, '0')).join('').slice(0, 20);
}

export function mixFiles(openings, bits) {
  const rows = openings.map((one) => ({ ...one, pairs: sealOf(one.nonce, one.ballot).pairs }));
  const files = { 'mix/commitments.txt': rows.map((row) => `${row.pairs.map((pair) => base64(pair.c)).join(' ')}\n`).join('') };
  for (const k of ks) {
    const half = rows.map((row) => ({ ...row.pairs[k - 1], ballot: row.ballot }));
    files[`mix/pair-${two(k)}.txt`] = bits[k - 1] === '0'
      ? half.map((one) => `${base64(one.x)} ${base64(one.u)}\n`).join('')
      : half.sort((a, b) => byBytes(a.u, b.u)).map((one) => `${base64(one.y)} ${one.ballot}\n`).join('');
  }
  const names = Object.keys(files).sort();
  files['mix/proof.txt'] = names.map((name) => `${sha256(ascii(files[name])).toString('hex')}  ${name}\n`).join('');
  return files;
}

// Ten papers by dice: papers as [batch, number], each once; counted is how many ballots count.
export function drawPapers(leaf, digits, papers, counted) {
  const sizes = new Map();
  for (const [batch] of papers) sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
  const p = papers.filter(([batch]) => sizes.get(batch) >= 30).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
  const n = BigInt(p.length);
  const most = Math.min(10, p.length);
  if (most === 0 || counted - most < 30) return [];
  const drawn = [];
  for (let j = 0; drawn.length < most; j++) {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(j);
    const u = sha256(leaf, ascii(digits), ascii('papers'), four).readBigUInt64BE(0);
    if (u >= 2n ** 64n - (2n ** 64n % n)) continue;
    const place = p[Number(u % n)];
    if (!drawn.includes(place)) drawn.push(place);
  }
  return drawn;
}
