/**
 * The surface on a canvas, in the bands and colours that Plotly gives it: what is seen until Plotly has come. Where
 * Plotly follows the contour lines, here every pixel asks for its own height, bilinear between the grid's values.
 */

import { CONTOUR_WIDTH } from '../basics/looks.js';
import { bandColors, channels, lineColor } from '../drawing/colors.js';

/** @import { Plot } from '../drawing/plot.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Values } from '../payload/payload.js' */

const NOTHING = -1;
/**
 * For the pixels along one axis: the value of the grid before each, and how far on it is to the next.
 * @param {number[]} view @param {number[]} domain @param {number} count @param {number} pixels
 */
function places([from, to], [low, high], count, pixels) {
  const before = new Int16Array(pixels);
  const beyond = new Float64Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const at = ((from + ((to - from) * (i + 0.5)) / pixels - low) * (count - 1)) / (high - low);
    const isInside = at >= 0 && at <= count - 1;
    before[i] = isInside ? Math.min(count - 2, Math.floor(at)) : NOTHING;
    beyond[i] = at - before[i];
  }
  return { before, beyond };
}

/** How many contour lines are below each pixel; NOTHING outside of the grid and where there is no number. */
function bands(columns, rows, { z, first, lines }) {
  const width = columns.before.length;
  const found = new Int8Array(width * rows.before.length).fill(NOTHING);
  for (let at = 0; at < found.length; at++) {
    const [row, column] = [Math.floor(at / width), at % width];
    const [i, j] = [columns.before[column], rows.before[row]];
    if (i === NOTHING || j === NOTHING) continue;
    const [a, b] = [columns.beyond[column], rows.beyond[row]];
    const [p, q, r, s] = [z[j][i], z[j][i + 1], z[j + 1][i], z[j + 1][i + 1]];
    if (p === null || q === null || r === null || s === null) continue;
    const place = (1 - b) * ((1 - a) * p + a * q) + b * ((1 - a) * r + a * s);
    found[at] = Math.max(0, Math.min(lines, Math.floor(place - first) + 1));
  }
  return found;
}

/**
 * The bands in their colours, with a line where one meets another.
 * @param {Int8Array} found @param {number} width @param {number[][]} fills @param {number[]} line
 */
function painted(found, width, fills, line) {
  const image = new ImageData(width, found.length / width);
  const packed = (/** @type {number[]} */ rgb) => rgb.reduceRight((word, c) => (word << 8) | Math.round(c), 255);
  // a line one pixel wide is so much fainter as it would be narrower
  const mixed = (fill) => fill.map((c, k) => c + (line[k] - c) * line[3] * CONTOUR_WIDTH);
  const [inks, edges] = [fills.map(packed), fills.map((fill) => packed(mixed(fill)))];
  const words = new Int32Array(image.data.buffer);
  found.forEach((band, at) => {
    if (band === NOTHING) return;
    const [left, above] = [at % width ? found[at - 1] : band, at >= width ? found[at - width] : band];
    words[at] = left === band && above === band ? inks[band] : edges[band];
  });
  return image;
}

/**
 * @param {HTMLCanvasElement} canvas over the whole plot
 * @param {Plot} plot
 * @param {{ values: Values, bands: ReturnType<import('../payload/heights.js').bandsOf> }} seen
 * @param {Theme} theme
 * @param {string} colorscale
 */
export function sketch(canvas, plot, { values, bands: contours }, theme, colorscale) {
  const { view, area, ratio } = plot;
  canvas.width = Math.round(plot.width * ratio);
  canvas.height = Math.round(plot.height * ratio);
  const fills = bandColors(theme, colorscale, contours);
  const columns = places(view.x, values.x, values.columns, Math.round(area.width * ratio));
  const rows = places([view.y[1], view.y[0]], values.y, values.rows, Math.round(area.height * ratio));
  const found = bands(columns, rows, contours);
  const image = painted(found, columns.before.length, fills, channels(lineColor(theme, colorscale)));
  canvas.getContext('2d').putImageData(image, Math.round(area.left * ratio), Math.round(area.top * ratio));
}
