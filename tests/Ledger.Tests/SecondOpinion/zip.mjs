// A stored zip file with nothing in it that depends on when, where or by whom it was written: PKWARE APPNOTE.TXT.
import { ascii } from './bytes.mjs';

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function fields(...pairs) {
  const bytes = Buffer.alloc(pairs.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of pairs) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}

export function zip(members) {
  const names = Object.keys(members).sort((a, b) => Buffer.compare(ascii(a), ascii(b)));
  const files = [];
  const directory = [];
  let offset = 0;
  for (const name of names) {
    const content = members[name];
    const shared = [[2, 10], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
    const file = Buffer.concat([fields([4, 0x04034b50], ...shared), ascii(name), content]);
    directory.push(fields([4, 0x02014b50], [2, 10], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), ascii(name));
    files.push(file);
    offset += file.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, names.length], [2, names.length], [4, size], [4, offset], [2, 0]);
  return Buffer.concat([...files, ...directory, end]);
}
