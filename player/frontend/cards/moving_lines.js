/** Lines of a curve and their axes on a canvas, as Plotly draws them: while every drawing has others. */

import { Polyline } from '../drawing/polyline.js';
import { stepAt } from '../payload/steps.js';
import { TINT } from './band.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Plot } from '../drawing/plot.js' */
/** @import { Line } from '../payload/spread.js' */

/** @typedef {{ tickvals: number[], ticktext: string[] }} Ticks */

/** The canvases of a curve, lowest first: these two, and the one above lines of either kind. */
export const LAYERS = ['slalom-axes', 'slalom-moving', 'slalom-cursor'];
export const [AXES, LINES, ABOVE] = LAYERS.keys();
const WORDS = 12;
/** Pixels between a picture and its words. */
const APART = 4;
/** Half of what letters are high, as a part of their size. */
const HALF = 0.35;
const DASHED = [9, 9];
/** Points of a line closer than this many pixels are one. */
const FINE = 1;

/** Where a point of a line is. @param {Line} line */
export const abscissa = (line, k) => (line.x ? line.x[k] : stepAt(line, k));

/** A line as Plotly draws it: a number that is not finite, or zero on a log scale, is a gap. */
function strokeLine(context, line, { sx, sy, ox, oy }, log) {
  const pen = new Polyline([context]);
  for (let k = 0; k <= line.last; k++) {
    const value = log ? Math.log10(line.y[k]) : line.y[k];
    const [px, py] = [abscissa(line, k) * sx + ox, value * sy + oy];
    if (k === line.last || !pen.near(px, py, FINE)) pen.to(px, py);
  }
  pen.stroke();
}

/** The middle half of several paths, between the numbers that a log scale knows. */
function fillBand(context, line, { sx, sy, ox, oy }, log) {
  const height = (v) => (log ? Math.log10(v) : v) * sy + oy;
  const edge = (numbers, k) => {
    const py = height(numbers[k]);
    if (Number.isFinite(py)) context.lineTo(abscissa(line, k) * sx + ox, py);
  };
  context.beginPath();
  for (let k = 0; k <= line.last; k++) edge(line.high, k);
  for (let k = line.last; k >= 0; k--) edge(line.low, k);
  context.fillStyle = `${line.run.color}${TINT}`;
  context.fill();
}

/** @param {Plot} plot @param {Line[]} lines @param {number} width @param {boolean} log whether heights are log₁₀ */
export function drawLines(plot, lines, width, log) {
  const context = plot.begin(LINES);
  context.lineWidth = width;
  context.lineJoin = 'round';
  for (const line of lines) {
    if (line.low) fillBand(context, line, plot.scales, log);
    context.strokeStyle = line.run.color;
    context.setLineDash(line.beside ? DASHED : []);
    strokeLine(context, line, plot.scales, log);
  }
  context.restore();
}

/** Grid and words. @param {Plot} plot @param {{ x: Ticks, y: Ticks }} ticks @param {Theme} theme */
export function drawAxes(plot, ticks, theme, log) {
  const { scales, area, width } = plot;
  const context = plot.begin(AXES, { air: width });
  const size = WORDS * theme.scale;
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  const within = (at, from, to) => at >= from - 0.5 && at <= to + 0.5;
  Object.assign(context, { lineWidth: 1, strokeStyle: theme.line, fillStyle: theme.muted, font: `${size}px ${theme.font}` });
  context.textAlign = 'center';
  context.beginPath();
  ticks.x.tickvals.forEach((value, i) => {
    const px = value * scales.sx + scales.ox;
    if (!within(px, area.left, right)) return;
    context.moveTo(Math.round(px) + 0.5, area.top);
    context.lineTo(Math.round(px) + 0.5, bottom);
    context.fillText(ticks.x.ticktext[i], px, bottom + APART + size);
  });
  context.textAlign = 'right';
  ticks.y.tickvals.forEach((value, i) => {
    const py = (log ? Math.log10(value) : value) * scales.sy + scales.oy;
    if (!within(py, area.top, bottom)) return;
    context.moveTo(area.left, Math.round(py) + 0.5);
    context.lineTo(right, Math.round(py) + 0.5);
    context.fillText(ticks.y.ticktext[i], area.left - APART, py + HALF * size);
  });
  context.stroke();
  context.restore();
}
