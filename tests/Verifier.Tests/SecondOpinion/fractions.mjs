// Exact numbers: fractions of whole numbers, the lower part above 0.
export function gcd(a, b) {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

export const fraction = (n, d = 1n) => ({ n: BigInt(n), d: BigInt(d) });

// Below 0, 0 or above 0 as one is less than, equal to or more than the other.
export const compare = (a, b) => {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
};

export const lowest = ({ n, d }) => {
  const by = gcd(n, d) || 1n;
  return { n: n / by, d: d / by };
};

// As result.json writes it.
export const text = (one) => {
  const { n, d } = lowest(one);
  return d === 1n ? String(n) : `${n}/${d}`;
};

// For a first look that no decision rests on.
export const approximately = (n, d) => {
  const shift = 80n;
  return Number((n << shift) / d) / 2 ** Number(shift);
};
