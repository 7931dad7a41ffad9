/** One picture of what a network knows: its answers over the plane of inputs, or the fits of all runs to one input. */

import { h } from '../basics/dom.js';
import { marker } from '../basics/marker.js';
import { drawMarker } from '../basics/shapes.js';
import { classLook, paletteOf } from './classes.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Films, Run } from '../payload/payload.js' */

const RADIUS = 3;
const WIDTHS = [5, 2.25];
const PALE = 0.34;
/** Of a pixel: a panel that has changed by less is as large as it was. */
const AIR = 2;

export class Panel {
  /** @type {number} */
  width;
  /** @type {number} */
  height;
  #image = document.createElement('canvas');

  /** @param {Run | null} run whose picture it is, or null where all share one */
  constructor(run) {
    this.canvas = h('canvas.slalom-known-picture', { role: 'img' });
    const name = run ? [h('figcaption.slalom-known-name', {}, marker(run), h('span', {}, run.label))] : [];
    this.figure = h('figure.slalom-known-panel', {}, ...name, this.canvas);
  }

  /** @returns {CanvasRenderingContext2D} empty, in pixels of the page */
  #begin() {
    const { canvas } = this;
    const ratio = window.devicePixelRatio || 1;
    [this.width, this.height] = [canvas.clientWidth, canvas.clientHeight];
    const [across, down] = [Math.round(this.width * ratio), Math.round(this.height * ratio)];
    if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }

  /** @param {Films} films */
  #place({ x, y }, u, v) {
    const across = (u - x[0]) / (x[1] - x[0]);
    const up = (v - y[0]) / (y[1] - y[0]);
    return [across * this.width, (1 - up) * this.height];
  }

  /** Answers as colours, the examples above. @param {Films} films @param {Uint8Array} frame @param {Theme} theme */
  drawClasses(films, frame, theme) {
    const context = this.#begin();
    const { rows, columns, points, kind } = films;
    const palette = paletteOf(kind, theme);
    const colors = new ImageData(columns, rows);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const byte = frame[row * columns + column];
        colors.data.set(palette.subarray(4 * byte, 4 * byte + 4), 4 * ((rows - 1 - row) * columns + column));
      }
    }
    Object.assign(this.#image, { width: columns, height: rows });
    this.#image.getContext('2d').putImageData(colors, 0, 0);
    context.imageSmoothingEnabled = kind === 'score';
    context.drawImage(this.#image, 0, 0, this.width, this.height);
    const radius = RADIUS * theme.scale;
    points.x.forEach((u, i) => {
      const { color, marker: shape } = classLook(points.classes[i]);
      const [px, py] = this.#place(films, u, points.y[i]);
      drawMarker(context, shape, px, py, radius, color, theme.ground, 0.75);
    });
  }

  /** Examples as dots, and the curves of all runs. @param {Films} films @param {Theme} theme
   * @param {{ color: string, frame: Float32Array }[]} fits */
  drawFits(films, fits, theme) {
    const context = this.#begin();
    const { points, columns, x } = films;
    context.fillStyle = theme.text;
    context.globalAlpha = PALE;
    points.x.forEach((u, i) => {
      const [px, py] = this.#place(films, u, points.y[i]);
      context.beginPath();
      context.arc(px, py, RADIUS * theme.scale, 0, 2 * Math.PI);
      context.fill();
    });
    context.globalAlpha = 1;
    context.lineJoin = 'round';
    for (const { color, frame } of fits.toReversed()) {
      for (const [i, width] of WIDTHS.entries()) {
        Object.assign(context, { lineWidth: width * theme.scale, strokeStyle: i ? color : theme.ground });
        context.beginPath();
        for (let k = 0; k < columns; k++) {
          const [px, py] = this.#place(films, x[0] + ((x[1] - x[0]) * k) / (columns - 1), frame[k]);
          if (Number.isFinite(py)) context.lineTo(px, Math.max(-1e4, Math.min(1e4, py)));
        }
        context.stroke();
      }
    }
  }

  /** Whether it has another size than it was drawn in. */
  get resized() {
    const { clientWidth, clientHeight } = this.canvas;
    return Math.abs(clientWidth - this.width) >= AIR || Math.abs(clientHeight - this.height) >= AIR || !this.width;
  }
}
