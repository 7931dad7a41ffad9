/**
 * Blobs from Python: u32 little-endian header length | JSON header | float32 arrays. What the header may hold is
 * written down in `player/header.py`.
 *
 * @typedef {Omit<SeriesHeader, 'even'> & { values: Float32Array }} Series
 * @typedef {FitHeader & { u: Float32Array, v: Float32Array }} Fit
 * @typedef {Omit<GridHeader, 'fit'> & { f: Float32Array, fit?: Fit }} Grid
 * @typedef {'id' | 'points' | 'arrows' | 'states' | 'values'} Filled keys of a run that are never left out here
 * @typedef {Omit<RunHeader, Filled | 'series' | 'formulas'> & Required<Pick<RunHeader, Filled>>
 *           & { series: Series[], formulas: FormulaHeader[], x: Float32Array | Float64Array, value: Float32Array,
 *               second: Float32Array[], over?: number }} Run `over` is written by `map/overlaps.js`
 * @typedef {'minima' | 'saddles' | 'local_minima' | 'maxima' | 'options'} Listed
 * @typedef {Omit<PathsHeader, Listed | 'runs' | 'formulas'> & Required<Pick<PathsHeader, Listed>>
 *           & { runs: Run[] }} Paths
 */

/** @import { FitHeader, FormulaHeader, GridHeader, PathsHeader, RunHeader, SeriesHeader } from './header.d.ts' */

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

/**
 * @param {Uint8Array} bytes
 * @returns {Grid}
 */
export function unpackGrid(bytes) {
  const { header, take } = open(bytes);
  const grid = { ...header, f: take(header.rows * header.columns) };
  if (header.fit) grid.fit = { ...header.fit, u: take(header.fit.count), v: take(header.fit.count) };
  return grid;
}

/** A series of evenly spaced numbers, of which the header holds the first, the difference and where they begin. */
function evenly([first, difference, from], rows) {
  return Float32Array.from({ length: rows }, (_, k) => (k < from ? NaN : first + difference * (k - 1)));
}

/**
 * @param {Uint8Array} bytes
 * @returns {Paths}
 */
export function unpackPaths(bytes) {
  const { header, take } = open(bytes);
  const runs = header.runs.map((run) => {
    const values = (one) => (one.even ? evenly(one.even, run.rows) : take(run.rows * one.width));
    const series = run.series.map((one) => ({ ...one, values: values(one) }));
    const named = (name) => series.find((one) => one.name === name).values;
    const formulas = header.formulas?.[run.formulas] ?? [];
    const asked = { points: [], arrows: [], states: [], values: {}, ...run, formulas };
    const second = asked.points.map(named);
    return { ...asked, second, id: run.id ?? run.label, series, x: named('x'), value: named('value') };
  });
  return { minima: [], saddles: [], local_minima: [], maxima: [], options: {}, ...header, runs };
}
