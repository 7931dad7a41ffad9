/**
 * Paths on canvases above the contour. While the clock goes on, only the new segments are drawn: halos on one
 * canvas, lines on the next, so that no halo ever covers a line. Heads have the third, which is cleared each time.
 */

import { drawMarker } from '../basics/shapes.js';
import { drawScene } from './arrows.js';
import { dashOf, shrunk } from './overlaps.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Sheets } from '../drawing/plot.js' */
/** @import { Run } from '../payload/payload.js' */
/** @import { Factors, Scene } from './anatomy.js' */

/** Widths of halo and line, and of those of second points, whose lines are dashed. */
export const WIDTHS = [5.75, 2.75];
const SECOND = [3.6, 1.5];
const DASH = [6, 4];
const DOT = 3;
const HEAD = 7;
const EDGE = 2;
/** Beyond this many pixels a canvas loses precision: such a segment is cut, which leaves its direction. */
const FAR = 4000;
/** Points closer than this many pixels to the last drawn one are left out when a whole path is drawn. */
const FINE = 0.35;
/** A stroke of a long polyline costs more than its parts. */
const CHUNK = 64;

const outside = (value) => value < -FAR || value > FAR;
const beside = (px, py) => outside(px) || outside(py) || Number.isNaN(px + py);

/** Liang–Barsky: the part of a segment within ±FAR as [x0, y0, x1, y1], or null. */
function cut(x0, y0, x1, y1) {
  let [from, to] = [0, 1];
  for (const [start, delta] of [[x0, x1 - x0], [y0, y1 - y0]]) {
    const [enter, leave] = [(-FAR - start) / delta, (FAR - start) / delta].sort((a, b) => a - b);
    if (delta === 0 && outside(start)) return null;
    if (delta !== 0) [from, to] = [Math.max(from, enter), Math.min(to, leave)];
  }
  if (from > to) return null;
  return [x0 + from * (x1 - x0), y0 + from * (y1 - y0), x0 + to * (x1 - x0), y0 + to * (y1 - y0)];
}

/** One polyline on several canvases at once, stroked in pieces. */
class Pen {
  /** @type {CanvasRenderingContext2D[]} */
  contexts;
  /** @type {number} */
  length;
  #x = NaN;
  #y = NaN;
  #down = false;
  #count = 0;
  #begun;

  /** @param {number} length of what was drawn of this line before, so that its dashes go on */
  constructor(contexts, length = 0) {
    Object.assign(this, { contexts, length });
    this.#begun = length;
    for (const context of contexts) context.beginPath();
  }

  near(x, y) {
    return this.#down && Math.abs(x - this.#x) + Math.abs(y - this.#y) < FINE;
  }

