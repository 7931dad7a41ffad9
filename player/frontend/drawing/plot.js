/**
 * A Plotly drawing with fixed margins under a stack of canvases. Both share one transform, which is ours: Plotly is
 * told what to show and never asked.
 */

import { h } from '../basics/dom.js';
import { scales } from './view.js';

/** @import { Pen } from './plotly.js' */
/** @import { View } from './view.js' */

/** @typedef {Pick<Plot, 'scales' | 'toPixels' | 'begin'>} Sheets what paths are drawn on */

export const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false };

/** Margins for larger words. */
export const grown = (margin, scale) =>
  Object.fromEntries(Object.entries(margin).map(([side, size]) => [side, Math.round(size * scale)]));

export class Plot {
  /** @type {number} */
  height;
  /** @type {number} */
  ratio;
  /**
   * @param {HTMLElement} host
   * @param {Pen} pen shared by all pictures of a player
   * @param {{ l: number, r: number, t: number, b: number }} margin
   * @param {string[]} layers class names of the canvases, lowest first
   */
  constructor(host, pen, margin, layers) {
    this.host = host;
    this.pen = pen;
    this.margin = margin;
    this.graph = h('div.slalom-graph');
    this.layers = layers.map((name) => h(`canvas.${name}`, { 'aria-hidden': 'true' }));
    host.prepend(this.graph, ...this.layers);
    this.view = { x: [0, 1], y: [0, 1] };
    this.measure();
  }

  /** Null until it has come. */
  get plotly() {
    return this.pen.plotly;
  }

  /** Other margins from the next `measure` on. */
  border(margin) {
    if (Object.keys(margin).some((side) => margin[side] !== this.margin[side])) this.width = NaN;
    this.margin = margin;
  }

  /** Reads the size of the host and of its pixels. @returns {boolean} whether it changed */
  measure() {
    if (this.pen.sized && this.width >= 0) return false;
    const [width, height, ratio] = [this.host.clientWidth, this.host.clientHeight, window.devicePixelRatio || 1];
    if (width === this.width && height === this.height && ratio === this.ratio) return false;
    Object.assign(this, { width, height, ratio });
    const { l, r, t, b } = this.margin;
    this.area = { left: l, top: t, width: Math.max(1, width - l - r), height: Math.max(1, height - t - b) };
    for (const canvas of this.layers) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.#rescale();
    return true;
  }

  get visible() {
    return this.width > this.margin.l + this.margin.r + 8 && this.height > this.margin.t + this.margin.b + 8;
  }

  /** @param {View} view */
  look(view) {
    this.view = view;
    this.#rescale();
  }

  #rescale() {
    this.scales = scales(this.view, this.area);
  }

  /** From pixels of the host to the plane. */
  toPlane(px, py) {
    const { sx, sy, ox, oy } = this.scales;
    return { x: (px - ox) / sx, y: (py - oy) / sy };
  }

  /** From the plane to pixels of the host. */
  toPixels(x, y) {
    const { sx, sy, ox, oy } = this.scales;
    return { px: x * sx + ox, py: y * sy + oy };
  }

  contains(px, py) {
    const { left, top, width, height } = this.area;
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  /** A canvas ready to draw on in CSS pixels, clipped to the plot area grown by `air`. Call `restore` after it. */
  begin(layer, { clear = true, air = 0 } = {}) {
    const context = this.layers[layer].getContext('2d');
    const { left, top, width, height } = this.area;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    if (clear) context.clearRect(0, 0, this.width, this.height);
    context.save();
    context.beginPath();
    context.rect(left - air, top - air, width + 2 * air, height + 2 * air);
    context.clip();
    return context;
  }

  /** Size and margins for a Plotly layout. */
  frame() {
    return { width: this.width, height: this.height, margin: { ...this.margin, pad: 0 }, autosize: false };
  }

  destroy() {
    this.plotly?.purge(this.graph);
    this.graph.remove();
    for (const canvas of this.layers) canvas.remove();
  }
}
