/**
 * The same instructions for many points or rows of data at once: every register is a column. One instruction after
 * another goes through all of its column, which is several times as fast as one point after another.
 */

import { greatest, least } from './functions.js';
import { FUNCTIONS, WIDTH } from './machine.js';

/** @import { Block } from './machine.js' */

export class Columns {
  /** @param {Block} block one that asks nothing @param {number} most rows */
  constructor({ code, fresh, results }, most) {
    this.code = code;
    this.results = results;
    this.columns = Array.from(fresh, (value) => new Float64Array(most).fill(value));
  }

  /* eslint-disable complexity -- one case an operation */
  /** Works out the first `count` rows. The cases are codes, those that losses and usual formulas need most. */
  run(count) {
    const { code, columns } = this;
    for (let i = 0; i < code.length; i += WIDTH) {
      const out = columns[code[i + 1]];
      const a = columns[code[i + 2]];
      const b = columns[code[i + 3]];
      const c = columns[code[i + 4]];
      switch (code[i]) {
        case 1: for (let j = 0; j < count; j++) out[j] = a[j] + b[j]; break;
        case 2: for (let j = 0; j < count; j++) out[j] = a[j] - b[j]; break;
        case 3: for (let j = 0; j < count; j++) out[j] = a[j] * b[j]; break;
        case 4: for (let j = 0; j < count; j++) out[j] = a[j] / b[j]; break;
        case 5: for (let j = 0; j < count; j++) out[j] = -a[j]; break;
        case 7: for (let j = 0; j < count; j++) out[j] = a[j] <= b[j] ? 1 : 0; break;
        case 9: for (let j = 0; j < count; j++) out[j] = a[j] >= b[j] ? 1 : 0; break;
        case 12: for (let j = 0; j < count; j++) out[j] = a[j] ? b[j] : c[j]; break;
        case 28: for (let j = 0; j < count; j++) out[j] = Math.exp(a[j]); break;
        case 29: for (let j = 0; j < count; j++) out[j] = Math.log(a[j]); break;
        case 50: for (let j = 0; j < count; j++) out[j] = least(a[j], b[j]); break;
        case 51: for (let j = 0; j < count; j++) out[j] = greatest(a[j], b[j]); break;
        default: this.#each(FUNCTIONS[code[i]], out, a, b, c, count);
      }
    }
  }

  /** A function of up to three numbers for every row. */
  #each(act, out, a, b, c, count) {
    for (let j = 0; j < count; j++) out[j] = act(a[j], b[j], c[j]);
  }
}
