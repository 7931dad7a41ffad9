/** What a run that is walked here leaves behind: the series that its payload lists, in double precision. Pure. */

/** @import { Paths, Run } from '../payload/payload.js' */

/**
 * The rows that are kept of a run, those of `payload/steps.js`: all, or of thinned runs some, and the last two. A row
 * that is not kept is written over by the step after the next.
 */
export class Rows {
  /** @param {[number, number] | undefined} thinned @param {number} steps */
  constructor(thinned, steps) {
    this.thinned = thinned;
    this.most = thinned ? 4 + thinned[0] + Math.ceil((2 * Math.max(0, steps - thinned[0])) / thinned[1]) : steps + 1;
    this.steps = thinned ? new Int32Array(this.most) : undefined;
    this.count = 0;
  }

  #keeps(step) {
    const [dense, every] = this.thinned;
    const beyond = (step - dense) % every;
    return step <= dense || beyond === 0 || beyond === every - 1;
  }

  /** The row of a step, and whether the row before has to be moved down to make place for it: steps come in order. */
  take(step) {
    if (!this.thinned) return { row: this.count++, moved: false };
    const moved = this.count > 1 && !this.#keeps(this.steps[this.count - 2]);
    if (moved) this.steps[this.count - 2] = this.steps[this.count - 1];
    else this.count++;
    this.steps[this.count - 1] = step;
    return { row: this.count - 1, moved };
  }
}

const length = (values, from, width) => {
  let square = 0;
  for (let i = from; i < from + width; i++) square += values[i] * values[i];
  return Math.sqrt(square);
};

/** The least distance from a point to those of a list, NaN without any. */
function nearest(places, x, y) {
  let least = places.length ? Infinity : NaN;
  for (const [a, b] of places) least = Math.min(least, (x - a) * (x - a) + (y - b) * (y - b));
  return Math.sqrt(least);
}

/** Series that follow from others: name → (series by name, row, what is known of the surface) → number. */
const DERIVED = {
  gradient_norm: ({ gradient }, row, { n }) => length(gradient, row * n, n),
  step_length: ({ step }, row, { n }) => length(step, row * n, n),
  gap: ({ value }, row, { lowest, sign }) => sign * value[row] - lowest,
  distance: ({ x }, row, { places, n }) => nearest(places, x[row * n], n > 1 ? x[row * n + 1] : 0),
  slope: ({ gradient }, row) => gradient[row],
};

/** Those that hang on where the minima are. */
const OF_MINIMA = ['gap', 'distance'];

/** Ends the names of heights on a curve: of f at the points of another series. */
const HEIGHT = '.f';
const isHeight = (name) => name.endsWith(HEIGHT);

/** What float32 leaves out of a series: nothing, here. */
const isRest = (name) => name.endsWith('.rest');

/** Whether a series is worked out when the run has ended. @param {string[]} states those of the rule are not */
export const isDerived = (name, states) =>
  !states.includes(name) && (Object.hasOwn(DERIVED, name) || isRest(name) || isHeight(name));

/** Those that are written although nobody has asked for them, since others follow from them. */
const ALWAYS = { x: 0, value: 1, gradient: 0, step: 0 };

export class Recording {
  /**
   * @param {Run} run whose series say what is wanted
   * @param {Rows} rows
   * @param {number} n coordinates of a point
   */
  constructor(run, rows, n) {
    this.rows = rows;
    this.widths = new Map(Object.entries(ALWAYS).map(([name, width]) => [name, width || n]));
    for (const { name, width } of run.series) this.widths.set(name, width);
    this.names = [...this.widths.keys()];
    /** @type {Record<string, Float64Array>} */
    this.series = {};
    for (const [name, width] of this.widths) this.series[name] = new Float64Array(rows.most * width);
  }

  /** The row for a step. */
  take(step) {
    const { row, moved } = this.rows.take(step);
    if (moved) {
      for (const [name, width] of this.widths) {
        this.series[name].copyWithin((row - 1) * width, row * width, (row + 1) * width);
      }
    }
    return row;
  }

  /** Numbers of a series at a row, from a place in others; NaN where there are none. */
  put(name, row, values, from, factor = 1) {
    const width = this.widths.get(name);
    const series = this.series[name];
    for (let i = 0; i < width; i++) series[row * width + i] = values ? factor * values[from + i] : NaN;
  }

  /** Works out what follows from other series, but for states. @param {object} known @param {string[]} states */
  derive(known, states) {
    for (const name of this.names) {
      if (!isDerived(name, states) || isRest(name)) continue;
      const series = this.series[name];
      const points = this.series[name.slice(0, -HEIGHT.length)];
      const work = isHeight(name) ? (row) => known.f(points, row) : (row) => DERIVED[name](this.series, row, known);
      for (let row = 0; row < this.rows.count; row++) series[row] = work(row);
    }
  }

  /** The least value of f is not known after all. @param {string[]} states those of the rule stay as they are */
  forget(states) {
    for (const name of OF_MINIMA) if (this.widths.has(name) && !states.includes(name)) this.series[name].fill(NaN);
  }

  /** The series as far as they have been written. */
  upTo(name) {
    return this.series[name].subarray(0, this.rows.count * this.widths.get(name));
  }
}
