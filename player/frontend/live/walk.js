/** One run on its way: what every step follows, and what it leaves behind. Pure. */

import { Ending, OUT_OF_STEPS } from './ending.js';
import { writers } from './writers.js';

/** @import { Run } from '../payload/payload.js' */
/** @import { Walker } from './program.js' */
/** @import { Recording } from './record.js' */
/** @import { Drawn, Followed } from './writers.js' */

/**
 * @typedef {{ start?: ArrayLike<number>, values?: Record<string, number>, ground?: Record<string, number> }} Change
 *   another start, other settings of the rule and of its transforms, other parameters of the surface
 */

/** The rows of data of every step. */
class Batches {
  constructor(rows, counts) {
    this.rows = rows;
    this.begins = new Int32Array(counts.length + 1);
    for (let t = 0; t < counts.length; t++) this.begins[t + 1] = this.begins[t] + counts[t];
  }

  /** @param {number} t from 1 */
  at(t) {
    return this.rows.subarray(this.begins[t - 1], this.begins[t]);
  }
}

export class Walk {
  /**
   * @param {Run} run @param {Walker} walker @param {Recording} record
   * @param {(Float64Array | Uint16Array)[]} arrays that came with the paths
   * @param {Change} change
   */
  constructor(run, walker, record, arrays, change) {
    const { values, start, steps, climbs, stop, follows = {}, noise = {}, rows } = run.live;
    this.walker = walker;
    this.record = record;
    this.n = walker.program.dimensions;
    this.sign = climbs ? -1 : 1;
    this.steps = steps;
    this.start = change.start ?? start;
    /** @type {Record<string, number>} */
    this.values = { ...values, ...change.values };
    /** @type {Followed[]} */
    this.follows = Object.entries(follows).map(([name, [at, slope]]) => {
      const by = slope === undefined ? 0 : this.values[name] - values[name];
      const [own, slopes] = [arrays[at], arrays[slope]];
      return { name, at: by ? (t) => own[t - 1] + slopes[t - 1] * by : (t) => own[t - 1] };
    });
    const { program } = walker;
    /** @type {Drawn[]} */
    this.noise = Object.entries(noise).map(([name, at]) => ({ name, to: program.at(name), numbers: arrays[at] }));
    this.batches = rows && new Batches(arrays[rows[0]], arrays[rows[1]]);
    this.ending = new Ending(stop);
    /** Point and gradient of f before the step. */
    this.before = new Float64Array(2 * this.n);
    this.writers = writers(this, run);
  }

  /** @returns {string} how it ended */
  go() {
    const { walker } = this;
    const { ground } = walker;
    for (const [name, value] of Object.entries(this.values)) walker.set(name, value);
    this.#prepare(1);
    walker.start(this.start);
    let status = this.#row(0);
    for (let t = 1; !status; t++) {
      this.#prepare(t);
      this.#remember();
      walker.step(t);
      walker.look();
      status = this.#row(t);
    }
    ground.rows = null;
    return status;
  }

  /** Sets everything that belongs to step t. */
  #prepare(t) {
    const { walker, n } = this;
    for (const { name, at } of this.follows) walker.set(name, at(t));
    for (const { to, numbers } of this.noise) {
      for (let i = 0; i < n; i++) walker.R[to + i] = numbers[(t - 1) * n + i];
    }
    if (this.batches) walker.ground.rows = this.batches.at(t);
  }

  #remember() {
    const { R, at } = this.walker;
    for (let i = 0; i < this.n; i++) {
      this.before[i] = R[at.x + i];
      this.before[this.n + i] = R[at.gradient + i];
    }
  }

  /** Writes the row after step t. @returns {string} why it is the last, or '' */
  #row(t) {
    const { R, at } = this.walker;
    const row = this.record.take(t);
    for (let i = 0; i < this.writers.length; i++) this.writers[i](row, t);
    return this.ending.at(R, at, this.sign * R[at.value], this.n) || (t === this.steps ? OUT_OF_STEPS : '');
  }
}
