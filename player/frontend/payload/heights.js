/** The grid as heights: on the scale of its colours, as rows, at one point, and what the scale is called. Pure. */

import { short } from '../basics/format.js';
import { LEVELS } from '../basics/looks.js';

/** @import { Values } from './payload.js' */

/** Of a step: the highest place of a core is a whole one, but for the last digits. */
const AIR = 1e-6;

/** What a value of f is as colour and as height; NaN below all that a log scale of this grid knows. */
export function heightOf({ scale, lowest, softening }) {
  return scale === 'log' ? (v) => Math.log10(v - lowest + softening) : (v) => v;
}

/** Heights of maps. What a log scale does not know, since it lies below all of the domain, is as deep as it can say. */
function heights(grid) {
  const { f, rows, columns } = grid;
  const height = heightOf(grid);
  const floor = grid.scale === 'log' ? Math.log10(grid.softening) : -Infinity;
  const known = (v) => (height(v) >= floor ? height(v) : floor);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(f.subarray(row * columns, (row + 1) * columns), (v) => (Number.isFinite(v) ? known(v) : null)),
  );
}

/** [least, greatest] of rows of heights. */
export function extremes(z) {
  let low = Infinity;
  let high = -Infinity;
  for (const row of z) {
    for (const v of row) {
      if (v === null) continue;
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return [low, high];
}

function levels(z) {
  const [low, high] = extremes(z);
  if (!(high > low)) return { start: low - 0.5, end: low + 0.5, size: 1 };
  const size = (high - low) / LEVELS.most;
  return { start: low + size, end: high - size / 2, size };
}

const linear = ([low, high], count) => Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

const traces = new WeakMap();

/** The grid as Plotly wants it: axes, rows of heights (null: no number), and where the contour lines are. */
export function geometry(grid) {
  if (!traces.has(grid)) {
    const z = heights(grid);
    traces.set(grid, { x: linear(grid.x, grid.columns), y: linear(grid.y, grid.rows), z, contours: levels(z) });
  }
  return traces.get(grid);
}

/** Those of n evenly spaced numbers that lie in a part of their interval: [first, one past the last]. */
function part([low, high], n, [from, to]) {
  const place = (v) => ((v - low) / (high - low)) * (n - 1);
  const first = Math.max(0, Math.min(n - 1, Math.ceil(place(from) - 1e-6)));
  return [first, Math.max(first + 1, Math.min(n, Math.floor(place(to) + 1e-6) + 1))];
}

function extremesIn(values, { z }, view) {
  const [left, right] = part(values.x, values.columns, view.x);
  const [below, above] = part(values.y, values.rows, view.y);
  return extremes(z.slice(below, above).map((row) => row.slice(left, right)));
}

/**
 * Where a height stands among the lines: from `low` to `high` places count equal steps, beyond them steps that grow, so
 * that a slope that goes on is no dense hatching.
 */
function placesOf(low, high) {
  const { most, calm } = LEVELS;
  const scale = most / (high - low);
  return (/** @type {number} */ height) => {
    const at = (height - low) * scale;
    if (at > most) return most + calm * Math.log1p((at - most) / calm);
    return at < 0 ? -calm * Math.log1p(-at / calm) : at;
  };
}

/** Heights as places; null stays null. */
const placed = (z, place) => z.map((row) => row.map((height) => (height === null ? null : place(height))));

/**
 * The contour lines of a map and its colours: a line at every whole place from `first` on; `z` are the heights as
 * places. They tell the heights of `core`, and go on around it in steps that grow. `before` are the bands below all
 * that is looked at, and `shades` is by how many bands its colours are spread.
 * @param {Values} values
 * @param {{ x: [number, number], y: [number, number] }} core
 * @param {{ x: [number, number], y: [number, number] }} view what is looked at, the core in it
 */
export function bandsOf(values, core, view) {
  const drawn = geometry(values);
  const [least, greatest] = extremesIn(values, drawn, view);
  let [low, high] = extremesIn(values, drawn, core);
  if (!(high > low)) [low, high] = [least, greatest];
  const { most, around } = LEVELS;
  if (!(high > low)) {
    const flat = (Number.isFinite(low) ? low : 0) - 1.5;
    return { z: placed(drawn.z, placesOf(flat, flat + most)), first: 1, lines: 2, before: 0, shades: 2 };
  }
  const place = placesOf(low, high);
  const z = placed(drawn.z, place);
  /** @param {number} at */
  const whole = (at) => at < 0 ? Math.max(-around, Math.floor(at + AIR)) : Math.min(most + around, Math.ceil(at - AIR));
  const [bottom, top] = [Math.min(low, least), Math.max(high, greatest)].map(place).map(whole);
  const [lowest, highest] = extremes(z).map(whole);
  const first = Math.min(lowest, bottom) + 1;
  const last = Math.max(highest, top) - 1;
  return { z, first, lines: last - first + 1, before: bottom + 1 - first, shades: top - bottom - 1 };
}

/** What colour and height of this grid stand for. */
export function scaleWords(grid) {
  if (grid.scale !== 'log') return 'f';
  const lowest = grid.lowest === 0 ? '' : grid.lowest < 0 ? ` + ${short(-grid.lowest)}` : ` − ${short(grid.lowest)}`;
  return `log₁₀(f${lowest} + ${short(grid.softening)})`;
}

/** What the colour of this grid means, in words. */
export const meaning = (grid, t) => grid.line ? '' : t('colour: {scale}', { scale: scaleWords(grid) });

/** f at a point, bilinear between the grid's values; NaN outside of the grid. */
export function interpolate(grid, x, y) {
  const { rows, columns, f } = grid;
  const u = ((x - grid.x[0]) / (grid.x[1] - grid.x[0])) * (columns - 1);
  const v = ((y - grid.y[0]) / (grid.y[1] - grid.y[0])) * (rows - 1);
  if (!(u >= 0 && v >= 0 && u <= columns - 1 && v <= rows - 1)) return NaN;
  const [i, j] = [Math.min(columns - 2, Math.floor(u)), Math.min(rows - 2, Math.floor(v))];
  const [a, b] = [u - i, v - j];
  const at = j * columns + i;
  return (1 - b) * ((1 - a) * f[at] + a * f[at + 1]) + b * ((1 - a) * f[at + columns] + a * f[at + columns + 1]);
}
