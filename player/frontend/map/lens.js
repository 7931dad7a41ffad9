/**
 * Which part of the plane the maps show: what is wished to be seen, and what else the shape of the maps brings with it
 * at the scales that are chosen. It never leads away from the domain and the paths.
 */

import { around, carried, framed, near, sameView } from '../drawing/view.js';

/** @import { Area, Framing, View } from '../drawing/view.js' */
/** @import { Grid, Run } from '../payload/payload.js' */

const EQUAL = 1;

export class Lens {
  /** What is to be seen at least. @type {View} */
  wish = { x: [0, 1], y: [0, 1] };
  /** Whether equal scales of x and y are asked for, or not; until then the surface says. @type {boolean | undefined} */
  #asked;
  /** @type {Grid} */
  #grid;
  /** Domain and paths. @type {View} */
  #all;

  /** @param {Grid} grid @param {Run[]} runs */
  set(grid, runs) {
    this.#grid = grid;
    this.#all = around(this.domain, runs);
  }

  /** @returns {View} */
  get domain() {
    return { x: [...this.#grid.x], y: [...this.#grid.y] };
  }

  /** @returns {Framing} */
  get framing() {
    const { stretch = Infinity, lean = [0.5, 0.5], line } = this.#grid ?? {};
    const isAsked = this.#asked !== undefined && !line; // x and f are never of one kind
    return { stretch: isAsked ? (this.#asked ? EQUAL : Infinity) : stretch, lean };
  }

  /** Whether x and y have equal scales. */
  get level() {
    return this.framing.stretch === EQUAL;
  }

  set level(equal) {
    if (!this.#grid?.line) this.#asked = equal;
  }

  /** Whether the scales are others than those of the surface. */
  get turned() {
    return this.level !== (this.#grid?.stretch === EQUAL);
  }

  /** What maps of this shape show. @param {Area} area @returns {View} */
  seen(area) {
    return framed(this.wish, area, this.framing);
  }

  /** What they show when the domain is to be seen. @param {Area} area @returns {View} */
  home(area) {
    return framed(this.domain, area, this.framing);
  }

  /** A gesture leads from what is seen to this view. @param {View} view @param {Area} area */
  move(view, area) {
    this.wish = near(carried(this.wish, this.seen(area), view), framed(this.#all, area, this.framing));
  }

  /** Shows the domain; from there, all of the paths; from there, the domain again. */
  fit() {
    this.wish = sameView(this.wish, this.domain) ? this.#all : this.domain;
  }
}
