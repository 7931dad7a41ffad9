/** Functions of one number or two that give what NumPy gives, where JavaScript's own differ or are missing. Pure. */

/** The nearest whole number, the even one from halfway. */
export const round = (a) => {
  if (Math.abs(a % 1) === 0.5) return 2 * Math.round(a / 2);
  return Math.round(a);
};

/** Zero has no sign, whatever stands before it. */
export const sign = (a) => (a > 0 ? 1 : a < 0 ? -1 : a === 0 ? 0 : a);

/** What is no number stays none. */
export const least = (a, b) => (a <= b || a !== a ? a : b);
export const greatest = (a, b) => (a >= b || a !== a ? a : b);

/** As in C: 1 to any power is 1, and so is −1 to an infinite one. */
export const power = (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b);

/** The rest of a division, with the sign of the divisor. */
export function modulo(a, b) {
  const rest = a % b;
  if (rest !== rest) return NaN;
  if (rest === 0) return copysign(0, b);
  return b < 0 !== rest < 0 ? rest + b : rest;
}

export function copysign(a, b) {
  const negative = b < 0 || Object.is(b, -0);
  return negative ? -Math.abs(a) : Math.abs(a);
}

/** log(exp(a) + exp(b)) */
export function logaddexp(a, b) {
  if (a === b) return a + Math.LN2;
  const apart = a - b;
  if (apart > 0) return a + Math.log1p(Math.exp(-apart));
  return apart <= 0 ? b + Math.log1p(Math.exp(apart)) : apart;
}

const SMALL = 1;
const TERMS = 10;

/** The first or second derivative of 1 − u²/3! + u⁴/5! − …, term by term. */
function series(u, order) {
  let [total, term] = [0, 1];
  for (let k = 1; k <= TERMS; k++) {
    term = -term / (2 * k * (2 * k + 1));
    const factor = order === 1 ? 2 * k : 2 * k * (2 * k - 1);
    total += factor * term * u ** (2 * k - order);
  }
  return total;
}

/** sin(u)/u and its derivatives. */
export const sinc = (u) => (u === 0 ? 1 : Math.sin(u) / u);
export const sinc1 = (u) => (Math.abs(u) < SMALL ? series(u, 1) : (Math.cos(u) - sinc(u)) / u);
export const sinc2 = (u) => (Math.abs(u) < SMALL ? series(u, 2) : -sinc(u) - (2 * sinc1(u)) / u);

const BLOCK = 128;
const WAYS = 8;

/** The sum of values[from] … values[to − 1], in the order in which NumPy adds. */
export function sum(values, from, to) {
  const count = to - from;
  if (count < WAYS) {
    let total = count ? values[from] : 0;
    for (let i = from + 1; i < to; i++) total += values[i];
    return total;
  }
  if (count > BLOCK) {
    const half = from + (count >> 1) - ((count >> 1) % WAYS);
    return sum(values, from, half) + sum(values, half, to);
  }
  const r = values.slice(from, from + WAYS);
  let i = from + WAYS;
  for (; i + WAYS <= to; i += WAYS) for (let j = 0; j < WAYS; j++) r[j] += values[i + j];
  let total = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
  for (; i < to; i++) total += values[i];
  return total;
}
