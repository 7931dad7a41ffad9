/**
 * Where the start is shown. A dragged ring follows the finger at once, and what follows the ring is the runs that are
 * walked here; the server hears of it as `basics/held.js` says. Places are round: a ten-thousandth of what is seen is
 * less than a pixel, and makes a short link.
 */

import { Held } from '../basics/held.js';

/** @import { View } from '../drawing/view.js' */

const PART = 1e4;
const DIGITS = 10;
/** Of the surface's size: what may lie between a place and the same place as the server has it. */
const SAME = 1e-9;

const span = ([low, high]) => high - low;

/** @extends {Held<{ x: number, y: number }>} */
export class Start extends Held {
  /**
   * Where a point that is pointed at is taken to: onto a curve.
   * @type {((point: { x: number, y: number }) => { x: number, y: number }) | null}
   */
  onto = null;
  /** Whether nobody answers, and what is walked here stays. */
  alone = false;
  /** Whether it stays where it is: nobody can walk from elsewhere. */
  fixed = false;
  #known = [0, 0];
  #extent = [1, 1];
  #unit = [0, 0];

  get point() {
    return this.value ?? { x: this.#known[0], y: this.#known[1] };
  }

  /** How large the surface is, and which part of it is seen. @param {View} domain @param {View} view */
  seen(domain, view) {
    this.#extent = [span(domain.x), span(domain.y)];
    const finer = (all, part) => Math.max(0, Math.ceil(Math.log10(span(all) / span(part))));
    const powers = [finer(domain.x, view.x), finer(domain.y, view.y)];
    this.#unit = this.#extent.map((extent, i) => extent / PART / 10 ** powers[i]);
  }

  move(point) {
    if (this.fixed) return;
    super.move(this.#rounded(point));
  }

  drop(point) {
    if (this.fixed) return;
    const rounded = this.#rounded(point);
    super.drop(rounded);
    if (this.alone && this.#same(rounded)) this.release();
  }

  /** An answer of the server: paths that start here. @param {[number, number]} start */
  begins(start) {
    this.#known = start;
    this.answer((point) => this.#same(point));
  }

  /** Whether this is the start that is known; on a curve, x says where. */
  #same({ x, y }) {
    const near = (own, i) => Math.abs(own - this.#known[i]) <= SAME * this.#extent[i];
    return near(x, 0) && (this.onto !== null || near(y, 1));
  }

  #rounded({ x, y }) {
    const round = (value, unit) => (unit ? Number((Math.round(value / unit) * unit).toPrecision(DIGITS)) : value);
    const point = { x: round(x, this.#unit[0]), y: round(y, this.#unit[1]) };
    return this.onto ? this.onto(point) : point;
  }
}
