/** The key of a saved picture: what the signs on it stand for, and how much room it and the legend take. */

import { INK } from '../basics/looks.js';
import { symbol } from '../basics/shapes.js';
import { PLACES } from '../drawing/places.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { View } from '../drawing/view.js' */
/** @import { Paths } from '../payload/payload.js' */

/** @typedef {{ kind: string, words: string }[]} Signs kinds of places, or the start, in the order of a key */

/** Of an entry beside its words, of a row, and of the words, in pixels. */
const [HANDLE, ROW, SIZE] = [48, 20, 13];
/** Of the line that the key is. */
export const KEY = 30;

function look(kind, theme) {
  if (kind === 'start') return { symbol: 'circle-open', size: 12, color: theme.muted, line: { width: 2 } };
  const { shape, open } = PLACES[kind];
  if (open) return { symbol: `${symbol(shape)}-open`, size: 11, color: theme.muted, line: { width: 1.5 } };
  return { symbol: symbol(shape), size: 13, color: '#fff', line: { color: theme.dark ? '#fff' : INK, width: 1.3 } };
}

const within = (value, [low, high]) => value >= Math.min(low, high) && value <= Math.max(low, high);
const seen = (places, view) => !view || places.some(([x, y]) => within(x, view.x) && within(y, view.y));

/**
 * Entries of the key for the signs that are in the picture: points that are nowhere.
 * @param {Signs} signs @param {Paths} data @param {Theme} theme
 * @param {View} [view] what of the plane is in the picture; all without it
 */
export const keyed = (signs, data, theme, view) =>
  signs
    .filter(({ kind }) => seen(kind === 'start' ? [data.start] : data[kind], view))
    .map(({ kind, words }) => {
      const nowhere = { type: 'scatter', mode: 'markers', x: [null], y: [null], showlegend: true };
      return { ...nowhere, name: words, legend: 'legend2', marker: look(kind, theme) };
    });

/** Where the key stands, at the foot of the picture. */
export const keyLayout = (theme) => ({
  orientation: 'h', x: 0.5, xanchor: 'center', y: 0, yref: 'container', yanchor: 'bottom', itemclick: false,
  font: { size: SIZE, color: theme.text },
});

/**
 * How many rows a legend of these entries has: one if they fit in it, else columns as wide as the widest.
 * @param {{ name: string }[]} entries @param {number} width @param {Theme} theme
 */
export function rowsOf(entries, width, theme) {
  if (!entries.length) return 0;
  const context = document.createElement('canvas').getContext('2d');
  context.font = `${SIZE}px ${theme.font}`;
  const widths = entries.map(({ name }) => context.measureText(name).width + HANDLE);
  if (widths.reduce((sum, one) => sum + one, 0) <= width) return 1;
  return Math.ceil(entries.length / Math.max(1, Math.floor(width / Math.max(...widths))));
}

/** What of the picture's foot so many rows take more than one does. @param {number} rows */
export const more = (rows) => Math.max(0, rows - 1) * ROW;