  /** A line from the last point to this one; a point that is not finite leaves a gap. */
  to(x, y) {
    if (Number.isNaN(this.#x) || !Number.isFinite(x + y)) this.#down = false;
    else if (outside(x) || outside(y) || outside(this.#x) || outside(this.#y)) this.#far(x, y);
    else this.#line(x, y);
    [this.#x, this.#y] = Number.isFinite(x + y) ? [x, y] : [NaN, NaN];
    if (this.#count >= CHUNK) this.stroke();
  }

  #line(x, y) {
    for (const context of this.contexts) {
      if (!this.#down) context.moveTo(this.#x, this.#y);
      context.lineTo(x, y);
    }
    this.length += Math.hypot(x - this.#x, y - this.#y);
    this.#down = true;
    this.#count += 1;
  }

  #far(x, y) {
    const part = cut(this.#x, this.#y, x, y);
    this.#down = false;
    if (!part) return;
    for (const context of this.contexts) {
      context.moveTo(part[0], part[1]);
      context.lineTo(part[2], part[3]);
    }
  }

  stroke() {
    for (const context of this.contexts) {
      context.lineDashOffset = this.#begun;
      context.stroke();
      context.beginPath();
    }
    [this.#down, this.#count, this.#begun] = [false, 0, this.length];
  }
}

/** Rows `from`…`to` of points on both canvases. @returns {number} the length of the line so far */
function trace(contexts, points, [from, to], { sx, sy, ox, oy }, length) {
  const pen = new Pen(contexts, length);
  for (let row = from; row <= to; row++) {
    const x = points[2 * row] * sx + ox;
    const y = points[2 * row + 1] * sy + oy;
    if (row === to || !pen.near(x, y)) pen.to(x, y);
  }
  pen.stroke();
  return pen.length;
}

export class PathLayer {
  /** How much larger lines and heads are than on one map on a desk. */
  size = 1;
  #drawn = [];
  /** How long the dashed lines are so far, in pixels. */
  #lengths = new Map();

  /** @param {Sheets} plot whose layers are halos, lines, heads */
  constructor(plot) {
    this.plot = plot;
  }

  /** The next drawing starts from nothing: the view, the size, the colours or the paths have changed. */
  reset() {
    this.#drawn = [];
  }

  /** In pixels, without its light edge. @param {Run} run */
  headRadius(run) {
    return HEAD * this.size * shrunk(run);
  }

  /**
   * @param {Run[]} runs
   * @param {number} step
   * @param {Theme} theme
   * @param {Map<Run, Scene | null>} scenes
   * @param {Factors} [factors]
   */
  draw(runs, step, theme, scenes, factors) {
    const { plot } = this;
    const ends = runs.map((run) => Math.min(step, run.last));
    const afresh = this.#drawn.length !== runs.length || ends.some((end, i) => end < this.#drawn[i]);
    const contexts = [0, 1].map((layer) => plot.begin(layer, { clear: afresh }));
    if (afresh) this.#lengths.clear();
    for (const context of contexts) {
      context.lineJoin = context.lineCap = 'round';
      context.strokeStyle = halo(theme);
    }
    runs.forEach((run, i) => {
      const rows = [afresh ? 0 : this.#drawn[i], ends[i]];
      contexts[1].strokeStyle = run.color;
      if (rows[1] > rows[0]) this.#lines(contexts, run, rows);
    });
    contexts.forEach((context) => context.restore());
    this.#drawn = ends;
    this.#heads(runs, ends, (context, run) => {
      const scene = scenes.get(run);
      const ink = { color: run.color, halo: halo(theme), size: this.size };
      if (scene) drawScene(context, plot, scene, factors, ink);
    });
  }

  #lines(contexts, run, rows) {
    const { scales } = this.plot;
    const widths = (list) => contexts.forEach((context, i) => (context.lineWidth = this.size * list[i]));
    widths(SECOND);
    contexts[1].setLineDash(DASH);
    contexts[1].lineCap = 'round';
    for (const points of run.second) {
      this.#lengths.set(points, trace(contexts, points, rows, scales, this.#lengths.get(points)));
    }
    widths(WIDTHS);
    const dash = dashOf(run).map((one) => one * this.size);
    contexts[1].setLineDash(dash);
    contexts[1].lineCap = dash.length ? 'butt' : 'round';
    this.#lengths.set(run.x, trace(contexts, run.x, rows, scales, this.#lengths.get(run.x)));
    contexts[1].setLineDash([]);
  }

  #heads(runs, ends, above) {
    const context = this.plot.begin(2, { air: HEAD * this.size });
    runs.forEach((run, i) => {
      for (const values of run.second) this.#dot(context, values, ends[i], run.color);
      const { px, py } = this.plot.toPixels(run.x[2 * ends[i]], run.x[2 * ends[i] + 1]);
      if (!beside(px, py)) drawMarker(context, run.marker, px, py, this.headRadius(run), run.color, '#fff', EDGE);
    });
    for (const run of runs) above(context, run);
    context.restore();
  }

  /** Where the second points are: small, with the ground inside. */
  #dot(context, values, row, color) {
    const { px, py } = this.plot.toPixels(values[2 * row], values[2 * row + 1]);
    if (!beside(px, py)) drawMarker(context, 'circle', px, py, DOT * this.size, '#fff', color, EDGE);
  }
}

/** A light halo lifts a path off a light ground and off a dark one. */
export function halo(theme) {
  return theme.dark ? 'rgba(238,243,248,0.92)' : 'rgba(255,255,255,0.95)';
}
