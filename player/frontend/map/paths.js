/**
 * Paths on canvases above the contour. While the clock goes on, only the new segments are drawn: halos on one
 * canvas, lines on the next, so that no halo ever covers a line. Heads have the third, which is cleared each time.
 */

import { DOT, EDGE, FAINT, HALOS, HEAD, OLD, RIM, SECOND, SECOND_DASH, WIDTHS } from '../basics/looks.js';
import { drawMarker } from '../basics/shapes.js';
import { rgba } from '../drawing/colors.js';
import { outside, Polyline } from '../drawing/polyline.js';
import { drawNewest } from '../line/stairs.js';
import { drawScene } from './arrows.js';
import { dashOf, shrunk } from './overlaps.js';
import { rowAt } from '../payload/steps.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Sheets } from '../drawing/plot.js' */
/** @import { Run } from '../payload/payload.js' */
/** @import { Factors, Scene } from './anatomy.js' */

const beside = (px, py) => outside(px) || outside(py) || Number.isNaN(px + py);

/** Rows `from`…`to` of points on both canvases, on a curve as stairs. @returns {number} the line's length so far */
function trace(contexts, points, [from, to], { sx, sy, ox, oy }, length, stairs = false) {
  const pen = new Polyline(contexts, length);
  for (let row = from; row <= to; row++) {
    const x = points[2 * row] * sx + ox;
    const y = points[2 * row + 1] * sy + oy;
    if (row !== to && pen.near(x, y)) continue;
    if (stairs && row > from) pen.to(x, points[2 * row - 1] * sy + oy);
    pen.to(x, y);
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
    const ends = runs.map((run) => rowAt(run, step));
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
      if (rows[1] > rows[0] && run.line) this.#stairs(contexts[1], run, rows);
      else if (rows[1] > rows[0]) (run.faint ? this.#faint(contexts[1], run, rows) : this.#lines(contexts, run, rows));
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
    contexts[1].setLineDash(SECOND_DASH);
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

  /** The way on a curve, faint: its newest steps are drawn anew each time, above it. */
  #stairs(context, run, rows) {
    context.save();
    Object.assign(context, { globalAlpha: OLD.alpha, lineWidth: this.size * OLD.width * WIDTHS[1], lineCap: 'butt' });
    context.setLineDash(dashOf(run).map((one) => one * this.size));
    const length = trace([context], run.x, rows, this.plot.scales, this.#lengths.get(run.x), true);
    this.#lengths.set(run.x, length);
    context.restore();
  }

  /** One among others: thin, translucent and without a halo. Its pieces meet without overlapping. */
  #faint(context, run, rows) {
    context.save();
    Object.assign(context, { globalAlpha: FAINT.alpha, lineWidth: this.size * FAINT.width * WIDTHS[1], lineCap: 'butt' });
    trace([context], run.x, rows, this.plot.scales);
    context.restore();
  }

  #heads(runs, ends, above) {
    const context = this.plot.begin(2, { air: HEAD * this.size });
    const newest = runs.map((run, i) => ({ run, end: ends[i] })).filter(({ run }) => run.line && !run.faint);
    for (const { run, end } of newest) drawNewest(context, this.plot, run, end, this.size * WIDTHS[1]);
    const [below, on] = [runs.filter((run) => run.line), runs.filter((run) => !run.line)];
    for (const run of below) above(context, run); // on a curve, what is drawn begins at the middle of the ball
    runs.forEach((run, i) => {
      for (const values of run.second) this.#dot(context, values, ends[i], run.color);
      const { px, py } = this.plot.toPixels(run.x[2 * ends[i]], run.x[2 * ends[i] + 1]);
      const edge = run.faint ? EDGE / 2 : EDGE;
      if (!beside(px, py)) drawMarker(context, run.marker, px, py, this.headRadius(run), run.color, RIM, edge);
    });
    for (const run of on) above(context, run);
    context.restore();
  }

  /** Where the second points are: small, with the ground inside. */
  #dot(context, values, row, color) {
    const { px, py } = this.plot.toPixels(values[2 * row], values[2 * row + 1]);
    if (!beside(px, py)) drawMarker(context, 'circle', px, py, DOT * this.size, RIM, color, EDGE);
  }
}

/** A light halo lifts a path off a light ground and off a dark one. */
export function halo(theme) {
  return rgba(theme.dark ? HALOS.dark : HALOS.light);
}
