/**
 * One quantity of all runs: lines by Plotly, the cursor and the dots on a canvas above them. While every drawing has
 * other lines they are on a canvas, too, and so are the axes: Plotly would take longer than there is between two
 * drawings.
 */

import { LOSS_DOT, LOSS_WIDTH } from '../basics/looks.js';
import { drawMarker } from '../basics/shapes.js';
import { quietAxis } from '../drawing/axes.js';
import { CONFIG, Plot, grown } from '../drawing/plot.js';
import { linearTicks, logTicks } from '../drawing/ticks.js';
import { endOf, rowAt, stepAt } from '../payload/steps.js';
import { band } from './band.js';
import { ABOVE, abscissa, AXES, drawAxes, drawLines, LAYERS, LINES } from './moving_lines.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Line } from '../payload/spread.js' */
/** @import { View } from '../drawing/view.js' */

const MARGIN = { l: 48, r: 20, t: 10, b: 26 };
const AIR = 0.06;
/** How much of the axes lines that move may leave empty. */
const EMPTY = 0.4;
const ROOM = 0.12;
/** Ticks of x and y, about. */
const TICKS = [6, 4];

const last = (line) => line.last;
const row = (line, step) => rowAt(line, step);

/** As Plotly takes them: rows are counted without being told. */
function abscissae(line) {
  const sent = line.x ?? line.steps;
  return sent ? { x: Array.from(sent.subarray(0, last(line) + 1)) } : {};
}

/** Whether a log scale shows a part of a line. Newton's step from above zero to the minimum itself is none there. */
const joined = ({ y }) => y.some((v, k) => v > 0 && y[k - 1] > 0);

const logs = ({ high, zeros }, lines) => high > 0 && (!zeros || lines.some(joined));

/** Least and greatest finite number, the least above zero, where the first below zero is, and if a log scale is one. */
function extent(lines) {
  const found = { low: Infinity, high: -Infinity, least: Infinity, below: null, zeros: false };
  const all = lines.flatMap((line) => [line.y, line.low, line.high].map((numbers) => ({ line, numbers })));
  for (const { line, numbers } of all.filter((one) => one.numbers)) {
    for (let k = 0; k <= last(line); k++) {
      const v = numbers[k];
      if (!Number.isFinite(v)) continue;
      if (v < found.low) found.low = v;
      if (v > found.high) found.high = v;
      if (v > 0 && v < found.least) found.least = v;
      if (v === 0) found.zeros = true;
      if (v < 0) found.below ??= { run: line.run, step: stepAt(line, k), value: v };
    }
  }
  return { ...found, logs: !found.below && logs(found, lines) };
}

/** @returns {[number, number]} */
function padded(low, high) {
  const air = (high - low) * AIR || Math.abs(high) * AIR || 1;
  return [low - air, high + air];
}

/**
 * Whether these axes show lines that want those, and are not much too large for them.
 * @param {{ x: number[], y: number[] }} axes @param {View} wish
 */
function holds(axes, wish) {
  const along = (/** @type {number[]} */ [low, high], /** @type {number[]} */ [least, most]) =>
    least >= low && most <= high && most - least >= (1 - EMPTY) * (high - low);
  return along(axes.x, wish.x) && along(axes.y, wish.y);
}

/** With room above and below, so that lines which grow do not need other axes at every drawing.
 * @param {View} view @returns {View} */
function roomy({ x, y }) {
  const room = ROOM * (y[1] - y[0]);
  return { x, y: [y[0] - room, y[1] + room] };
}

export class Curve {
  /** @type {() => Theme} */
  theme;
  /** @type {HTMLElement} */
  host;
  #stale = true;
  /** What the lines are best seen in. @type {View} */
  #wish = { x: [0, 1], y: [0, 1] };
  #moved = false;
  /** How the axes on the canvas are drawn. */
  #drawn = { log: false, theme: null };

  /**
   * @param {HTMLElement} host
   * @param {{ pen: Pen, theme: Function, seek: Function, signal: AbortSignal }} context
   */
  constructor(host, { pen, theme, seek, signal }) {
    Object.assign(this, { host, theme, lines: [], step: 0 });
    this.plot = new Plot(host, pen, MARGIN, LAYERS);
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
    this.log = wantsLog && found.logs;
    const range = this.log ? [Math.log10(found.least), Math.log10(found.high)] : [found.low, found.high];
    /** @type {[number, number]} */
    const y = found.high >= found.low ? padded(range[0], range[1]) : [0, 1];
    this.#wish = { x: [0, Math.max(1, ...lines.map((line) => abscissa(line, last(line))))], y };
    this.#stale = true;
    return found;
  }

