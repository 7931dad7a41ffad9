/** The card of a loss on data: the rows as dots, and the curve that every run fits to them at the step of the clock. */

import { h, setText } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { FAINT } from '../basics/looks.js';
import { axisTitle, quietAxis } from '../drawing/axes.js';
import { CONFIG, Plot, grown } from '../drawing/plot.js';
import { commonEpochs, epochWords } from '../payload/epochs.js';
import { rowAt } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Fit, Grid, Paths, Run } from '../payload/payload.js' */

const MARGIN = { l: 62, r: 20, t: 8, b: 42 };
const WIDTHS = [5, 2.25];
const RADIUS = 2.6;
const AIR = 0.07;
/** A curve is drawn through so many points. */
const POINTS = 96;

const LINKS = { identity: (z) => z, logistic: (z) => 1 / (1 + Math.exp(-z)), tanh: Math.tanh };

/**
 * What is fitted at the weights x and y, for an input u.
 * @param {Fit} fit
 */
export const predict = ({ link, c, s }, x, y, u) => LINKS[link]((x * (u - c)) / s + y);

/** The weights of a run after a row; on a line the second one is none. @param {Run} run @param {number} row */
const weights = (run, row) => [run.x[2 * row], run.line ? 0 : run.x[2 * row + 1]];

/** From the least to the greatest number, and some air. @returns {[number, number]} */
function padded(values) {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const air = (high - low) * AIR || Math.abs(high) * AIR || 1;
  return [low - air, high + air];
}

export class FitCard {
  /** @type {HTMLElement} */
  host;
  card;
  /** @type {Fit} */
  fit;
  note;
  /** @type {Translate} */
  t;
  /** @type {() => Theme} */
  theme;
  /** @type {[number, number] | undefined} */
  epochs;
  title;
  /** @type {Run[]} */
  runs;
  #stale = true;
  #drawn = null;

  /**
   * @param {{ card: HTMLElement, title: HTMLElement, note: HTMLElement, plot: HTMLElement }} parts
   * @param {{ pen: Pen, t: Translate, theme: () => Theme }} context
   */
  constructor(parts, { pen, t, theme }) {
    Object.assign(this, { ...parts, host: parts.plot, t, theme, runs: [] });
    this.plot = new Plot(this.host, pen, MARGIN, ['slalom-dots', 'slalom-halos', 'slalom-fitted']);
  }

  /**
   * @param {Paths} data
   * @param {Run[]} runs those that are shown
   * @param {Grid} grid with the data of a loss
   */
  set(data, runs, { fit }) {
    this.card.hidden = !fit;
    if (fit && fit !== this.fit) {
      this.plot.look({ x: padded(fit.u), y: padded(fit.v) });
      const [u, v] = fit.names;
      setText(this.note, this.t('{v} by {u}', { u, v }));
      this.#stale = true;
    }
    Object.assign(this, { fit, runs, epochs: commonEpochs(data.runs) });
    this.#drawn = null;
  }

  recolour() {
    this.plot.border(grown(MARGIN, this.theme().scale));
    this.#stale = true;
  }

  /** @param {number} step @param {boolean} playing */
  draw(step, playing) {
    if (!this.fit) return;
    if (this.plot.measure()) this.#stale = true;
    if (!this.plot.visible || !this.plot.plotly) return;
    if (this.#stale) this.#ground();
    if (this.#drawn !== step) this.#lines(step);
    if (!playing) this.#describe(step);
    this.#drawn = step;
    const words = [this.t('Fit at step {step}', { step }), epochWords(this.t, this.epochs, step)];
    setText(this.title, words.filter(Boolean).join(' · '));
  }

  /** Axes and dots, which stay. */
  #ground() {
    this.#stale = false;
    this.#drawn = null;
    const theme = this.theme();
    const { view, plotly, graph, area } = this.plot;
    const [u, v] = this.fit.names;
    const grid = { showgrid: true, gridcolor: theme.line, gridwidth: 1, ticks: '' };
    const layout = {
      ...this.plot.frame(),
      xaxis: quietAxis(theme, view.x, { ...grid, nticks: 6, title: axisTitle(u, area.width, theme) }),
      yaxis: quietAxis(theme, view.y, { ...grid, nticks: 5, title: axisTitle(v, area.height, theme) }),
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: theme.font },
      showlegend: false,
    };
    plotly.react(graph, [{ x: [], y: [] }], layout, CONFIG);
    this.#dots(theme);
  }

  #dots(theme) {
    const context = this.plot.begin(0, { air: RADIUS });
    context.fillStyle = theme.text;
    context.globalAlpha = 0.34;
    this.fit.u.forEach((u, i) => {
      const { px, py } = this.plot.toPixels(u, this.fit.v[i]);
      context.beginPath();
      context.arc(px, py, RADIUS * theme.scale, 0, 2 * Math.PI);
      context.fill();
    });
    context.restore();
  }

  #lines(step) {
    const theme = this.theme();
    const contexts = [this.plot.begin(1), this.plot.begin(2)];
    const [faint, clear] = [this.runs.filter((run) => run.faint), this.runs.filter((run) => !run.faint)];
    for (const run of [...faint, ...clear.toReversed()]) {
      const row = rowAt(run, step);
      contexts.forEach((context, i) => {
        context.lineWidth = WIDTHS[i] * theme.scale;
        context.strokeStyle = i ? run.color : theme.ground;
        context.globalAlpha = run.faint ? FAINT.alpha * i : 1;
        if (run.faint) context.lineWidth *= FAINT.width;
        this.#line(context, ...weights(run, row));
      });
    }
    contexts.forEach((context) => context.restore());
  }

  #line(context, x, y) {
    const [low, high] = this.plot.view.x;
    context.beginPath();
    for (let i = 0; i <= POINTS; i++) {
      const u = low + ((high - low) * i) / POINTS;
      const { px, py } = this.plot.toPixels(u, predict(this.fit, x, y, u));
      if (Number.isFinite(py)) context.lineTo(px, Math.max(-1e4, Math.min(1e4, py)));
    }
    context.stroke();
  }

  /** The same in words, once the clock rests. */
  #describe(step) {
    const { t } = this;
    const [u, v] = this.fit.names;
    const told = this.runs.filter((run) => !run.faint).map((run) => {
      const [x, y] = weights(run, rowAt(run, step)).map((value) => short(value));
      return t(run.line ? '{run}: x = {x}' : '{run}: x = {x}, y = {y}', { run: run.label, x, y });
    });
    const words = [t('{count} rows of {u} and {v}', { count: this.fit.count, u, v }), ...told].join('; ');
    if (this.host.getAttribute('aria-label') !== words) this.host.setAttribute('aria-label', words);
  }

  destroy() {
    this.plot.destroy();
  }
}

/** The card without a picture: its head and the place for it. */
export function fitCard() {
  const title = h('h3');
  const note = h('span.slalom-aside');
  const plot = h('div.slalom-curve.slalom-fit-plot', { role: 'img' });
  const card = h('section.slalom-card.slalom-fit', { hidden: true }, h('div.slalom-card-head', {}, title, note), plot);
  return { card, title, note, plot };
}
