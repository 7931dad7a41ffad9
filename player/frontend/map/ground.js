/**
 * The contour of a surface, or the curve of a function on a line, under one or more equal pictures: Plotly draws it
 * once, into the first; the others show copies of that drawing. While a gesture or the playing goes on, it leaves most
 * of the time to the paths. Until Plotly has come, and while the surface itself moves, a sketch takes its place.
 */

import { h } from '../basics/dom.js';
import { contourLayout } from '../drawing/axes.js';
import { CONFIG } from '../drawing/plot.js';
import { axisNames, curveTrace, sketchCurve } from '../line/curve.js';
import { contourTrace } from './contour.js';
import { sketch } from './sketch.js';
import { holds } from '../drawing/view.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Plot } from '../drawing/plot.js' */
/** @import { Field } from './field.js' */

/** After a drawing of the contour that took t ms, the next one waits at least this many times t. */
const REST = 3;
/** Of the axes of a curve. */
const NAMES = ['x', 'f(x)'];

export class Ground {
  /** @type {Field} */
  field;
  /** @type {string} */
  colorscale;
  /** @type {boolean} */
  small;
  /** @type {() => Theme} */
  theme;
  plot;
  /** @type {() => void} */
  changed;
  /** @type {string[] | undefined} */
  names;
  #stale = true;
  #values = null;
  #bands = null;
  #seen = null;
  #due = 0;
  #timer = 0;
  #copied = [];

  /**
   * @param {Plot} plot the one that Plotly draws into
   * @param {Field} field what is known of the surface
   * @param {{ theme: () => Theme, changed: () => void }} context
   */
  constructor(plot, field, { theme, changed }) {
    Object.assign(this, { plot, field, theme, changed });
  }

  /**
   * @param {boolean} small whether there are others close to it
   * @param {string[]} [names] of x and y, where they have any
   */
  set(colorscale, small, names) {
    const same = String(names) === String(this.names);
    if (colorscale !== this.colorscale || small !== this.small || !same) this.#stale = true;
    Object.assign(this, { colorscale, small, names });
  }

  /** The colours have changed. */
  recolour() {
    this.#stale = true;
  }

  /** The size has changed: a drawing of another size lies beside its paths, and waits for nothing. */
  resize() {
    [this.#stale, this.#due] = [true, 0];
  }

  trace() {
    if (this.#values.line) return curveTrace(this.#values, this.theme());
    return contourTrace(this.#values, this.#bands, this.theme(), this.colorscale);
  }

  /** Takes what shows the present view best. */
  #choose() {
    const values = this.field.at(this.plot.view);
    const bands = this.field.bands(values);
    if (values !== this.#values || bands !== this.#bands) this.#stale = true;
    [this.#values, this.#bands] = [values, bands];
  }

  /** @param {Plot[]} others as large as the first, with the same view */
  draw(others) {
    this.#choose();
    const known = others.length === this.#copied.length && others.every((plot, i) => plot === this.#copied[i]);
    const right = !this.#stale && this.#seen === this.plot.view;
    if (right && known) return;
    if (this.#sketches) {
      this.#sketch(others);
      this.#await([this.plot, ...others]);
      return;
    }
    const now = performance.now();
    const renders = !right && now >= this.#due;
    if (renders) this.#render();
    else if (!right) this.#later(now);
    if (renders || !known) this.#copy(others);
    this.#stretch();
    this.#await([this.plot, ...others]);
    if (renders) this.#due = performance.now() + REST * (performance.now() - now);
  }

  get #sketches() {
    const { grid } = this.field;
    return !this.plot.plotly || Boolean(grid?.moving && !grid.rests);
  }

  /** Until the rest of the surface has come and is drawn, its place has a flat colour: no white, and no contours. */
  #await(plots) {
    const { view } = this.plot;
    const waits = this.field.misses(view) || (!this.#values.line && !holds(this.#seen, view));
    for (const { graph, area } of plots) {
      const place = `${area.left}px ${area.top}px / ${area.width}px ${area.height}px no-repeat`;
      const wanted = waits ? place : '';
      if (graph.dataset.waits === wanted) continue;
      graph.dataset.waits = wanted;
      graph.style.background = waits ? `linear-gradient(var(--slalom-unknown) 0 0) ${place}` : '';
    }
  }

  #sketch(others) {
    for (const plot of [this.plot, ...others]) {
      const canvas = plot.graph.querySelector('canvas') ?? plot.graph.appendChild(h('canvas'));
      if (this.#values.line) sketchCurve(canvas, plot, this.#values, this.theme());
      else sketch(canvas, plot, { values: this.#values, bands: this.#bands }, this.theme(), this.colorscale);
    }
    [this.#stale, this.#seen, this.#copied] = [false, this.plot.view, others];
  }

  #render() {
    const { plotly, graph, view, area } = this.plot;
    graph.querySelector(':scope > canvas')?.remove();
    const line = this.#values.line;
    const layout = {
      ...contourLayout(this.theme(), view, area, this.small, line ? undefined : this.names),
      annotations: line && !this.small ? axisNames(this.theme(), NAMES) : [],
    };
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
      const group = graph.querySelector(this.#values.line ? '.scatterlayer' : '.contourlayer');
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
