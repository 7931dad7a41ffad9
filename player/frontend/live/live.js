/**
 * Runs that are walked here, by the instructions that came with their paths: the same numbers as the server's, up to
 * the last digits of transcendental functions (`docs/live.md` says of what, and how near). Pure.
 */

import { onCurve } from '../payload/payload.js';
import { Ground } from './ground.js';
import { followed, UNKNOWN } from './minima.js';
import { marked } from './places.js';
import { Program, Walker } from './program.js';
import { Recording, Rows } from './record.js';
import { SplineGround } from './spline.js';
import { Walk } from './walk.js';

/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Box } from './lower.js' */
/** @import { Places } from './places.js' */
/** @import { Change } from './walk.js' */

/** What is marked on a surface. */
const MARKED = /** @type {const} */ (['minima', 'local_minima', 'saddles', 'maxima']);

export class Live {
  /** By `run.live`: what is used again at the next walk of the same run. */
  #kept = new WeakMap();
  /** The minima that were looked for last, and the walks that know them. */
  #sought = { key: '', found: UNKNOWN, told: new Set() };

  /**
   * RangeError if their instructions cannot be right.
   * @param {Paths} paths @param {Grid} [grid] of their surface
   */
  constructor(paths, grid) {
    this.paths = paths;
    /** @type {Box | undefined} */
    this.box = grid && [...grid.x, ...grid.y];
    const { live, arrays = [] } = paths;
    if (!live) return;
    this.arrays = arrays;
    const data = (live.ground.rows ?? []).map((at) => arrays[at]);
    this.ground = live.ground.spline ? new SplineGround(grid?.spline) : new Ground(live.ground, data);
    this.programs = live.programs.map((one) => new Program(one, live.ground.dimensions));
  }

  /** @param {Run} run @returns {boolean} */
  can(run) {
    return Boolean(this.ground && run.live);
  }

  /** One sentence on why a run is not walked here, or ''. @param {Run} run @returns {string} */
  why(run) {
    return run.resting ?? '';
  }

  /** The settings of a run that may be others here. @param {Run} run @returns {string[]} */
  movable(run) {
    if (!this.can(run)) return [];
    const { values, fixed = [], follows = {} } = run.live;
    return Object.keys(values).filter((name) => !fixed.includes(name) && follows[name]?.length !== 1);
  }

  /** The numbers of the surface that may be others here. @returns {Record<string, number>} */
  get parameters() {
    return this.ground ? { ...this.ground.own } : {};
  }

  /**
   * The run as it would be with other numbers, with all the series that it is listed with, in double precision. They
   * are written over by the next call for the same run.
   * @param {Run} run
   * @param {Change} [change]
   * @returns {Run}
   */
  walk(run, change = {}) {
    const { walker, record } = this.#used(run);
    record.rows.count = 0;
    this.ground.set(change.ground ?? {});
    const walk = new Walk(run, walker, record, this.arrays, change);
    const status = walk.go();
    const { states } = walker.program;
    record.derive(this.#known(walk, change), states);
    if (change.ground) this.#doubt(walk, states);
    this.ground.set({});
    return shown(run, walk, status);
  }

  /**
   * f over a rectangle for other numbers of the surface, row by row from below.
   * @param {[number, number, number, number]} box xmin, xmax, ymin, ymax
   * @param {number} rows @param {number} columns
   * @param {Record<string, number>} [ground]
   * @param {Float64Array | Float32Array} [into]
   */
  heights(box, rows, columns, ground = {}, into = new Float64Array(rows * columns)) {
    this.ground.set(ground);
    this.ground.heights(box, rows, columns, into);
    this.ground.set({});
    return into;
  }

  /**
   * What is marked on the surface with other numbers, as the payload has it: on a curve as (x, f). Runs that are walked
   * on it are walked before, as they may show that something is lower than what was known.
   * @param {Record<string, number>} ground @returns {Pick<Paths, keyof Places>}
   */
  places(ground) {
    this.ground.set(ground);
    const found = marked(this.ground, this.#marks, this.paths.maximize ? undefined : this.#moved(ground, 1));
    const places = Object.fromEntries(
      MARKED.map((kind) => {
        const name = this.paths[kind][0]?.[2] ?? '';
        return [kind, found[kind].map((place) => [place[0], place[1] ?? this.ground.value(place, 0), name])];
      }),
    );
    this.ground.set({});
    return /** @type {Pick<Paths, keyof Places>} */ (places);
  }

  /** What is marked, of as many coordinates as f has. @returns {Places} */
  get #marks() {
    const plain = (place) => place.slice(0, this.ground.dimensions);
    const marks = MARKED.map((kind) => [kind, this.paths[kind].map(plain)]);
    return /** @type {Places} */ (Object.fromEntries(marks));
  }

  #used(run) {
    if (!this.#kept.has(run.live)) {
      const rows = new Rows(this.paths.thinned, run.live.steps);
      const walker = new Walker(this.programs[run.live.program], this.ground);
      this.#kept.set(run.live, { walker, record: new Recording(run, rows, this.ground.dimensions) });
    }
    return this.#kept.get(run.live);
  }

  /** What is known of the surface; where its numbers have been moved, what a few steps find. */
  #known({ n, sign }, change) {
    const { lowest = NaN, maximize, minima, local_minima: local, maxima, live, line } = this.paths;
    const f = (points, row) => this.ground.value(points, row);
    if (change.ground) return { n, sign, f, ...this.#moved(change.ground, sign) };
    const places = maximize ? maxima : [...minima, ...local];
    const alone = line ? places.map(([x]) => [x, 0]) : places; // those on a curve are (x, f)
    return { n, sign, f, lowest: live.lowest ?? lowest, places: alone };
  }

  /** Where the minima of a moved surface are, once for all runs that are walked on it. */
  #moved(ground, sign) {
    const key = JSON.stringify([ground, sign]);
    if (key !== this.#sought.key) {
      const { minima, local_minima: local, maxima } = this.#marks;
      const places = sign < 0 ? maxima : [...minima, ...local];
      const found = followed(this.ground, places, sign, this.box);
      const told = new Set();
      this.#sought = { key, found: { ...found, places: found.places.map(([x, y = 0]) => [x, y]) }, told };
    }
    return this.#sought.found;
  }

  /** A path that leads below the least value that is known shows that it is not the least: then none is told of it. */
  #doubt({ record, sign }, states) {
    const { found, told } = this.#sought;
    told.add(record);
    if (!record.upTo('value').some((v) => sign * v < found.bound)) return;
    this.#sought.found = UNKNOWN;
    for (const one of told) one.forget(states);
  }
}

/** A walked run as the payload has runs. @returns {Run} */
function shown(run, { record, values }, status) {
  const { count, steps } = record.rows;
  const series = run.series.map((one) => ({ ...one, values: record.upTo(one.name) }));
  const curved = (name, height) => onCurve(record.upTo(name), record.upTo(height), new Float64Array(2 * count));
  const points = (name, height) => (run.line ? curved(name, height) : record.upTo(name));
  const own = Object.entries(run.values).map(([name, value]) => [name, typeof value === 'string' ? value : values[name]]);
  return {
    ...run,
    series,
    status,
    x: points('x', 'value'),
    value: record.upTo('value'),
    second: run.points.map((name) => points(name, `${name}.f`)),
    values: Object.fromEntries(own),
    rows: count,
    last: count - 1,
    ...(steps && { steps: steps.subarray(0, count), end: steps[count - 1] }),
  };
}
