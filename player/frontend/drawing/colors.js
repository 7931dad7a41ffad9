/** The colours of the surface. Pure. */

import { CALM, CONTOUR_LINES, NAMED } from '../basics/looks.js';

/** @param {number[]} color red, green, blue, opacity */
export const rgba = (color) => `rgba(${color})`;

/** @param {string} colorscale 'calm', 'viridis' or 'cividis' @returns {[number, string][]} */
export const colors = (theme, colorscale) => NAMED[colorscale] ?? (theme.dark ? CALM.dark : CALM.light);

/** The colour of the contour lines: quiet on our own colours, seen on those of others. */
export function lineColor(theme, colorscale) {
  return rgba(CONTOUR_LINES[NAMED[colorscale] ? 'named' : theme.dark ? 'dark' : 'light']);
}

/** Red, green, blue and, where it is written, opacity. @param {string} color '#rrggbb' or 'rgba(…)' */
export function channels(color) {
  if (color.startsWith('#')) return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return color.match(/[\d.]+/g).map(Number);
}

/** A scale of colours at one place of it, as [red, green, blue]. */
function colorAt(scale, share) {
  const above = Math.max(1, scale.findIndex(([end]) => end >= share));
  const [[from, low], [to, high]] = [scale[above - 1], scale[above]];
  const [a, b] = [channels(low), channels(high)];
  return a.map((c, i) => c + ((b[i] - c) * (share - from)) / (to - from));
}

/** Which share of the scale the band of this number has. */
const shareOf = (band, { before, shades }) => Math.max(0, Math.min(1, (band - before) / shades));

/**
 * [red, green, blue] of the bands between contour lines, the lowest first.
 * @param {{ lines: number, before: number, shades: number }} contours as `payload/heights.js` gives them
 */
export function bandColors(theme, colorscale, contours) {
  const scale = colors(theme, colorscale);
  return Array.from({ length: contours.lines + 1 }, (_, band) => colorAt(scale, shareOf(band, contours)));
}

/** The same as a scale for Plotly, whose first and last colours are those of the first and the last band. */
export const bandScale = (theme, colorscale, contours) =>
  bandColors(theme, colorscale, contours).map((color, band) => [band / contours.lines, `rgb(${color.map(Math.round)})`]);
