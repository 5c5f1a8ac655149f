// A card, from its secret to its proofs, link and short number.
import { hkdfSync } from 'node:crypto';
import { ascii, sha256 } from './bytes.mjs';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// Luhn mod 32: from the right, every other value doubled, the digits of what comes out (in base 32) summed.
export function withCheckSymbol(symbols) {
  let sum = 0;
  [...symbols].reverse().forEach((symbol, place) => {
    const value = alphabet.indexOf(symbol) * (place % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  });
  return symbols + alphabet[(32 - (sum % 32)) % 32];
}

// 115 bits out of random bytes: five bits of each of 23 bytes.
export const secretFrom = (random) => withCheckSymbol([...random.subarray(0, 23)].map((byte) => alphabet[byte % 32]).join(''));

const chain = (x) => sha256(ascii('pbdd/1 chain\n'), x);

export function derive(secret, origin) {
  const rungs = [Buffer.from(hkdfSync('sha256', ascii(secret.slice(0, 23)), ascii(origin), ascii('pbdd/1 card'), 32))];
  while (rungs.length < 9) rungs.push(chain(rungs.at(-1)));
  return { number: rungs[8], proofs: [1, 2, 3, 4, 5, 6, 7].map((version) => rungs[8 - version]) };
}

export function shortNumber(number) {
  const bits = [...number.subarray(0, 8)].map((byte) => byte.toString(2).padStart(8, '0')).join('').slice(0, 60);
  return withCheckSymbol(bits.match(/.{5}/g).map((five) => alphabet[parseInt(five, 2)]).join(''));
}
