/**
 * The contour of a surface under one or more equal pictures: Plotly draws it once, into the first; the others show
 * copies of that drawing. While a gesture or the playing goes on, the contour leaves most of the time to the paths.
 * Until Plotly has come, a sketch takes its place.
 */

import { h } from '../basics/dom.js';
import { contourLayout } from '../drawing/axes.js';
import { CONFIG } from '../drawing/plot.js';
import { contourTrace } from './contour.js';
import { sketch } from './sketch.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Plot } from '../drawing/plot.js' */
/** @import { Grid } from '../payload/payload.js' */

/** After a drawing of the contour that took t ms, the next one waits at least this many times t. */
const REST = 3;

export class Ground {
  /** @type {Grid} */
  grid;
  /** @type {string} */
  colorscale;
  /** @type {boolean} */
  small;
  /** @type {() => Theme} */
  theme;
  plot;
  /** @type {() => void} */
  changed;
  #stale = true;
  #seen = null;
  #due = 0;
  #timer = 0;
  #copied = [];

  /**
   * @param {Plot} plot the one that Plotly draws into
   * @param {{ theme: () => Theme, changed: () => void }} context
   */
  constructor(plot, { theme, changed }) {
    Object.assign(this, { plot, theme, changed });
  }

  /** @param {Grid} grid @param {boolean} small whether there are others close to it */
  set(grid, colorscale, small) {
    if (grid !== this.grid || colorscale !== this.colorscale || small !== this.small) this.#stale = true;
    Object.assign(this, { grid, colorscale, small });
  }

  /** The colours or the size have changed. */
  recolour() {
    this.#stale = true;
  }

  trace() {
    return contourTrace(this.grid, this.theme(), this.colorscale);
  }

  /** @param {Plot[]} others as large as the first, with the same view */
  draw(others) {
    const known = others.length === this.#copied.length && others.every((plot, i) => plot === this.#copied[i]);
    const right = !this.#stale && this.#seen === this.plot.view;
    if (right && known) return;
    if (!this.plot.plotly) {
      this.#sketch(others);
      return;
    }
    const now = performance.now();
    const renders = !right && now >= this.#due;
    if (renders) this.#render();
    else if (!right) this.#later(now);
    if (renders || !known) this.#copy(others);
    this.#stretch();
    if (renders) this.#due = performance.now() + REST * (performance.now() - now);
  }

  #sketch(others) {
    for (const plot of [this.plot, ...others]) {
      const canvas = plot.graph.querySelector('canvas') ?? plot.graph.appendChild(h('canvas'));
      sketch(canvas, plot, this.grid, this.theme(), this.colorscale);
    }
    [this.#stale, this.#seen, this.#copied] = [false, this.plot.view, others];
  }

  #render() {
    const { plotly, graph, view, area } = this.plot;
    graph.querySelector(':scope > canvas')?.remove();
    const layout = contourLayout(this.theme(), view, area, this.small);
    if (this.#stale) plotly.react(graph, [this.trace()], { ...this.plot.frame(), ...layout }, CONFIG);
    else plotly.relayout(graph, { 'xaxis.range': layout.xaxis.range, 'yaxis.range': layout.yaxis.range });
    [this.#stale, this.#seen] = [false, view];
  }

  #later(now) {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.changed();
    }, this.#due - now);
  }

  #copy(others) {
    this.#copied = others;
    const drawing = [...this.plot.graph.querySelectorAll('.main-svg')];
    for (const { graph } of others) graph.replaceChildren(...drawing.map((one) => one.cloneNode(true)));
  }

  /** Between two drawings the last one is moved and scaled into the present view. */
  #stretch() {
    const { plot } = this;
    const view = this.#seen;
    for (const { graph } of [plot, ...this.#copied]) {
      const group = graph.querySelector('.contourlayer');
      if (view === plot.view) group?.removeAttribute('transform');
      else group?.setAttribute('transform', this.#shift(view));
    }
  }

  #shift(view) {
    const { plot } = this;
    const [a, b] = [plot.toPixels(view.x[0], view.y[1]), plot.toPixels(view.x[1], view.y[0])];
    const { left, top, width, height } = plot.area;
    const scale = `scale(${(b.px - a.px) / width} ${(b.py - a.py) / height})`;
    return `translate(${a.px - left} ${a.py - top}) ${scale}`;
  }

  destroy() {
    clearTimeout(this.#timer);
  }
}
