/** A function on a line as a curve: for Plotly, on a canvas until that has come, and its height at one place. */

import { CURVE_WIDTH } from '../basics/looks.js';

/** @import { Plot } from '../drawing/plot.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Values } from '../payload/payload.js' */

/** Pixels beyond which a canvas need not draw. */
const FAR = 4000;

/** The colour of the curve: that of words, so that runs have the colours. @param {Theme} theme */
const ink = (theme) => theme.muted;

/** @param {Values} values */
const places = ({ x: [low, high], columns }) =>
  Array.from({ length: columns }, (_, i) => low + ((high - low) * i) / (columns - 1));

/** @param {Values} values @param {Theme} theme @returns {Object} a trace for Plotly */
export function curveTrace(values, theme) {
  const y = Array.from(values.f, (v) => (Number.isFinite(v) ? v : null));
  const look = { line: { color: ink(theme), width: CURVE_WIDTH * theme.scale, simplify: false } };
  const quiet = { connectgaps: false, hoverinfo: 'skip', showlegend: false };
  return { type: 'scatter', mode: 'lines', x: places(values), y, ...look, ...quiet };
}

/** The names of the axes, inside the picture. @param {Theme} theme @param {string[]} names */
export function axisNames(theme, [first, second]) {
  const look = { xref: 'paper', yref: 'paper', showarrow: false, font: { size: 13 * theme.scale, color: theme.muted } };
  return [
    { ...look, text: second, x: 0, y: 1, xanchor: 'left', yanchor: 'top', xshift: 4 },
    { ...look, text: first, x: 1, y: 0, xanchor: 'right', yanchor: 'bottom', xshift: -4 },
  ];
}

/**
 * @param {HTMLCanvasElement} canvas over the whole plot
 * @param {Plot} plot
 * @param {Values} values
 * @param {Theme} theme
 */
export function sketchCurve(canvas, plot, values, theme) {
  const { ratio, area } = plot;
  canvas.width = Math.round(plot.width * ratio);
  canvas.height = Math.round(plot.height * ratio);
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  context.beginPath();
  let down = false;
  places(values).forEach((x, i) => {
    const { px, py } = plot.toPixels(x, values.f[i]);
    const near = Math.abs(px) < FAR && Math.abs(py) < FAR;
    if (near && down) context.lineTo(px, py);
    else if (near) context.moveTo(px, py);
    down = near;
  });
  Object.assign(context, { strokeStyle: ink(theme), lineWidth: CURVE_WIDTH * theme.scale, lineJoin: 'round' });
  context.stroke();
}

/** f at a place, straight between the values; NaN outside of them. @param {Values} values @param {number} x */
export function heightAt({ x: [low, high], columns, f }, x) {
  const at = ((x - low) / (high - low)) * (columns - 1);
  if (!(at >= 0 && at <= columns - 1)) return NaN;
  const before = Math.min(columns - 2, Math.floor(at));
  return f[before] + (at - before) * (f[before + 1] - f[before]);
}
