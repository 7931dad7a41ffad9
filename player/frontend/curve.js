/** The loss against steps: lines by Plotly, the cursor and the dots on a canvas above them. */

import { quietAxis } from './contour.js';
import { h, setText } from './dom.js';
import { powerOfTen, short } from './format.js';
import { CONFIG, Plot } from './plot.js';
import { drawMarker } from './shapes.js';

const MARGIN = { l: 48, r: 20, t: 10, b: 26 };
const DOT = 4.5;
const AIR = 0.06;

/** Least and greatest finite value of all runs, and the least above zero. */
function extent(runs) {
  let [low, high, positive] = [Infinity, -Infinity, true];
  for (const run of runs) {
    for (let k = 0; k <= run.last; k++) {
      const v = run.value[k];
      if (!Number.isFinite(v)) continue;
      if (v < low) low = v;
      if (v > high) high = v;
      if (v <= 0) positive = false;
    }
  }
  return { low, high, positive: positive && high > 0 };
}

function padded(low, high) {
  const air = (high - low) * AIR || Math.abs(high) * AIR || 1;
  return [low - air, high + air];
}

/** A step of 1, 2, 2.5 or 5 times a power of ten that cuts `range` into at most about `count` parts. */
function niceStep(range, count) {
  const rough = range / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) * power;
}

/** Powers of ten; where they are few, also what lies between them, as plain numbers. */
function logTicks([low, high]) {
  const span = high - low;
  const values = span < 1 ? evenTicks(10 ** low, 10 ** high) : powerTicks(low, high, span < 2.8 ? [1, 3] : [1]);
  const plain = span < 2.8 && low > -3 && high < 5;
  const text = (value) => (plain || span < 1 ? short(value, 6) : powerText(value));
  return { tickvals: values, ticktext: values.map(text) };
}

function evenTicks(low, high) {
  const step = niceStep(high - low, 4);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

function powerTicks(low, high, parts) {
  const every = Math.max(1, Math.ceil((high - low) / 5));
  const first = Math.floor(low / every);
  const powers = Array.from({ length: Math.ceil(high / every) - first + 1 }, (_, i) => (first + i) * every);
  return powers.flatMap((power) => parts.map((part) => part * 10 ** power));
}

function powerText(value) {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const part = Math.round(value / 10 ** power);
  return (part === 1 ? '' : `${part}·`) + powerOfTen(power);
}

export class Curve {
  #stale = true;

  /**
   * @param {HTMLElement} host
   * @param {{ plotly: Object, t: Function, theme: Function, changed: Function, seek: Function, signal: AbortSignal,
   *           toggle: HTMLButtonElement, note: HTMLElement }} context
   */
  constructor(host, { plotly, t, theme, changed, seek, signal, toggle, note }) {
    Object.assign(this, { host, t, theme, changed, toggle, note, wantsLog: true, runs: [] });
    this.plot = new Plot(host, plotly, MARGIN, ['slalom-cursor']);
    host.addEventListener('pointerdown', (event) => this.#seek(event, seek), { signal });
    host.addEventListener('pointermove', (event) => event.buttons === 1 && this.#seek(event, seek), { signal });
    toggle.addEventListener('click', () => {
      this.wantsLog = !this.wantsLog;
      this.#frame();
      changed();
    }, { signal });
  }

  /** @param {import('./payload.js').Run[]} runs */
  set(runs) {
    this.runs = runs;
    this.extent = extent(runs);
    this.#frame();
  }

  recolour() {
    this.#stale = true;
  }

  /** @param {number} step */
  draw(step) {
    if (this.plot.measure()) this.#stale = true;
    if (!this.plot.visible || !this.runs.length) return;
    if (this.#stale) this.#lines();
    this.#cursor(step);
  }

  #frame() {
    const { low, high, positive } = this.extent;
    this.log = this.wantsLog && positive;
    const range = this.log ? [Math.log10(low), Math.log10(high)] : [low, high];
    const y = high >= low ? padded(...range) : [0, 1];
    this.plot.look({ x: [0, Math.max(1, ...this.runs.map((run) => run.last))], y });
    this.#stale = true;
    this.toggle.disabled = !positive;
    this.toggle.setAttribute('aria-pressed', String(this.log));
    const why = positive ? this.t('Logarithmic or linear scale') : this.t('A log scale needs values above zero');
    this.toggle.title = why;
    setText(this.toggle, this.log ? this.t('log scale') : this.t('linear scale'));
    setText(this.note, this.t('f(x) against steps'));
  }

  #lines() {
    this.#stale = false;
    const theme = this.theme();
    const { view } = this.plot;
    const grid = { showgrid: true, gridcolor: theme.line, gridwidth: 1, ticks: '', nticks: 5 };
    const log = this.log ? { type: 'log', ...logTicks(view.y) } : {};
    const traces = this.runs.map((run) => ({
      type: 'scatter',
      mode: 'lines',
      y: Array.from(run.value.subarray(0, run.last + 1), (v) => (Number.isFinite(v) ? v : null)),
      line: { color: run.color, width: 2, shape: 'linear' },
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

  #cursor(step) {
    const theme = this.theme();
    const context = this.plot.begin(0, { air: 2 * DOT });
    const { top, height } = this.plot.area;
    const x = this.plot.toPixels(step, 0).px;
    context.setLineDash([3, 3]);
    context.strokeStyle = theme.muted;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, top + height);
    context.stroke();
    context.setLineDash([]);
    for (const run of this.runs) {
      const k = Math.min(step, run.last);
      const value = this.log ? Math.log10(run.value[k]) : run.value[k];
      if (!Number.isFinite(value)) continue;
      const { px, py } = this.plot.toPixels(k, value);
      drawMarker(context, run.marker, px, py, DOT, run.color, '#fff', 1.5);
    }
    context.restore();
  }

  #seek(event, seek) {
    const box = this.host.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    if (this.plot.contains(px, py)) seek(Math.round(this.plot.toPlane(px, py).x));
  }

  destroy() {
    this.plot.destroy();
  }
}

/** The head of the card: what the curve is, and the switch of its scale. */
export function curveHead(t) {
  const toggle = h('button.slalom-link', { type: 'button' });
  const note = h('span.slalom-note');
  return { toggle, note, head: [h('h3', {}, t('Loss')), h('span.slalom-aside', {}, toggle, ' · ', note)] };
}
