/** The surface as a Plotly contour: trace, axes, colours, the words that say what colour means. Pure. */

import { short } from './format.js';

const LEVELS = 18;
const CALM = {
  light: [[0, '#2f5580'], [0.3, '#7f9fc0'], [0.65, '#c2d2e2'], [1, '#eff4f9']],
  dark: [[0, '#0f1a2a'], [0.35, '#1c3b56'], [0.7, '#315977'], [1, '#44708f']],
};
const NAMED = { viridis: 'Viridis', cividis: 'Cividis' };

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

/** @param {string} colorscale 'calm', 'viridis' or 'cividis' */
export const colors = (theme, colorscale) => NAMED[colorscale] ?? (theme.dark ? CALM.dark : CALM.light);

/**
 * @param {import('./payload.js').Grid} grid
 * @param {import('./theme.js').Theme} theme
 * @param {string} colorscale 'calm', 'viridis' or 'cividis'
 */
export function contourTrace(grid, theme, colorscale) {
  const { contours, ...data } = geometry(grid);
  const ink = theme.dark ? 'rgba(140,180,210,0.26)' : 'rgba(47,85,128,0.30)';
  return {
    type: 'contour',
    ...data,
    autocontour: false,
    contours: { ...contours, coloring: 'fill', showlines: true },
    colorscale: colors(theme, colorscale),
    line: { width: 0.7, color: NAMED[colorscale] ? 'rgba(255,255,255,0.28)' : ink, smoothing: 0 },
    connectgaps: false,
    showscale: false,
    showlegend: false,
    hoverinfo: 'skip',
  };
}

/** Axes of a small, quiet picture. `range` is [low, high]. */
export function quietAxis(theme, range, extra = {}) {
  return {
    range: [...range],
    showgrid: false,
    zeroline: false,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: theme.line,
    tickfont: { size: 12 * theme.scale, color: theme.muted },
    exponentformat: 'power',
    fixedrange: true,
    ...extra,
  };
}

const TICKS = 9;
/** Pixels that a tick of x and of y needs at least, and in a small picture. */
const APART = [45, 32];
const CLOSE = [25, 24];

const ticks = (pixels, apart) => Math.max(2, Math.min(TICKS, Math.round(pixels / apart)));

/**
 * @param {import('./view.js').View} view
 * @param {{ width: number, height: number }} size
 * @param {boolean} inside whether the words of the axes stay beside the picture: others may be close
 */
export function contourLayout(theme, view, { width, height }, inside = false) {
  const [x, y] = inside ? CLOSE : APART;
  const within = inside ? { ticklabeloverflow: 'hide past domain', tickfont: { size: 11 * theme.scale, color: theme.muted } } : {};
  return {
    xaxis: quietAxis(theme, view.x, { nticks: ticks(width, x), ...within }),
    yaxis: quietAxis(theme, view.y, { nticks: ticks(height, y), ...within }),
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, color: theme.text },
    showlegend: false,
  };
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
