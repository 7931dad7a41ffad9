/** The card of the curves: what is shown against what, on which scale, and the numbers of all runs at one step. */

import { h, setText } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { marker } from '../basics/marker.js';
import { bundles } from '../payload/bundles.js';
import { momentAt } from '../payload/epochs.js';
import { beside, evaluations, quantities } from '../payload/quantities.js';
import { line } from '../payload/spread.js';
import { Curve } from './curve_plot.js';
import { rowAt } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

const AIR = 12;

export class Curves {
  toggle;
  quantity;
  against;
  /** @type {boolean} */
  many;
  title;
  note;
  curve;
  /** @type {Translate} */
  t;
  /** @type {Paths} */
  data;
  choices;
  /** @type {Run[]} */
  runs;
  #pointed = null;
  #told = null;
  #offered = '';

  /**
   * @param {Object} parts elements of the card, of `curveHead`
   * @param {{ pen: Pen, t: Translate, theme: Function, changed: Function, seek: Function, signal: AbortSignal,
   *           choices: { quantity: string, against: string, log: boolean } }} context what is chosen is written there
   */
  constructor(parts, context) {
    const { t, choices, changed, signal } = context;
    Object.assign(this, parts, { t, choices });
    this.plot = new Curve(parts.curve, context);
    this.tip = h('div.slalom-readings', { hidden: true });
    this.empty = h('p.slalom-empty', { hidden: true }, t('The minimum is looked for on the server when you let go.'));
    parts.curve.append(this.tip, this.empty);
    const listen = (element, type, act) => element.addEventListener(type, act, { signal });
    const choose = (change) => {
      change();
      this.#frame();
      changed();
    };
    listen(this.toggle, 'click', () => choose(() => (choices.log = !choices.log)));
    listen(this.quantity, 'change', () => choose(() => (choices.quantity = this.quantity.value)));
    listen(this.against, 'change', () => choose(() => (choices.against = this.against.value)));
    this.#hover(listen);
  }

  /** @param {Paths} data @param {Run[]} runs those that are shown */
  set(data, runs) {
    Object.assign(this, { data, runs, many: data.layout !== undefined });
    for (const element of [this.quantity, this.against]) element.hidden = !this.many;
    for (const element of [this.title, this.note]) element.hidden = this.many;
    if (this.many) this.#offer();
    this.curve.tabIndex = this.many ? 0 : -1;
    if (!this.many) this.curve.removeAttribute('tabindex');
    this.#frame();
  }

  recolour() {
    this.plot.recolour();
  }

  /** @param {number} step @param {boolean} _playing @param {boolean} moving whether there is no time for Plotly */
  draw(step, _playing, moving) {
    this.plot.draw(step, moving);
    if (!this.tip.hidden) this.#read();
  }

