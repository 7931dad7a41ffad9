/** Layers as small multiples: one tiny chart a layer, all on one scale, with the clock as a line through them. */

import { h, setAttribute, setText } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { momentAt } from '../payload/epochs.js';
import { rowAt, stepAt } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT, AIR] = [160, 56, 3];
const KINDS = { layer_gradients: 'gradient norm', layer_spreads: 'spread of activations' };

const drawing = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

const seriesOf = (run, name) => run.series.find((one) => one.name === name);

/** The number of a layer after a row. */
const numberOf = (run, name, layer, row) => {
  const { values, width } = seriesOf(run, name);
  return values[row * width + layer];
};

export class LayersCard {
  /** @type {Translate} */
  t;
  /** @type {Paths} */
  data;
  /** @type {Run[]} */
  runs = [];
  card;
  note;
  select;
  frame;
  /** @type {{ figure: HTMLElement, cursor: Element, picture: Element, name: string }[]} */
  charts = [];

  /**
   * @param {{ card: HTMLElement, note: HTMLElement, select: HTMLSelectElement, frame: HTMLElement }} parts
   * @param {{ t: Translate, changed: Function, signal: AbortSignal }} context
   */
  constructor(parts, { t, changed, signal }) {
    Object.assign(this, { ...parts, t });
    this.select.addEventListener('change', () => (this.#build(), changed()), { signal });
  }

  /** @param {Paths} data @param {Run[]} runs those that are shown */
  set(data, runs) {
    Object.assign(this, { data, runs: runs.filter((run) => run.training?.layers.length) });
    this.card.hidden = !this.runs.length;
    this.#build();
  }

  recolour() {}

  /** Least and greatest power of ten of all layers of all runs. @returns {[number, number]} */
  #range(name) {
    const all = this.runs.flatMap((run) => Array.from(seriesOf(run, name).values, Math.log10)).filter(Number.isFinite);
    const low = all.reduce((a, b) => Math.min(a, b), Infinity);
    const high = all.reduce((a, b) => Math.max(a, b), -Infinity);
    return high > low ? [low, high] : [Math.min(low, 0) - 1, Math.max(high, 0) + 1];
  }

  #build() {
    if (this.card.hidden) return;
    const name = this.select.value;
    const range = this.#range(name);
    const layers = [...new Set(this.runs.flatMap((run) => run.training.layers))];
    this.charts = layers.map((layer) => this.#chart(layer, name, range));
    this.frame.replaceChildren(...this.charts.map(({ figure }) => figure));
    const [low, high] = range.map((power) => short(10 ** power, 2));
    setText(this.note, this.t('log scale, {low} to {high}', { low, high }));
  }

  #chart(layer, name, [low, high]) {
    const picture = drawing('svg', { class: 'slalom-layer-picture', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', preserveAspectRatio: 'none' });
    for (const run of this.runs) {
      const index = run.training.layers.indexOf(layer);
      if (index < 0) continue;
      const points = [];
      for (let row = 0; row <= run.last; row++) {
        const value = Math.log10(numberOf(run, name, index, row));
        const y = HEIGHT - AIR - ((value - low) / (high - low)) * (HEIGHT - 2 * AIR);
        if (Number.isFinite(y)) points.push(`${this.#across(stepAt(run, row)).toFixed(1)},${y.toFixed(1)}`);
      }
      picture.append(drawing('polyline', { points: points.join(' '), stroke: run.color }));
    }
    const cursor = drawing('line', { class: 'slalom-layer-cursor', y1: 0, y2: HEIGHT });
    picture.append(cursor);
    return { figure: h('figure.slalom-layer', {}, h('figcaption', {}, layer), picture), picture, cursor, name: layer };
  }

  /** Where a moment is, by its epoch. */
  #across(step) {
    const { moments } = this.data.network;
    return (moments[step] / (moments.at(-1) || 1)) * WIDTH;
  }

  /** @param {number} step @param {boolean} playing */
  draw(step, playing) {
    if (this.card.hidden) return;
    const at = this.#across(Math.min(step, this.data.network.moments.length - 1)).toFixed(1);
    for (const { cursor } of this.charts) for (const end of ['x1', 'x2']) setAttribute(cursor, end, at);
    if (!playing) this.#describe(step);
  }

  /** The same in words, once the clock rests. */
  #describe(step) {
    const name = this.select.value;
    const epoch = momentAt(this.data.network.moments, step);
    for (const { picture, name: layer } of this.charts) {
      const told = this.runs.filter(({ training }) => training.layers.includes(layer)).map((run) => {
        const value = numberOf(run, name, run.training.layers.indexOf(layer), rowAt(run, step));
        return `${run.label} ${short(value)}`;
      });
      const quantity = this.t(KINDS[name]);
      setAttribute(picture, 'aria-label', this.t('{layer}, {quantity} at epoch {epoch}: {values}', { layer, quantity, epoch, values: told.join(', ') }));
    }
  }

  destroy() {
    this.charts = [];
  }
}

/** The card without a chart. @param {Translate} t */
export function layersCard(t) {
  const note = h('span.slalom-aside');
  const options = Object.entries(KINDS).map(([value, words]) => h('option', { value }, t(words)));
  const select = h('select.slalom-select', { 'aria-label': t('Quantity of the layers') }, ...options);
  const frame = h('div.slalom-layers-frame');
  const head = h('div.slalom-card-head', {}, h('h3', {}, t('Layers')), select, note);
  return { card: h('section.slalom-card.slalom-layers', { hidden: true }, head, frame), note, select, frame };
}
