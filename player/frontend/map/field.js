/**
 * What is known of the surface around a view: the grid of the domain with its surroundings, and the part that was
 * asked for last. Of what is looked at, the finer one is drawn that holds it; until the server has sent one, or while
 * it is away, what the page works out by itself.
 */

import { CORE } from '../basics/looks.js';
import { heightAt } from '../line/curve.js';
import { patchOf } from '../payload/grids.js';
import { bandsOf, interpolate } from '../payload/heights.js';

/** @import { View } from '../drawing/view.js' */
/** @import { Grid, Patch, Values } from '../payload/payload.js' */

/** Values that a view is to have across, and down: fewer look coarse. */
const ACROSS = 60;
/** The same of a curve, across. */
const ALONG = 500;
/** What is looked at is to be so much smaller before values are worked out again for it. */
const SMALLER = 1.5;

const span = ([low, high]) => high - low;
const size = ({ x, y }) => Math.max(0, span(x)) * Math.max(0, span(y));

/** @returns {View} which may be of negative size */
const overlap = (a, b) => ({
  x: [Math.max(a.x[0], b.x[0]), Math.min(a.x[1], b.x[1])],
  y: [Math.max(a.y[0], b.y[0]), Math.min(a.y[1], b.y[1])],
});

/** How much of a view these values hold, and whether they are fine enough for it. @param {Values} values */
function suits(values, view) {
  if (values.line) return suitsCurve(values, view);
  const held = size(overlap(values, view)) / size(view);
  const across = (count, whole, seen) => ((count - 1) * span(seen)) / span(whole);
  const fine = Math.min(across(values.columns, values.x, view.x), across(values.rows, values.y, view.y));
  return { held: held > 1 - 1e-9 ? 1 : held, fine };
}

/** The same of a curve. @param {Values} values */
function suitsCurve({ x, columns }, view) {
  const held = Math.max(0, Math.min(x[1], view.x[1]) - Math.max(x[0], view.x[0])) / span(view.x);
  const fine = (((columns - 1) * span(view.x)) / span(x)) * (ACROSS / ALONG);
  return { held: held > 1 - 1e-9 ? 1 : held, fine };
}

/**
 * Whether a surface is the one before, or that with other numbers, which are moved: the view then stays.
 * @param {Grid} grid @param {Grid} [before]
 */
export function follows(grid, before) {
  if (!before || before.key === grid.key) return Boolean(before);
  return Boolean(grid.moving || before.moving) && `${before.x},${before.y}` === `${grid.x},${grid.y}`;
}

export class Field {
  /** @type {Grid} */
  grid;
  /** The view that shows the domain. @type {View} */
  home = { x: [0, 1], y: [0, 1] };
  /** @type {{ of: Patch, values: Values } | null} */
  #patch = null;
  #bands = { values: null, home: null, found: null };
  /** What works values out here, if anything does. @type {((view: View) => Values) | null} */
  #works = null;
  /** What makes its values others. */
  #by = [null, null];
  /** What it has worked out last. @type {{ window: View, values: Values } | null} */
  #worked = null;

  /** @param {Grid} grid */
  set(grid) {
    this.grid = grid;
  }

  /**
   * What is not known of the surface is worked out by this from now on.
   * @param {unknown} by what, and with which numbers: what it has worked out is good until one of them is another
   * @param {unknown} numbers @param {((view: View) => Values) | null} works
   */
  work(by, numbers, works) {
    if (by !== this.#by[0] || numbers !== this.#by[1]) this.#worked = null;
    this.#by = [by, numbers];
    this.#works = works;
  }

  /** @returns {Values | null} the part that was looked at, with the colours of its grid */
  get #near() {
    const patch = patchOf(this.grid.key);
    if (patch && this.#patch?.of !== patch) {
      const { scale, lowest, softening, line } = this.grid;
      this.#patch = { of: patch, values: { ...patch, scale, lowest, softening, line } };
    }
    return patch ? this.#patch.values : null;
  }

  /** The values that show this view best. @param {View} view @returns {Values} */
  at(view) {
    const known = this.#sent(view);
    const { held, fine } = suits(known, view);
    if (!this.#works || (held === 1 && fine >= ACROSS)) return known;
    const own = this.#here(view);
    return held < 1 || suits(own, view).fine > fine ? own : known;
  }

  /** What is worked out here of this view; again when it has left what was, or is much smaller. @param {View} view */
  #here(view) {
    const last = this.#worked && suits(this.#worked.values, view);
    const coarse = () => last.fine < ACROSS && span(this.#worked.window.x) > SMALLER * span(view.x);
    if (!last || last.held < 1 || coarse()) this.#worked = { window: view, values: this.#works(view) };
    return this.#worked.values;
  }

  /** The best of those that the server has sent. @param {View} view @returns {Values} */
  #sent(view) {
    const { wide } = this.grid;
    const near = this.#near;
    if (!near) return wide;
    const [far, close] = [suits(wide, view), suits(near, view)];
    if (far.held !== close.held) return far.held > close.held ? wide : near;
    return far.fine >= ACROSS || far.fine >= close.fine ? wide : near;
  }

  /** Whether the server should be asked for more of the surface, or for finer values. @param {View} view */
  lacks(view) {
    if (this.grid.moving) return false;
    const { held, fine } = suits(this.#sent(view), view);
    return held < 1 || fine < ACROSS;
  }

  /** Whether a part of this view is not known at all yet. @param {View} view */
  misses(view) {
    return suits(this.at(view), view).held < 1;
  }

  /** Contour lines and colours of these values; a curve has none. @param {Values} values */
  bands(values) {
    if (values.line) return null;
    const last = this.#bands;
    if (last.values !== values || last.home !== this.home) {
      /** @type {View} */
      const view = values === this.grid.wide ? this.home : this.#window(values);
      const domain = overlap(view, this.grid);
      const core = size(domain) > CORE * size(view) ? domain : view;
      this.#bands = { values, home: this.home, found: bandsOf(values, core, view) };
    }
    return this.#bands.found;
  }

  /** What was looked at when these values were asked for. @param {Values} values @returns {View} */
  #window(values) {
    if (values === this.#worked?.values) return this.#worked.window;
    const [x0, x1, y0, y1] = this.#patch.of.window;
    return { x: [x0, x1], y: [y0, y1] };
  }

  /** The point of a curve at this place. @param {View} view @param {{ x: number, y: number }} place */
  onto(view, { x, y }) {
    const f = this.read(view, x, y);
    return { x, y: Number.isFinite(f) ? f : y };
  }

  /** f at a point, as far as it is known; else NaN. */
  read(view, x, y) {
    const values = this.at(view);
    return values.line ? heightAt(values, x) : interpolate(values, x, y);
  }
}
