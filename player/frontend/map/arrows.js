/** Scenes of `anatomy.js` on a canvas. Kinds differ by the pattern of their lines, runs by colour. */

import { ARROW_HALO, ARROW_HEAD, ARROWS } from '../basics/looks.js';

/** @import { Sheets } from '../drawing/plot.js' */
/** @import { Arrow, Factors, Scene } from './anatomy.js' */

const SHORT = 2;
const FAR = 4000;
const RING = 4.5;

const near = ({ px, py }) => Math.abs(px) < FAR && Math.abs(py) < FAR;

/** Strokes the present path of the context twice: a light halo, then the line. */
function stroke(context, kind, color, halo, size) {
  const { dash, width } = ARROWS[kind];
  context.lineCap = kind === 'asked' ? 'round' : 'butt';
  context.lineJoin = 'round';
  context.lineWidth = size * (width + ARROW_HALO);
  context.strokeStyle = halo;
  context.setLineDash([]);
  context.stroke();
  context.lineWidth = size * width;
  context.strokeStyle = color;
  context.setLineDash(dash.map((one) => one * size));
  context.stroke();
  context.setLineDash([]);
}

function line(context, a, b) {
  context.beginPath();
  context.moveTo(a.px, a.py);
  context.lineTo(b.px, b.py);
}

/** A line with a head, which ends at `b` exactly. */
function arrow(context, kind, a, b, ink) {
  const length = Math.hypot(b.px - a.px, b.py - a.py);
  if (length < SHORT || !near(a) || !near(b)) return;
  const [ux, uy] = [(b.px - a.px) / length, (b.py - a.py) / length];
  const head = Math.min(ink.size * (ARROW_HEAD + ARROWS[kind].width), 0.7 * length);
  const neck = { px: b.px - ux * head, py: b.py - uy * head };
  line(context, a, { px: neck.px + ux, py: neck.py + uy });
  stroke(context, kind, ink.color, ink.halo, ink.size);
  context.beginPath();
  context.moveTo(b.px, b.py);
  for (const side of [0.45, -0.45]) context.lineTo(neck.px - uy * head * side, neck.py + ux * head * side);
  context.closePath();
  context.lineWidth = ARROW_HALO;
  context.strokeStyle = ink.halo;
  context.stroke();
  context.fillStyle = ink.color;
  context.fill();
}

function ring(context, at, { color, halo, size }) {
  context.beginPath();
  context.arc(at.px, at.py, RING * size, 0, 2 * Math.PI);
  context.lineWidth = 2.4 + ARROW_HALO;
  context.strokeStyle = halo;
  context.stroke();
  context.fillStyle = halo;
  context.fill();
  context.lineWidth = 2.4;
  context.strokeStyle = color;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Sheets} plot
 * @param {Scene} scene
 * @param {Factors} factors
 * @param {{ color: string, halo: string, size: number }} ink
 */
export function drawScene(context, plot, { from, arrows, step, asked, axes, strokes = [] }, factors, ink) {
  const at = /** @param {number[]} place */ ([x, y]) => plot.toPixels(x, y);
  const start = at(from);
  if (!near(start)) return;
  if (axes) {
    const { sx, sy } = plot.scales;
    const [rx, ry] = [axes[0] * sx, axes[1] * -sy].map((radius) => Math.min(FAR, radius * factors.axes));
    context.beginPath();
    context.ellipse(start.px, start.py, rx, ry, 0, 0, 2 * Math.PI);
    stroke(context, 'axes', ink.color, ink.halo, ink.size);
  }
  /** @param {Arrow} one @param {number} factor */
  const end = ({ at: [x, y], vector: [dx, dy] }, factor) => at([x + dx * factor, y + dy * factor]);
  for (const { kind, points } of strokes) {
    context.beginPath();
    for (const one of points.map(at).filter(near)) context.lineTo(one.px, one.py);
    stroke(context, kind, ink.color, ink.halo, ink.size);
  }
  if (step) arrow(context, 'step', at(step.at), end(step, 1), ink);
  if (asked && near(at(asked))) {
    line(context, start, at(asked));
    stroke(context, 'asked', ink.color, ink.halo, ink.size);
    ring(context, at(asked), ink);
  }
  for (const one of arrows) arrow(context, one.kind, at(one.at), end(one, factors.arrows), ink);
}
