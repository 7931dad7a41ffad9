/**
 * A program as MathML with numbers in the place of names: the elements are made once, and the numbers written into
 * them at every step. What depends on hyperparameters alone is one number (1 − β is 0.1), and so is what reads all
 * coordinates at once (a norm) or chooses (a condition).
 */

import { setText } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { evaluate } from '../payload/evaluate.js';

const MATHML = 'http://www.w3.org/1998/Math/MathML';
/** All inputs are float32, good for seven digits; four are shown, so that what is worked out from them holds. */
const DIGITS = 4;
const PLAIN = { least: 1e-3, most: 1e4 };
const [SUM, PRODUCT, POWER, ATOM] = [1, 2, 3, 4];
const SIGNS = { '+': '+', '-': '−', '*': '·' };
const WORDS = new Set(['max', 'min', 'clip', 'sign']);

export function math(tag, ...children) {
  const element = document.createElementNS(MATHML, tag);
  element.append(...children);
  return element;
}

const mo = (sign) => math('mo', sign);
const row = (...children) => math('mrow', ...children);
const bracket = (node) => row(mo('('), node, mo(')'));

/** A number of the inspector; one that is not known is a dash. */
export function shown(value) {
  const size = Math.abs(value);
  return short(value, size >= PLAIN.least && size < PLAIN.most ? DIGITS : DIGITS + 1);
}

class Filler {
  /** @type {{ element: Element, program, first: boolean }[]} */
  slots = [];

  constructor(values) {
    this.values = values;
  }

  /** Whether this holds no names but hyperparameters that are numbers. */
  #constant(tree) {
    if (typeof tree === 'number') return true;
    if (typeof tree === 'string') return typeof this.values[tree] === 'number';
    return tree.slice(1).every((part) => this.#constant(part));
  }

  /** @returns {[Element, number]} */
  #slot(program, first) {
    const element = math('mn');
    this.slots.push({ element, program, first });
    return [element, ATOM];
  }

  /** @returns {[Element, number]} the element and how tightly it binds; `first` where a minus needs no brackets */
  piece(tree, first = false) {
    if (!Array.isArray(tree) || this.#constant(tree)) return this.#slot(tree, first);
    const [name, ...args] = tree;
    if (name in SIGNS) return this.#binary(name, args[0], args[1], first);
    if (name === 'neg') return [row(mo('−'), this.#within(args[0], PRODUCT)), SUM];
    if (name === '/') return [math('mfrac', this.piece(args[0], true)[0], this.piece(args[1], true)[0]), PRODUCT];
    if (name === '^') return [math('msup', this.#within(args[0], ATOM), this.piece(args[1], true)[0]), POWER];
    if (name === 'sqrt') return [math('msqrt', this.piece(args[0], true)[0]), ATOM];
    if (name === 'cbrt') return [math('mroot', this.piece(args[0], true)[0], math('mn', '3')), ATOM];
    if (name === 'abs') return [row(mo('|'), this.piece(args[0], true)[0], mo('|')), ATOM];
    if (WORDS.has(name)) return [this.#call(name, args), ATOM];
    return this.#slot(tree, first);
  }

  #within(tree, binding, first = false) {
    const [node, own] = this.piece(tree, first);
    return own < binding ? bracket(node) : node;
  }

  /** @returns {[Element, number]} */
  #binary(name, left, right, first) {
    const binding = name === '*' ? PRODUCT : SUM;
    const after = name === '+' ? SUM : PRODUCT;
    return [row(this.#within(left, binding, first), mo(SIGNS[name]), this.#within(right, after)), binding];
  }

  #call(name, args) {
    const list = args.flatMap((arg, i) => [...(i ? [mo(',')] : []), this.piece(arg, true)[0]]);
    return row(math('mi', name), mo('('), ...list, mo(')'));
  }
}

/** A program with how a value that the path knows comes about in the place of that value. */
function spelled(tree) {
  if (!Array.isArray(tree)) return tree;
  return tree[0] === 'as' ? spelled(tree[2]) : [tree[0], ...tree.slice(1).map(spelled)];
}

/**
 * @param {number | string | Array} program
 * @param {Object<string, number | string>} values hyperparameters
 * @returns {{ element: Element | null, write: (look: Function, coordinate: number) => void }} no element where the
 *   program is one number and says no more than its result
 */
export function fill(program, values) {
  const filler = new Filler(values);
  const [element] = filler.piece(spelled(program), true);
  const write = (look, coordinate) => {
    for (const slot of filler.slots) {
      const found = evaluate(slot.program, look);
      const value = Array.isArray(found) ? found[coordinate] : found;
      const text = shown(value);
      setText(slot.element, value < 0 && !slot.first ? `(${text})` : text);
    }
  };
  return { element: filler.slots[0]?.element === element ? null : element, write };
}