  recolour() {
    this.plot.border(grown(MARGIN, this.theme().scale));
    this.#stale = true;
  }

  /** @param {number} step @param {boolean} moving whether there is no time for Plotly */
  draw(step, moving) {
    this.step = step;
    const resized = this.plot.measure();
    if (resized) this.#stale = true;
    if (!this.plot.visible || !this.plot.plotly) return;
    if (moving) this.#move(resized || !this.#moved);
    else if (this.#stale || this.#moved) this.#rest();
    this.#cursor(step);
  }

  /** All lines by Plotly, in their own frame. */
  #rest() {
    if (this.#moved) for (const layer of [AXES, LINES]) this.plot.begin(layer).restore();
    this.#stale = this.#moved = false;
    this.plot.look(this.#wish);
    this.#draw();
    this.plot.graph.style.visibility = '';
  }

  /** All lines on the canvas, in axes that stay while they fit. @param {boolean} afresh whether nothing is there yet */
  #move(afresh) {
    const { plot, log } = this;
    const theme = this.theme();
    const drawn = this.#drawn;
    const fits = holds(plot.view, this.#wish);
    if (afresh || log !== drawn.log || theme !== drawn.theme || !fits) {
      plot.look(fits || afresh ? this.#wish : roomy(this.#wish));
      plot.graph.style.visibility = 'hidden';
      drawAxes(plot, this.#ticks(), theme, log);
    }
    [this.#moved, this.#drawn] = [true, { log, theme }];
    drawLines(plot, this.lines, LOSS_WIDTH * theme.scale, log);
  }

  /** Where ticks are and what they say. */
  #ticks() {
    const { x, y } = this.plot.view;
    return { x: linearTicks(x, TICKS[0], true), y: this.log ? logTicks(y) : linearTicks(y, TICKS[1]) };
  }

  #draw() {
    const { lines } = this;
    const theme = this.theme();
    const { view } = this.plot;
    const grid = { showgrid: true, gridcolor: theme.line, gridwidth: 1, ticks: '' };
    const ticks = this.#ticks();
    const log = this.log ? { type: 'log' } : {};
    const seen = (v) => (Number.isFinite(v) && !(this.log && v === 0) ? v : null);
    const trace = (line, numbers, look) => ({
      type: 'scatter',
      mode: 'lines',
      ...abscissae(line),
      y: Array.from(numbers.subarray(0, last(line) + 1), seen),
      connectgaps: false,
      hoverinfo: 'skip',
      ...look,
    });
    const width = LOSS_WIDTH * theme.scale;
    const look = ({ run, beside }) => ({ line: { color: run.color, width, shape: 'linear', ...(beside ? { dash: 'dash' } : {}) } });
    const median = (line) => trace(line, line.y, look(line));
    const banded = lines.filter(({ low }) => low);
    const traces = [...banded.flatMap((line) => band(line, trace, this.log)), ...lines.map(median)];
    const layout = {
      ...this.plot.frame(),
      xaxis: quietAxis(theme, view.x, { ...grid, ...ticks.x }),
      yaxis: quietAxis(theme, view.y, { ...grid, ...ticks.y, ...log }),
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: theme.font },
      showlegend: false,
    };
    this.plot.plotly.react(this.plot.graph, traces.length ? traces : [{ x: [], y: [] }], layout, CONFIG);
  }

  /** A line where all runs are, if that is one place, and a dot on every curve. */
  #cursor(step) {
    const dot = LOSS_DOT * this.theme().scale;
    const context = this.plot.begin(ABOVE, { air: 2 * dot });
    const places = this.lines.map((line) => (line.x ? line.x[row(line, step)] : step));
    if (places.every((place) => place === places[0])) this.#upright(context, places[0] ?? step);
    this.lines.filter((line) => !line.beside).forEach((line) => {
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
    const [longest] = this.lines.toSorted((a, b) => endOf(b) - endOf(a));
    return longest?.x ? stepAt(longest.run, nearest(longest.x, last(longest), x)) : Math.round(x);
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