  #offer() {
    const { t } = this;
    const counted = this.data.runs.some(evaluations);
    const known = quantities(this.data, t);
    /** @type {[string, string, boolean][]} */
    const axes = this.data.network
      ? [['step', t('epochs'), true], ['evaluations', t('updates'), counted]]
      : [['step', t('steps'), true], ['evaluations', t('gradient evaluations'), counted]];
    const key = JSON.stringify([known, axes]);
    if (key !== this.#offered) {
      const said = ({ words, missing }) => (missing ? `${words} (${missing})` : words);
      const option = (one) => h('option', { value: one.name, disabled: Boolean(one.missing) }, said(one));
      this.quantity.replaceChildren(...known.map(option));
      this.against.replaceChildren(...axes.map(([value, text, can]) => h('option', { value, disabled: !can }, text)));
    }
    this.#offered = key;
    this.quantity.value = this.choices.quantity;
    if (this.quantity.selectedOptions[0]?.disabled ?? true) this.quantity.value = 'value';
    this.against.value = this.choices.against === 'evaluations' && counted ? 'evaluations' : 'step';
  }

  #frame() {
    const [name, x] = this.many ? [this.quantity.value, this.against.value] : ['value', 'step'];
    const of = (lanes) => line(lanes.filter((run) => !run.mean), lanes.at(-1), name, x !== 'step', this.data);
    const lines = [...bundles(this.runs).map(of).filter(Boolean), ...this.#beside(name, x)];
    const extent = this.plot.set(lines, this.choices.log);
    const lost = Boolean(this.data.outdated) && !(extent.high >= extent.low);
    this.empty.hidden = !lost;
    this.curve.classList.toggle('slalom-lost', lost);
    this.#told = null;
    const { log } = this.plot;
    this.toggle.disabled = !extent.logs;
    this.toggle.setAttribute('aria-pressed', String(log));
    this.toggle.title = this.#reason(extent);
    setText(this.toggle, log ? this.t('log scale') : this.t('linear scale'));
    setText(this.note, this.t('f against steps'));
  }

  /** Lines that are dashed beside those of a quantity: of the validation, beside those of the training. */
  #beside(name, x) {
    const [series, words] = beside(this.data, name) ?? [];
    if (!series) return [];
    const found = this.runs.map((run) => line([run], run, series, x !== 'step', this.data)).filter(Boolean);
    return found.map((one) => ({ ...one, low: undefined, high: undefined, beside: words }));
  }

  /** Why there is no log scale, or what it leaves out. */
  #reason({ below, logs, zeros }) {
    const { t } = this;
    if (below && this.many) {
      const value = short(below.value);
      const where = { run: below.run.label, step: below.step, value };
      return t('A log scale needs values above zero: {run} is {value} at step {step}', where);
    }
    if (!logs) return t('A log scale needs values above zero');
    return t(zeros ? 'Logarithmic or linear scale; a log scale leaves out what is zero' : 'Logarithmic or linear scale');
  }

  #hover(listen) {
    listen(this.curve, 'pointermove', (event) => {
      const step = this.many && !event.buttons ? this.plot.stepAt(event) : null;
      this.#point(step);
    });
    listen(this.curve, 'pointerleave', () => this.#point(null));
    listen(this.curve, 'focus', () => this.curve.matches(':focus-visible') && this.#show(this.many));
    listen(this.curve, 'blur', () => this.#show(false));
  }

  #point(step) {
    this.#pointed = step;
    this.#show(step !== null || this.curve.matches(':focus-visible'));
  }

  #show(shown) {
    this.tip.hidden = !shown;
    this.#told = null;
    if (shown) this.#read();
  }

  /** All runs at the step under the pointer, else at the step of the clock, the greatest number first. */
  #read() {
    const step = this.#pointed ?? this.plot.step;
    if (this.#told === step) return;
    this.#told = step;
    const height = (value) => (Number.isNaN(value) ? -Infinity : value);
    const rows = this.plot.lines
      .map((one) => ({ run: one.run, beside: one.beside, value: one.y[rowAt(one, step)] }))
      .sort((a, b) => (height(a.value) < height(b.value) ? 1 : -1));
    const named = ({ run, beside: words }) => (words ? `${run.label} · ${words}` : run.label);
    const row = (one) => h('tr', {}, h('th', { scope: 'row' }, marker(one.run), named(one)), h('td', {}, short(one.value)));
    const pooled = this.plot.lines.some(({ low }) => low);
    const caption = h('caption', {}, this.#when(step, pooled));
    this.tip.replaceChildren(h('table', {}, caption, h('tbody', {}, ...rows.map(row))));
    this.#place(step);
  }

  #when(step, pooled) {
    const { network } = this.data;
    if (network) return this.t(pooled ? 'median at epoch {epoch}' : 'epoch {epoch}', { epoch: momentAt(network.moments, step) });
    return this.t(pooled ? 'median at step {step}' : 'step {step}', { step });
  }

  #place(step) {
    const { area } = this.plot.plot;
    const [first] = this.plot.lines;
    const at = first?.x ? first.x[rowAt(first, step)] : step;
    const { px } = this.plot.plot.toPixels(at, 0);
    const right = px < area.left + area.width / 2;
    const left = right ? px + AIR : px - AIR - this.tip.offsetWidth;
    this.tip.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${area.top}px)`;
  }

  destroy() {
    this.plot.destroy();
  }
}

/** The head of the card: what the curve is, and the switch of its scale. */
export function curveHead(t) {
  const toggle = h('button.slalom-link', { type: 'button' }, t('log scale'));
  const note = h('span.slalom-note');
  const title = h('h3', {}, t('Loss'));
  const quantity = h('select.slalom-select', { 'aria-label': t('Quantity of the curves'), hidden: true });
  const against = h('select.slalom-select', { 'aria-label': t('Curves against'), hidden: true });
  const aside = h('span.slalom-aside', {}, toggle, h('span.slalom-dot', {}, ' · '), note, against);
  return { toggle, note, title, quantity, against, head: [title, quantity, aside] };
}
