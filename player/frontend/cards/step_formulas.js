/** The lines of an update with the numbers of one step: the line in symbols, and under it one line a coordinate. */

import { h, setText } from '../basics/dom.js';
import { mathNodes } from '../basics/math.js';
import { lookUp } from '../payload/evaluate.js';
import { fill, math, shown } from './filled.js';

/** @import { Run } from '../payload/payload.js' */

const at = (value, coordinate) => (Array.isArray(value) ? value[coordinate] : value);

export class Formulas {
  #lines = [];
  #built = null;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
  }

  /**
   * @param {Run} run
   * @param {number} row of the step, at least 1
   * @param {string[]} coordinates their names
   */
  draw(run, row, coordinates) {
    const look = lookUp(run, row);
    const wide = run.formulas.map(({ target }) => Array.isArray(look(target)));
    const key = JSON.stringify([run.formulas, run.values, coordinates, wide]);
    if (key !== this.#built) this.#build(run, wide, coordinates);
    this.#built = key;
    for (const { target, rows } of this.#lines) {
      rows.forEach(({ filled, result }, coordinate) => {
        filled.write(look, coordinate);
        setText(result, shown(at(look(target), coordinate)));
      });
    }
  }

  #build(run, wide, coordinates) {
    this.#lines = run.formulas.map((formula, i) => {
      const rows = (wide[i] ? coordinates : ['']).map((name) => this.#row(formula.program, run.values, name));
      const symbols = h('div.slalom-symbols', {}, ...mathNodes(formula.mathml));
      return { target: formula.target, rows, box: h('div.slalom-formula-line', {}, symbols, ...rows.map(({ box }) => box)) };
    });
    this.host.replaceChildren(...this.#lines.map(({ box }) => box));
  }

  #row(program, values, name) {
    const filled = fill(program, values);
    const result = math('mn');
    const middle = filled.element ? [filled.element, math('mo', '=')] : [];
    const whole = math('math', math('mrow', math('mo', '='), ...middle, result));
    return { filled, result, box: h('div.slalom-filled', {}, h('span.slalom-coordinate', {}, name), whole) };
  }
}
