// Canonical JSON: what is read prints back to the same bytes. Written from docs/formats/json.md.
const text = (value) => `"${value.replaceAll(/["\\]/g, '\\$&').replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([name, one]) => `${text(name)}: ${inline(one)}`).join(', ')}}`;
  return typeof value === 'string' ? text(value) : String(value);
}

// The outermost fields, and what they hold, stand each on a line; a list of texts, or of nothing, on one.
function field(value) {
  const isList = Array.isArray(value);
  if (value === null || typeof value !== 'object' || (isList && value.every((one) => typeof one === 'string'))) return inline(value);
  const lines = isList ? value.map(inline) : Object.entries(value).map(([name, one]) => `${text(name)}: ${inline(one)}`);
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${lines.map((one) => `    ${one}`).join(',\n')}\n  ${close}`;
}

export const print = (value) => `{\n${Object.entries(value).map(([name, one]) => `  ${text(name)}: ${field(one)}`).join(',\n')}\n}\n`;

// Reads a frozen document, and refuses what would not have been written so.
export function readJson(bytes, name, must) {
  const written = bytes.toString('utf8');
  const value = JSON.parse(written);
  must(print(value) === written && Buffer.from(written, 'utf8').equals(bytes), `${name} is not canonical JSON`);
  return value;
}
