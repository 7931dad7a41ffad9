/**
 * Blobs from Python: u32 little-endian header length | JSON header | float32 arrays. What the header may hold is
 * written down in `player/header.py`.
 *
 * @typedef {Omit<SeriesHeader, 'even'> & { values: Float32Array }} Series
 * @typedef {FitHeader & { u: Float32Array, v: Float32Array }} Fit
 * @typedef {{ degrees: [number, number], x: Float64Array, y: Float64Array, coefficients: Float64Array }} Spline
 * @typedef {{ rows: number, columns: number, x: [number, number], y: [number, number], f: Float32Array | Float64Array,
 *             scale: 'linear' | 'log', lowest: number, softening: number, line?: boolean }} Values f over a rectangle;
 *   rows are y. On a `line` f over an interval
 * @typedef {Omit<GridHeader, 'fit' | 'beyond' | 'spline'> & Values & { f: Float32Array, fit?: Fit, spline?: Spline,
 *             wide: Values, moving?: boolean, rests?: boolean }} Grid of the domain; `wide` holds what came with it
 *   around the domain, too, and of one that is `moving` what was worked out in the browser, of what is seen; where
 *   nobody knows it better, it `rests` when the hand does
 * @typedef {PatchHeader & { f: Float64Array }} Patch
 * @typedef {'id' | 'points' | 'arrows' | 'states' | 'values'} Filled keys of a run that are never left out here
 * @typedef {Omit<RunHeader, Filled | 'series' | 'formulas'> & Required<Pick<RunHeader, Filled>>
 *           & { series: Series[], formulas: FormulaHeader[], x: Float32Array | Float64Array, value: Float32Array,
 *               second: Float32Array[], line?: boolean, steps?: Int32Array, over?: number, faint?: boolean,
 *               mean?: boolean, walked?: boolean }} Run
 *   `x` and `second` are points of the picture, of a function on a `line` (x, f); `steps` are those of its rows, if it
 *   is thinned; `over` is written by `map/overlaps.js`, `faint` and `mean` by `bundles.js`, and `walked` is true of a
 *   path that was walked in the browser
 * @typedef {'minima' | 'saddles' | 'local_minima' | 'maxima' | 'options'} Listed
 * @typedef {Omit<PathsHeader, Listed | 'runs' | 'formulas'> & Required<Pick<PathsHeader, Listed>>
 *           & { last: number, runs: Run[], arrays: (Float64Array | Uint16Array)[], films?: Films, outdated?: boolean }}
 *   Paths `last` is the last step of all; `arrays` are those of `live`; the formula is `outdated` while the surface is
 *   moved
 * @typedef {KnownHeader & { points: { x: Float32Array, y: Float32Array, classes: Uint8Array | null }, size: number,
 *             frames: (Float32Array | Uint8Array)[] }} Films of every run one, with `size` numbers a row
 */

import { endOf, stepAt, stepsSent } from './steps.js';

/** @import { FitHeader, FormulaHeader, GridHeader, KnownHeader, PatchHeader } from './header.d.ts' */
/** @import { PathsHeader, RunHeader, SeriesHeader } from './header.d.ts' */

/** @param {Uint8Array} bytes */
function open(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const floats = new Float32Array(bytes.slice(4 + length).buffer);
  let at = 0;
  const take = (count) => {
    if (at + count > floats.length) throw new RangeError('the blob is shorter than its header says');
    at += count;
    return floats.subarray(at - count, at);
  };
  return { header, take };
}

/** Knots and coefficients, of which there are as many as the knots and degrees say. */
function splineOf({ degrees, knots }, take) {
  const [x, y] = knots.map((count) => exactly('f8', count, take));
  const [across, up] = knots.map((count, i) => count - degrees[i] - 1);
  return { degrees, x, y, coefficients: exactly('f8', across * up, take) };
}

/** The rows and columns of the domain, of values that go beyond it. */
function inner(f, across, { rows, columns }, [left, , below]) {
  const found = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = (row + below) * across + left;
    found.set(f.subarray(from, from + columns), row * columns);
  }
  return found;
}

/** An interval of `count` values with so many more in the same steps before and after. @returns {[number, number]} */
function longer([low, high], count, before, after) {
  const step = (high - low) / (count - 1);
  return [low - before * step, high + after * step];
}

