/** The grid as heights: on the scale of its colours, as rows, at one point, and what the scale is called. Pure. */

import { short } from '../basics/format.js';
import { LEVELS } from '../basics/looks.js';

/** @import { Values } from './payload.js' */

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
 * The contour lines of a map and its colours. They tell the heights of `core`, and go on in the same steps around it,
 * where what is higher than all of the core has its highest colour. `before` are the bands below the core, and
 * `shades` is by how many bands its colours are spread.
 * @param {Values} values
 * @param {{ x: [number, number], y: [number, number] }} core
 * @param {{ x: [number, number], y: [number, number] }} view what is looked at, the core in it
 */
export function bandsOf(values, core, view) {
  const drawn = geometry(values);
  const [least, most] = extremesIn(values, drawn, view);
  let [low, high] = extremesIn(values, drawn, core);
  if (!(high > low)) [low, high] = [least, most];
  if (!(high > low)) return { start: low - 0.5, end: low + 0.5, size: 1, lines: 2, before: 0, shades: 2 };
  const fine = Math.min((most - least) / LEVELS.widely, (high - low) / LEVELS.fewest);
  const size = Math.max((high - low) / LEVELS.most, fine);
  const [lowest, highest] = extremes(drawn.z);
  const shades = Math.max(1, Math.round((high - low) / size) - 1);
  const first = lowest < low ? Math.max(1 - LEVELS.most, Math.floor((lowest - low) / size) + 1) : 1;
  const last = highest > high ? Math.min(first + LEVELS.lines - 1, Math.ceil((highest - low) / size) - 1) : shades;
  const lines = Math.max(shades, last) - first + 1;
  const start = low + first * size;
  return { start, end: start + (lines - 0.5) * size, size, lines, before: 1 - first, shades };
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
