/** f, its gradient and its Hessian, worked out by the instructions that came with the paths. Pure. */

import { Columns } from './columns.js';
import { sum } from './functions.js';
import { block, execute } from './machine.js';

/** @import { LiveGroundHeader } from '../payload/header.d.ts' */
/** @import { Ask, Block } from './machine.js' */

/** A block at work: for one point, or for all rows of data. */
class Part {
  /** @param {Block} own @param {number} rows of data, 0 without any */
  constructor(own, rows) {
    this.code = own.code;
    this.registers = own.fresh;
    this.wanted = [...(own.results.value ?? []), ...(own.results.parts ?? [])];
    this.parts = own.results.parts ?? [];
    this.columns = rows ? new Columns(own, rows) : null;
  }

  /** Sets an input: for all rows. */
  set(at, value) {
    this.registers[at] = value;
    if (this.columns) this.columns.columns[at].fill(value);
  }
}

export class Ground {
  /**
   * @param {LiveGroundHeader} header
   * @param {ArrayLike<number>[]} data the columns of a loss
   */
  constructor({ dimensions, blocks, parameters }, data) {
    this.dimensions = dimensions;
    this.names = Object.keys(parameters);
    this.data = data;
    this.count = data.length ? data[0].length : 0;
    /** @type {Uint16Array | null} rows of data that count; all without it */
    this.rows = null;
    this.first = dimensions + data.length;
    const inputs = this.first + this.names.length;
    const part = (name) => new Part(block(blocks[name], inputs, 0), this.count);
    this.parts = Object.fromEntries(Object.keys(blocks).map((name) => [name, part(name)]));
    this.own = parameters;
    this.answers = new Float64Array(1 + (dimensions * (dimensions + 1)) / 2);
    this.set(parameters);
  }

  /** From now on with these numbers; those that are left out are the surface's own. */
  set(parameters) {
    this.values = { ...this.own, ...parameters };
    for (const part of Object.values(this.parts)) {
      this.names.forEach((name, i) => part.set(this.first + i, this.values[name]));
    }
  }

  /** Whether the second derivatives have been sent. */
  get bends() {
    return Boolean(this.parts.second);
  }

  /**
   * What a step asks, with the rows that it sees: f and its gradient (order 1), or the upper triangle of its Hessian
   * (2), at a point in registers; the answers go to those from `to` on.
   * @type {Ask}
   */
  ask = (order, registers, point, to) => {
    const count = this.#derivatives(order, registers, point);
    const from = order === 1 ? 0 : 1;
    for (let i = from; i < count; i++) registers[to + i - from] = this.answers[i];
  };

  /**
   * f itself, with all its data, and its derivatives of this order.
   * @param {1 | 2} order @param {ArrayLike<number>} registers @param {number} point
   * @returns {Float64Array} written over by the next question
   */
  whole(order, registers, point) {
    const { rows } = this;
    this.rows = null;
    this.#derivatives(order, registers, point);
    this.rows = rows;
    return this.answers;
  }

  #derivatives(order, registers, point) {
    const name = order === 1 ? 'first' : 'second';
    this.#work(this.parts[name], this.parts[`${name}_careful`], registers, point);
    return this.parts[name].wanted.length;
  }

  /** @returns {number} f at a point in registers */
  value(registers, point) {
    this.#work(this.parts.value, undefined, registers, point);
    return this.answers[0];
  }

  #work(part, careful, registers, point) {
    this.#place(part, registers, point);
    if (this.count) this.#mean(part, careful, registers, point);
    else this.#once(part, careful, registers, point);
  }

  #place(part, registers, point) {
    for (let i = 0; i < this.dimensions; i++) part.set(i, registers[point + i]);
  }

  #once(part, careful, registers, point) {
    const { wanted } = part;
    execute(part.code, part.registers);
    for (let k = 0; k < wanted.length; k++) this.answers[k] = part.registers[wanted[k]];
    if (!careful || !unknown(this.answers, wanted.length)) return;
    this.#place(careful, registers, point);
    execute(careful.code, careful.registers);
    for (let k = 1; k < wanted.length; k++) {
      if (Number.isNaN(this.answers[k])) this.answers[k] = finite(careful.registers[careful.parts[k - 1]]);
    }
  }

  /** The means over the rows of data that count. */
  #mean(part, careful, registers, point) {
    const { wanted, columns } = part;
    const count = this.#feed(part);
    columns.run(count);
    const found = wanted.map((at) => columns.columns[at]);
    if (careful) this.#mend(found, careful, count, registers, point);
    for (let k = 0; k < found.length; k++) this.answers[k] = sum(found[k], 0, count) / count;
  }

  /** The rows of data, into their columns. @returns {number} how many */
  #feed({ columns }) {
    const { rows, data, dimensions } = this;
    const count = rows ? rows.length : this.count;
    for (let k = 0; k < data.length; k++) {
      const column = columns.columns[dimensions + k];
      for (let i = 0; i < count; i++) column[i] = data[k][rows ? rows[i] : i];
    }
    return count;
  }

  /** Where a derivative is no number although f is finite, the careful one, and 0 if that is not finite. */
  #mend(found, careful, count, registers, point) {
    const [value, ...parts] = found;
    let known = true;
    for (const part of parts) for (let i = 0; i < count; i++) known &&= !Number.isNaN(part[i]);
    if (known) return;
    this.#place(careful, registers, point);
    careful.columns.run(this.#feed(careful));
    parts.forEach((part, k) => {
      const better = careful.columns.columns[careful.parts[k]];
      for (let i = 0; i < count; i++) {
        if (Number.isNaN(part[i]) && Number.isFinite(value[i])) part[i] = finite(better[i]);
      }
    });
  }

  /**
   * f over a rectangle, row by row from below, into `into`.
   * @param {[number, number, number, number]} box xmin, xmax, ymin, ymax
   * @param {Float64Array | Float32Array} into
   */
  heights([xmin, xmax, ymin, ymax], rows, columns, into) {
    const x = Float64Array.from({ length: columns }, (_, i) => xmin + ((xmax - xmin) * i) / (columns - 1));
    const y = (row) => ymin + ((ymax - ymin) * row) / (rows - 1);
    if (this.count) return this.#pointByPoint(x, y, rows, into);
    const { code, registers, wanted } = this.parts.value;
    const line = new Columns({ code, fresh: registers, results: {} }, columns);
    line.columns[0].set(x);
    for (let row = 0; row < rows; row++) {
      if (this.dimensions > 1) line.columns[1].fill(y(row));
      line.run(columns);
      into.set(line.columns[wanted[0]], row * columns);
    }
    return into;
  }

  #pointByPoint(x, y, rows, into) {
    const at = new Float64Array(this.dimensions);
    for (let row = 0, i = 0; row < rows; row++) {
      at[1] = y(row);
      for (const first of x) {
        at[0] = first;
        into[i++] = this.value(at, 0);
      }
    }
    return into;
  }
}

const finite = (number) => (Number.isFinite(number) ? number : 0);

/** Whether a derivative is no number although f is finite. */
function unknown(answers, count) {
  if (!Number.isFinite(answers[0])) return false;
  for (let k = 1; k < count; k++) if (Number.isNaN(answers[k])) return true;
  return false;
}
