// The seal, its twenty pairs of shares, and the opening as it is stored.
import { createCipheriv } from 'node:crypto';
import { ascii, hmac, sha256 } from './bytes.mjs';

// RFC 5869, section 2.3.
function hkdfExpand(key, info, length) {
  let block = Buffer.alloc(0);
  const blocks = [];
  for (let i = 1; blocks.length * 32 < length; i++) {
    block = hmac(key, block, ascii(info), Buffer.of(i));
    blocks.push(block);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

export function sealOf(nonce, ballot) {
  const keys = hkdfExpand(nonce, 'pbdd/1 mix', 640);
  const pairs = Array.from({ length: 20 }, (_, k) => {
    const x = keys.subarray(32 * k, 32 * k + 16);
    const y = keys.subarray(32 * k + 16, 32 * k + 32);
    const u = sha256(ascii('pbdd/1 in\n'), y, ascii(ballot));
    return { x, y, u, c: sha256(ascii('pbdd/1 out\n'), x, u) };
  });
  return { pairs, seal: sha256(ascii('pbdd/1 seal\n'), ...pairs.map((pair) => pair.c)) };
}

export function openingText(nonce, ballot, longestBallot) {
  const room = Math.ceil((34 + Math.max(ballot.length, longestBallot)) / 128) * 128;
  const length = Buffer.of(ballot.length >> 8, ballot.length & 255);
  return Buffer.concat([nonce, length, ascii(ballot), Buffer.alloc(room)]).subarray(0, room);
}

export function encryptOpening(key, iv, origin, seal, nonce, ballot, longestBallot) {
  const plain = openingText(nonce, ballot, longestBallot);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.concat([ascii(origin), seal]));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]);
}
