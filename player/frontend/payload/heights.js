/** The grid as heights: on the scale of its colours, as rows, at one point, and what the scale is called. Pure. */

import { short } from '../basics/format.js';

const LEVELS = 18;

/** What a value of f is as colour and as height; NaN below all that a log scale of this grid knows. */
export function heightOf({ scale, lowest, softening }) {
  return scale === 'log' ? (v) => Math.log10(v - lowest + softening) : (v) => v;
}

function heights(grid) {
  const { f, rows, columns } = grid;
  const height = heightOf(grid);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(f.subarray(row * columns, (row + 1) * columns), (v) => (Number.isFinite(v) ? height(v) : null)),
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
  const size = (high - low) / LEVELS;
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

/** What colour and height of this grid stand for. */
export function scaleWords(grid) {
  if (grid.scale !== 'log') return 'f';
  const lowest = grid.lowest === 0 ? '' : grid.lowest < 0 ? ` + ${short(-grid.lowest)}` : ` − ${short(grid.lowest)}`;
  return `log₁₀(f${lowest} + ${short(grid.softening)})`;
}

/** What the colour of this grid means, in words. */
export const meaning = (grid, t) => t('colour: {scale}', { scale: scaleWords(grid) });

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
