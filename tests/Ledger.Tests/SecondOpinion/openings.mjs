// The openings key: its public half, its shares, and the opening that a venue stores. From docs/formats/openings-key.md and key-share.md.
import { createCipheriv, createECDH, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { ascii, base64, sha256 } from './bytes.mjs';
import { keyFrom } from './note.mjs';
import { openingText } from './seal.mjs';

const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const bytes32 = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

export function openingsKeyOf(dayKey, origin) {
  const drawn = Buffer.from(hkdfSync('sha256', dayKey, ascii(origin), ascii('pbdd/1 openings p-256'), 48));
  return keyFrom(bytes32(1n + (BigInt(`0x${drawn.toString('hex')}`) % (n - 1n))));
}

// Logarithms to the base 3 in GF(2^8): multiplication unlike that of the product, which shifts and adds.
const [power, logarithm] = [[1], []];
for (let i = 1; i < 255; i++) {
  const doubled = power[i - 1] << 1;
  power[i] = (doubled & 0x100 ? doubled ^ 0x11b : doubled) ^ power[i - 1];
}
power.forEach((value, i) => { logarithm[value] = i; });
const times = (a, b) => (a && b ? power[(logarithm[a] + logarithm[b]) % 255] : 0);

export const shareAt = (key, slope, x) => Buffer.from(key.map((byte, i) => byte ^ times(slope[i], x)));

export function sealShare(origin, spki, set, number, key, share, passphrase, salt, iv) {
  const head = `pbdd/1 key-share\norigin ${origin}\nopenings ${base64(sha256(spki))}\nset ${set}\nshare ${number}\n`
    + `check ${base64(sha256(key).subarray(0, 8))}\nkdf pbkdf2-sha512 600000\nsalt ${base64(salt)}\niv ${base64(iv)}\n`;
  const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync(passphrase, salt, 600000, 32, 'sha512'), iv).setAAD(ascii(head));
  return `${head}sealed ${base64(Buffer.concat([cipher.update(share), cipher.final(), cipher.getAuthTag()]))}\n`;
}

export function sealToVenue(to, ephemeral, iv, origin, seal, nonce, ballot, longestBallot) {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(bytes32(ephemeral.d));
  const point = ecdh.getPublicKey();
  const x = ecdh.computeSecret(to.spki.subarray(-65));
  const key = Buffer.from(hkdfSync('sha256', x, Buffer.concat([point, to.spki]), ascii('pbdd/1 venue opening'), 32));
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.concat([ascii(origin), seal]));
  const sealed = Buffer.concat([cipher.update(openingText(nonce, ballot, longestBallot)), cipher.final()]);
  return Buffer.concat([point, iv, sealed, cipher.getAuthTag()]);
}