/**
 * @param {Uint8Array} bytes
 * @returns {Grid | Patch} a patch has a `window`
 */
export function unpackGrid(bytes) {
  const { header, take } = open(bytes);
  if (header.window) {
    const f = Float64Array.from(take(header.rows * header.columns), (v) => header.least + header.factor * v);
    return { ...header, f };
  }
  const beyond = header.beyond ?? [0, 0, 0, 0];
  const [left, right, below, above] = beyond;
  const [rows, columns] = [header.rows + below + above, header.columns + left + right];
  const f = take(rows * columns);
  const [x, y] = [longer(header.x, header.columns, left, right), longer(header.y, header.rows, below, above)];
  const wide = { ...header, rows, columns, x, y, f };
  const grid = { ...header, wide, f: inner(f, columns, header, beyond) };
  if (header.fit) grid.fit = { ...header.fit, u: take(header.fit.count), v: take(header.fit.count) };
  if (header.spline) grid.spline = splineOf(header.spline, take);
  return grid;
}

/**
 * Points (x, f) of a path on a curve.
 * @template {Float32Array | Float64Array} Numbers
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} f @param {Numbers} points twice as many
 */
export function onCurve(x, f, points) {
  for (let row = 0; row < x.length; row++) {
    points[2 * row] = x[row];
    points[2 * row + 1] = f[row];
  }
  return points;
}

/** A series of evenly spaced numbers, of which the header holds the first, the difference and where they begin. */
function evenly([first, difference, from], run) {
  const number = (step) => (step < from ? NaN : first + difference * (step - 1));
  return Float32Array.from({ length: run.rows }, (_, row) => number(stepAt(run, row)));
}

/** Numbers that travel in more than float32 has, or in less. */
function exactly(kind, count, take) {
  const wide = kind === 'f8';
  const { buffer } = take(wide ? 2 * count : Math.ceil(count / 2)).slice();
  return wide ? new Float64Array(buffer) : new Uint16Array(buffer, 0, count);
}

/**
 * @param {Uint8Array} bytes
 * @returns {Paths}
 */
export function unpackPaths(bytes) {
  const { header, take } = open(bytes);
  const runs = header.runs.map((sent) => {
    const run = { ...sent, steps: stepsSent(header.thinned, sent.end) };
    const values = (one) => (one.even ? evenly(one.even, run) : take(run.rows * one.width));
    const series = run.series.map((one) => ({ ...one, values: values(one) }));
    const named = (name) => series.find((one) => one.name === name).values;
    const formulas = header.formulas?.[run.formulas] ?? [];
    const asked = { points: [], arrows: [], states: [], values: {}, ...run, formulas };
    const curved = (name, height) => onCurve(named(name), named(height), new Float32Array(2 * run.rows));
    const points = (name, height) => (header.line ? curved(name, height) : named(name));
    const second = asked.points.map((name) => points(name, `${name}.f`));
    const drawn = { second, x: points('x', 'value'), ...(header.line ? { line: true } : {}) };
    if (run.training) asked.steps = Int32Array.from(run.training.moments);
    return { ...asked, ...drawn, id: run.id ?? run.label, series, value: named('value') };
  });
  const last = Math.max(0, ...runs.map(endOf));
  const arrays = (header.live?.arrays ?? []).map(([kind, count]) => exactly(kind, count, take));
  const films = header.network?.known ? filmsOf(header.network.known, runs, take) : undefined;
  return { minima: [], saddles: [], local_minima: [], maxima: [], options: {}, ...header, last, runs, arrays, films };
}

/** The examples, and what every run knows. @param {KnownHeader} known @param {Run[]} runs @returns {Films} */
function filmsOf(known, runs, take) {
  const fit = known.kind === 'fit';
  const [x, y] = [take(known.count), take(known.count)];
  const classes = fit ? null : bytesOf(known.count, take);
  const size = known.rows * known.columns;
  const frames = runs.map((run) => (fit ? take(run.rows * size) : bytesOf(run.rows * size, take)));
  return { ...known, points: { x, y, classes }, size, frames };
}

/** Bytes, of which there is a whole number of float32. @returns {Uint8Array} */
function bytesOf(count, take) {
  const { buffer } = take(Math.ceil(count / 4)).slice();
  return new Uint8Array(buffer, 0, count);
}
