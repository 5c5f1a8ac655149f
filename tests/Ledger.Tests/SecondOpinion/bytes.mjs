// Small words over node:crypto, shared by the second opinion's files. Written from docs/formats and the cited
// standards, not from the C# code, which has to agree with what comes out here.
import { createHash, createHmac } from 'node:crypto';

export const ascii = (text) => Buffer.from(text, 'ascii');
export const base64 = (bytes) => bytes.toString('base64');
export const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
export const hmac = (key, ...parts) => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
export const byBytes = (a, b) => Buffer.compare(a, b);

// Bytes for examples: nothing up the sleeve, and nobody's secret.
export const example = (name) => sha256(ascii(`pbdd/1 example ${name}`));
