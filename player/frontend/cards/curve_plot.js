/** One quantity of all runs: lines by Plotly, the cursor and the dots on a canvas above them. */

import { drawMarker } from '../basics/shapes.js';
import { quietAxis } from '../drawing/axes.js';
import { CONFIG, Plot, grown } from '../drawing/plot.js';
import { logTicks } from '../drawing/ticks.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Run } from '../payload/payload.js' */

/** @typedef {Float32Array | Float64Array} Numbers */
/** @typedef {{ run: Run, x: Numbers | null, y: Numbers }} Line x null: steps */

const MARGIN = { l: 48, r: 20, t: 10, b: 26 };
const DOT = 4.5;
const AIR = 0.06;

const last = ({ run }) => run.last;
const row = (line, step) => Math.min(step, last(line));
const abscissa = (line, k) => (line.x ? line.x[k] : k);

/** Least and greatest finite number, the least above zero, and where the first below zero is. */
function extent(lines) {
  const found = { low: Infinity, high: -Infinity, least: Infinity, below: null, zeros: false };
  for (const line of lines) {
    for (let k = 0; k <= last(line); k++) {
      const v = line.y[k];
      if (!Number.isFinite(v)) continue;
      if (v < found.low) found.low = v;
      if (v > found.high) found.high = v;
      if (v > 0 && v < found.least) found.least = v;
      if (v === 0) found.zeros = true;
      if (v < 0) found.below ??= { run: line.run, step: k, value: v };
    }
  }
  return found;
}

/** @returns {[number, number]} */
function padded(low, high) {
  const air = (high - low) * AIR || Math.abs(high) * AIR || 1;
  return [low - air, high + air];
}

export class Curve {
  /** @type {() => Theme} */
  theme;
  /** @type {HTMLElement} */
  host;
  #stale = true;

  /**
   * @param {HTMLElement} host
   * @param {{ pen: Pen, theme: Function, seek: Function, signal: AbortSignal }} context
   */
  constructor(host, { pen, theme, seek, signal }) {
    Object.assign(this, { host, theme, lines: [], step: 0 });
    this.plot = new Plot(host, pen, MARGIN, ['slalom-cursor']);
    const follow = (event) => {
      const step = this.stepAt(event);
      if (step !== null) seek(step);
    };
    host.addEventListener('pointerdown', follow, { signal });
    host.addEventListener('pointermove', (event) => event.buttons === 1 && follow(event), { signal });
  }

  /** @param {Line[]} lines @param {boolean} wantsLog @returns {Object} their extent, as `log` was decided by it */
  set(lines, wantsLog) {
    const found = extent(lines);
    this.lines = lines;
    this.log = wantsLog && !found.below && found.high > 0;
    const range = this.log ? [Math.log10(found.least), Math.log10(found.high)] : [found.low, found.high];
    /** @type {[number, number]} */
    const y = found.high >= found.low ? padded(range[0], range[1]) : [0, 1];
    this.plot.look({ x: [0, Math.max(1, ...lines.map((line) => abscissa(line, last(line))))], y });
    this.#stale = true;
    return found;
  }

  recolour() {
    this.plot.border(grown(MARGIN, this.theme().scale));
    this.#stale = true;
  }

  /** @param {number} step */
  draw(step) {
    this.step = step;
    if (this.plot.measure()) this.#stale = true;
    if (!this.plot.visible || !this.plot.plotly) return;
    if (this.#stale) this.#draw();
    this.#cursor(step);
  }

  #draw() {
    this.#stale = false;
    const theme = this.theme();
    const { view } = this.plot;
    const grid = { showgrid: true, gridcolor: theme.line, gridwidth: 1, ticks: '', nticks: 5 };
    const log = this.log ? { type: 'log', ...logTicks(view.y) } : {};
    const seen = (v) => (Number.isFinite(v) && !(this.log && v === 0) ? v : null);
    const traces = this.lines.map((line) => ({
      type: 'scatter',
      mode: 'lines',
      ...(line.x ? { x: Array.from(line.x.subarray(0, last(line) + 1)) } : {}),
      y: Array.from(line.y.subarray(0, last(line) + 1), seen),
      line: { color: line.run.color, width: 2 * theme.scale, shape: 'linear' },
      connectgaps: false,
      hoverinfo: 'skip',
    }));
    const layout = {
      ...this.plot.frame(),
      xaxis: quietAxis(theme, view.x, { ...grid, nticks: 6 }),
      yaxis: quietAxis(theme, view.y, { ...grid, ...log }),
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: theme.font },
      showlegend: false,
    };
    this.plot.plotly.react(this.plot.graph, traces, layout, CONFIG);
  }

  /** A line where all runs are, if that is one place, and a dot on every curve. */
  #cursor(step) {
    const dot = DOT * this.theme().scale;
    const context = this.plot.begin(0, { air: 2 * dot });
    const places = this.lines.map((line) => (line.x ? line.x[row(line, step)] : step));
    if (places.every((place) => place === places[0])) this.#upright(context, places[0] ?? step);
    this.lines.forEach((line) => {
      const k = row(line, step);
      const value = this.log ? Math.log10(line.y[k]) : line.y[k];
      const { px, py } = this.plot.toPixels(abscissa(line, k), value);
      if (!Number.isFinite(px + py)) return;
      drawMarker(context, line.run.marker, px, py, dot, line.run.color, '#fff', 1.5);
    });
    context.restore();
  }

  #upright(context, at) {
    const { top, height } = this.plot.area;
    const x = this.plot.toPixels(at, 0).px;
    context.setLineDash([3, 3]);
    context.strokeStyle = this.theme().muted;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, top + height);
    context.stroke();
    context.setLineDash([]);
  }

  /** The step under a pointer, or null outside of the curves. */
  stepAt(event) {
    const box = this.host.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    if (!this.plot.contains(px, py)) return null;
    const { x } = this.plot.toPlane(px, py);
    const [longest] = this.lines.toSorted((a, b) => last(b) - last(a));
    return longest?.x ? nearest(longest.x, last(longest), x) : Math.round(x);
  }

  destroy() {
    this.plot.destroy();
  }
}

/** The row whose number, in a rising list, is nearest to `x`. */
function nearest(list, end, x) {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low > 0 && x - list[low - 1] < list[low] - x ? low - 1 : low;
}
