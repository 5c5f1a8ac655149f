// Keys, signed notes and key copies. Signatures are made by RFC 6979 (deterministic ECDSA) over big integers, so that
// this file gives the same vectors each time, and are then checked by node's own crypto.
import { createCipheriv, createECDH, createPrivateKey, createPublicKey, pbkdf2Sync, verify } from 'node:crypto';
import { ascii, base64, hmac, sha256 } from './bytes.mjs';

// P-256: FIPS 186-4, D.1.2.3.
const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const generator = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
];

const mod = (a, m) => ((a % m) + m) % m;
const number = (bytes) => BigInt(`0x${bytes.toString('hex')}`);
const bytes32 = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

function power(base, exponent, m) {
  let result = 1n;
  for (let b = mod(base, m), e = exponent; e > 0n; e >>= 1n, b = (b * b) % m) if (e & 1n) result = (result * b) % m;
  return result;
}
const inverse = (a, m) => power(a, m - 2n, m);

function add(a, b) {
  if (!a) return b;
  if (!b) return a;
  if (a[0] === b[0] && a[1] !== b[1]) return null;
  const slope = a[0] === b[0]
    ? mod(3n * (a[0] * a[0] - 1n) * inverse(2n * a[1], p), p) // the curve's a is -3
    : mod((b[1] - a[1]) * inverse(b[0] - a[0], p), p);
  const x = mod(slope * slope - a[0] - b[0], p);
  return [x, mod(slope * (a[0] - x) - a[1], p)];
}

function times(k, point) {
  let sum = null;
  for (let q = point; k > 0n; k >>= 1n, q = add(q, q)) if (k & 1n) sum = add(sum, q);
  return sum;
}

// RFC 6979, section 3.2, for SHA-256 and P-256.
function nonceOf(d, hash) {
  const seed = [bytes32(d), bytes32(mod(number(hash), n))];
  let v = Buffer.alloc(32, 1);
  let k = hmac(Buffer.alloc(32), v, Buffer.of(0), ...seed);
  v = hmac(k, v);
  k = hmac(k, v, Buffer.of(1), ...seed);
  for (v = hmac(k, v); ; v = hmac(k, v)) {
    v = hmac(k, v);
    if (number(v) > 0n && number(v) < n) return number(v);
    k = hmac(k, v, Buffer.of(0));
  }
}

function derInteger(value) {
  let hex = value.toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  const bytes = Buffer.from(hex, 'hex');
  const body = bytes[0] & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(2, body.length), body]);
}

function sign(d, data) {
  const hash = sha256(data);
  const k = nonceOf(d, hash);
  const r = mod(times(k, generator)[0], n);
  const s = mod(inverse(k, n) * (number(hash) + r * d), n);
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

export function keyFrom(seed) {
  const d = mod(number(seed), n);
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(bytes32(d));
  const point = ecdh.getPublicKey();
  const jwk = {
    kty: 'EC', crv: 'P-256', d: bytes32(d).toString('base64url'),
    x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url'),
  };
  const secret = createPrivateKey({ key: jwk, format: 'jwk' });
  const spki = createPublicKey(secret).export({ type: 'spki', format: 'der' });
  return { d, spki, pkcs8: secret.export({ type: 'pkcs8', format: 'der' }), keyId: sha256(spki).subarray(0, 4) };
}

export const verifierKey = (key, name) => `${name}+${key.keyId.toString('hex')}+${base64(Buffer.concat([Buffer.of(2), key.spki]))}`;

export function signedNote(key, name, text) {
  const signature = sign(key.d, Buffer.from(text, 'utf8'));
  if (!verify('sha256', Buffer.from(text, 'utf8'), { key: key.spki, format: 'der', type: 'spki' }, signature))
    throw new Error('node:crypto does not accept the signature');
  return `${text}\n— ${name} ${base64(Buffer.concat([key.keyId, signature]))}\n`;
}

export function keyCopy(kind, origin, key, passphrase, salt, iv) {
  const head = `pbdd/1 key-copy\nkind ${kind}\norigin ${origin}\nkdf pbkdf2-sha512 600000\nsalt ${base64(salt)}\niv ${base64(iv)}\n`;
  const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync(passphrase, salt, 600000, 32, 'sha512'), iv).setAAD(ascii(head));
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return `${head}sealed ${base64(sealed)}\n`;
}
