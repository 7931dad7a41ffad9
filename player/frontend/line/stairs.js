/**
 * The way of a run on a curve, as a staircase: along x at the height that is left, then to the curve. The newest steps
 * are clear, and fade as they grow old.
 */

import { NEW, OLD } from '../basics/looks.js';

/** @import { Plot } from '../drawing/plot.js' */
/** @import { Run } from '../payload/payload.js' */

const FAR = 4000;

/** The points of a path with its corners, one after another. @param {ArrayLike<number>} points @param {number} rows */
export function staircase(points, rows) {
  const found = [[points[0], points[1]]];
  for (let row = 1; row < rows; row++) {
    const [x, f] = [points[2 * row], points[2 * row + 1]];
    found.push([x, points[2 * row - 1]], [x, f]);
  }
  return found;
}

/**
 * The last steps of a run, the newest as wide as a path on a map.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Plot, 'toPixels'>} plot
 * @param {Run} run
 * @param {number} end its row
 * @param {number} width
 */
export function drawNewest(context, plot, run, end, width) {
  const within = ({ px, py }) => Math.abs(px) < FAR && Math.abs(py) < FAR;
  context.save();
  Object.assign(context, { strokeStyle: run.color, lineJoin: 'round', lineCap: 'round' });
  for (let row = Math.max(1, end - NEW + 1); row <= end; row++) {
    const fresh = 1 - (end - row) / NEW;
    const [x0, f0, x, f] = run.x.subarray(2 * row - 2, 2 * row + 2);
    const pixels = [[x0, f0], [x, f0], [x, f]].map(([a, b]) => plot.toPixels(a, b));
    if (!pixels.every(within)) continue;
    context.globalAlpha = OLD.alpha + (1 - OLD.alpha) * fresh;
    context.lineWidth = width * (OLD.width + (1 - OLD.width) * fresh);
    context.beginPath();
    for (const { px, py } of pixels) context.lineTo(px, py);
    context.stroke();
  }
  context.restore();
}
