/**
 * Programs of `optimizers/reading/inspector.py` worked out with the numbers of one step. A value is a number, or a
 * list with one number a coordinate; what is not known is NaN. Pure.
 */

import { erf, erfc } from '../basics/erf.js';
import { stepAt } from './steps.js';

/** @import { Run } from './payload.js' */

const list = (value) => (Array.isArray(value) ? value : [value]);

/** A function of numbers for every coordinate of its arguments. */
function each(act) {
  return (...args) => {
    const width = Math.max(...args.map((arg) => (Array.isArray(arg) ? arg.length : 0)));
    const at = (i) => act(...args.map((arg) => (Array.isArray(arg) ? arg[i] : arg)));
    return width ? Array.from({ length: width }, (_, i) => at(i)) : at(0);
  };
}

function norm(vector, p = 2) {
  const sizes = list(vector).map(Math.abs);
  if (p === Infinity) return Math.max(...sizes);
  return p === 1 ? sizes.reduce((a, b) => a + b) : Math.sqrt(sizes.reduce((sum, size) => sum + size * size, 0));
}

const dot = (a, b) => list(a).reduce((sum, value, i) => sum + value * list(b)[i], 0);

function newtonSchulz(vector, steps, eps, a, b, c) {
  let o = each((v) => v / Math.max(norm(vector), eps))(vector);
  for (let i = 0; i < steps; i++) {
    const s = dot(o, o);
    o = each((v) => (a + b * s + c * s * s) * v)(o);
  }
  return o;
}

const ELEMENTARY =
  'sqrt cbrt abs sign max min exp log sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh atan2 hypot floor ceil'.split(
    ' ',
  );

/** The nearest whole number, the even one from halfway. */
const round = (value) => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

const FUNCTIONS = {
  given: (value) => value,
  as: (value) => value,
  '+': each((a, b) => a + b),
  '-': each((a, b) => a - b),
  '*': each((a, b) => a * b),
  '/': each((a, b) => (a === 0 && b === 0 ? 0 : a / b)),
  '^': each((a, b) => a ** b),
  neg: each((a) => -a),
  '<': each((a, b) => Number(a < b)),
  '>': each((a, b) => Number(a > b)),
  '<=': each((a, b) => Number(a <= b)),
  '>=': each((a, b) => Number(a >= b)),
  indicator: (value) => value,
  where: each((test, yes, no) => (test ? yes : no)),
  ...Object.fromEntries(ELEMENTARY.map((name) => [name, each(Math[name])])),
  round: each(round),
  mod: each((a, b) => a - b * Math.floor(a / b)),
  sigmoid: each((value) => 1 / (1 + Math.exp(-value))),
  relu: each((value) => Math.max(value, 0)),
  softplus: each((value) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))),
  gauss: each((value) => Math.exp(-value * value)),
  erf: each(erf),
  erfc: each(erfc),
  sinc: each((value) => (value === 0 ? 1 : Math.sin(value) / value)),
  clip: each((value, low, high) => Math.min(Math.max(value, low), high)),
  norm,
  dot,
  rms: (vector) => norm(vector) / Math.sqrt(list(vector).length),
  dimension: (vector) => list(vector).length,
  newton_schulz: newtonSchulz,
};

/**
 * @param {number | string | Array | null} program null is of what is only written
 * @param {(name: string) => number | number[]} look the value of a name
 * @returns {number | number[]}
 */
export function evaluate(program, look) {
  if (program === null) return NaN;
  if (typeof program === 'number') return program;
  if (typeof program === 'string') return look(program);
  const [name, ...args] = program;
  return FUNCTIONS[name](...args.map((arg) => evaluate(arg, look)));
}

/** The row of a series as a value, NaN where there is no such series or row. Where the series has a rest, what float32
 * leaves out of it, the value has twice as many digits. */
export function rowOf(run, name, row) {
  const series = run.series.find((one) => one.name === name);
  if (!series || row < 0) return NaN;
  const { values, width } = series;
  const rest = run.series.find((one) => one.name === `${name}.rest`)?.values;
  const at = (i) => (rest ? values[i] + rest[i] : values[i]);
  return width === 1 ? at(row) : Array.from({ length: width }, (_, i) => at(row * width + i));
}

/**
 * All names of one step of a run: hyperparameters, what was before the step, what f answered, and the lines in order.
 * The numbers of states are those of the path; only what the path does not hold is worked out.
 * @param {Run} run
 * @param {number} row of the step, at least 1
 * @returns {(name: string) => number | number[]}
 */
export function lookUp(run, row) {
  const known = new Map([['t', stepAt(run, row)], ['infinity', Infinity]]);
  for (const [name, value] of Object.entries(run.values)) {
    known.set(name, typeof value === 'string' ? rowOf(run, value, row) : value);
  }
  const look = (name) => {
    if (known.has(name)) return known.get(name);
    const before = name.startsWith('old.');
    return rowOf(run, before ? name.slice(4) : name, before ? row - 1 : row);
  };
  for (const { target, program } of run.formulas) {
    known.set(target, run.states.includes(target) ? rowOf(run, target, row) : evaluate(program, look));
  }
  return look;
}
