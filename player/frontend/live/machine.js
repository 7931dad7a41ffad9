/**
 * A machine of registers: instructions of five whole numbers each, worked out one after another. Nothing is evaluated,
 * and no instruction jumps: a block takes as long as it is. What the numbers mean is written down in
 * `formulas/machine.py`.
 */

import { erf, erfc } from '../basics/erf.js';
import { copysign, greatest, least, logaddexp, modulo, power, round, sign } from './functions.js';
import { sinc, sinc1, sinc2 } from './functions.js';

/** @import { BlockHeader } from '../payload/header.d.ts' */

/**
 * @typedef {{ code: Int32Array, fresh: Float64Array, results: Record<string, number[]> }} Block `fresh` are its
 *   registers with the constants in them
 * @typedef {(order: 1 | 2, registers: Float64Array, point: number, to: number) => void} Ask works out a function at
 *   the point in registers from `point` on, and leaves what it finds in those from `to` on
 */

export const WIDTH = 5;
const MOST = 1_000_000;

/** The names of all operations, in the order of `formulas/machine.py`. */
export const OPERATIONS =
  `move + - * / neg < <= > >= == != where isfinite isnan logaddexp copysign first second
  sin cos tan asin acos atan sinh cosh tanh exp log sqrt cbrt asinh acosh atanh atan2 hypot floor ceil round mod
  sigmoid relu softplus gauss sinc sinc1 sinc2 abs sign min max power erf erfc`.split(/\s+/);

const [FIRST, SECOND] = [OPERATIONS.indexOf('first'), OPERATIONS.indexOf('second')];

const { sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, log, cbrt, asinh, acosh, atanh } = Math;
const { abs, atan2, ceil, floor, hypot, sqrt } = Math;
const test = (act) => (a, b) => (act(a, b) ? 1 : 0);
const ACTS = {
  move: (a) => a,
  ...{ '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, neg: (a) => -a },
  ...{ '<': test((a, b) => a < b), '<=': test((a, b) => a <= b), '>': test((a, b) => a > b) },
  ...{ '>=': test((a, b) => a >= b), '==': test((a, b) => a === b), '!=': test((a, b) => a !== b) },
  where: (a, b, c) => (a ? b : c),
  ...{ isfinite: test(Number.isFinite), isnan: test(Number.isNaN) },
  ...{ sqrt, abs, sign, min: least, max: greatest },
  ...{ sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, log, cbrt, asinh, acosh, atanh },
  ...{ atan2, hypot, floor, ceil, round, mod: modulo, sinc, sinc1, sinc2, logaddexp, copysign, power },
  sigmoid: (a) => 1 / (1 + Math.exp(-a)),
  relu: (a) => greatest(a, 0),
  softplus: (a) => logaddexp(0, a),
  gauss: (a) => Math.exp(-(a * a)),
  ...{ erf, erfc },
};
/** What an operation does, by its code; nothing for the two that ask. @type {((...args: number[]) => number)[]} */
export const FUNCTIONS = OPERATIONS.map((name) => ACTS[name]);

/**
 * The block of a header, with everything in it looked at: a blob may come from anywhere.
 * @param {BlockHeader} header
 * @param {number} inputs how many registers are inputs
 * @param {number} dimensions of the points at which functions are asked; 0 of a block that asks none
 * @returns {Block}
 */
export function block({ registers, constants, code, results }, inputs, dimensions) {
  const begin = inputs + constants.length;
  const known = Number.isInteger(registers) && registers <= MOST && begin <= registers;
  if (!known || code.length % WIDTH) throw wrong('registers');
  const within = (at, count = 1) => Number.isInteger(at) && at >= 0 && at + count <= registers;
  for (let i = 0; i < code.length; i += WIDTH) {
    const [operation, out, a, b, c] = code.slice(i, i + WIDTH);
    const [reads, sets] = spans(operation, dimensions);
    if (!within(out, sets) || out < begin) throw wrong('what is set');
    if (![within(a, reads), within(b), within(c)].every(Boolean)) throw wrong('what is read');
  }
  if (!Object.values(results).flat().every((at) => within(at))) throw wrong('a result');
  const fresh = new Float64Array(registers);
  fresh.set(constants.map(Number), inputs);
  return { code: Int32Array.from(code), fresh, results };
}

/** How many registers an operation reads from its first one on, and how many it sets. */
function spans(operation, n) {
  if (!Number.isInteger(operation) || !OPERATIONS[operation]) throw wrong('an operation');
  if (!n && (operation === FIRST || operation === SECOND)) throw wrong('a question');
  if (operation === FIRST) return [n, 1 + n];
  return operation === SECOND ? [n, (n * (n + 1)) / 2] : [1, 1];
}

const wrong = (what) => new RangeError(`instructions that cannot be right: ${what}`);

/** Works out a block. The cases are codes, as names would cost a third of the speed.
 * @param {Int32Array} code @param {Float64Array} R registers @param {Ask} [ask] */
/* eslint-disable complexity -- one case an operation */
export function execute(code, R, ask) {
  for (let i = 0; i < code.length; i += WIDTH) {
    const a = R[code[i + 2]];
    const b = R[code[i + 3]];
    let v;
    switch (code[i]) {
      case 0: v = a; break;
      case 1: v = a + b; break;
      case 2: v = a - b; break;
      case 3: v = a * b; break;
      case 4: v = a / b; break;
      case 5: v = -a; break;
      case 6: v = a < b ? 1 : 0; break;
      case 7: v = a <= b ? 1 : 0; break;
      case 8: v = a > b ? 1 : 0; break;
      case 9: v = a >= b ? 1 : 0; break;
      case 10: v = a === b ? 1 : 0; break;
      case 11: v = a !== b ? 1 : 0; break;
      case 12: v = a ? b : R[code[i + 4]]; break;
      case 13: v = Number.isFinite(a) ? 1 : 0; break;
      case 14: v = Number.isNaN(a) ? 1 : 0; break;
      case 17: ask(1, R, code[i + 2], code[i + 1]); continue;
      case 18: ask(2, R, code[i + 2], code[i + 1]); continue;
      case 30: v = Math.sqrt(a); break;
      case 48: v = Math.abs(a); break;
      case 49: v = sign(a); break;
      case 50: v = least(a, b); break;
      case 51: v = greatest(a, b); break;
      default: v = FUNCTIONS[code[i]](a, b);
    }
    R[code[i + 1]] = v;
  }
}
