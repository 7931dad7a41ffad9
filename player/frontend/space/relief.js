/**
 * The surface in a box around the origin, in which the camera looks at it: where points are, and what hides them.
 * Pure.
 */

import { extremes, geometry, heightOf, interpolate } from '../payload/heights.js';

/** @import { Grid, Run } from '../payload/payload.js' */

/** How wide, deep and high the box is. */
export const BOX = { x: 1, y: 1, z: 0.62 };

/** A path lies on the surface: so much of its height lifts it off when it is asked whether the surface hides it. */
const LIFT = 0.012;

export class Relief {
  /** @type {Grid} */
  grid;
  /** @type {(f: number) => number} */
  height;
  z;
  x;
  y;
  /** @type {number} */
  columns;
  /** @type {number} */
  rows;
  /** @param {Grid} grid */
  constructor(grid) {
    const { rows, columns, x, y } = grid;
    Object.assign(this, { grid, rows, columns, x, y, height: heightOf(grid), z: range(geometry(grid).z) });
    this.heights = Float64Array.from(grid.f, (f) => this.#across(this.height(f)));
  }

  #across(height) {
    return BOX.z * ((height - this.z[0]) / (this.z[1] - this.z[0]) - 0.5);
  }

  /** A point of the plane with its f, as a point of the box; outside of the box where it is outside of the grid. */
  place(x, y, f) {
    const along = (v, [low, high], size) => size * ((v - low) / (high - low) - 0.5);
    return [along(x, this.x, BOX.x), along(y, this.y, BOX.y), this.#across(this.height(f))];
  }

  /** All rows of a run as points of the box, (rows × 3); a mean of paths lies on the surface. @param {Run} run */
  run(run) {
    const places = new Float64Array(3 * (run.last + 1));
    const height = (x, y, k) => (run.mean ? interpolate(this.grid, x, y) : run.value[k]);
    for (let k = 0; k <= run.last; k++) {
      const [x, y] = [run.x[2 * k], run.x[2 * k + 1]];
      places.set(this.place(x, y, height(x, y, k)), 3 * k);
    }
    return places;
  }

  /**
   * Whether the surface stands between a point of the box and the eye: the line of sight is followed from cell to
   * cell, as long as it is over the grid and lower than the highest place.
   */
  hides([x, y, z], eye) {
    const [u, v] = [this.#column(x), this.#row(y)];
    const [du, dv] = [this.#column(eye.x) - u, this.#row(eye.y) - v];
    const ground = this.#at(u, v);
    const start = (ground > z ? ground : z) + LIFT * BOX.z;
    const rise = eye.z - start;
    const top = BOX.z / 2;
    const end = rise > 0 ? Math.min(1, (top - start) / rise) : 1;
    const [enter, leave] = over(u, du, this.columns - 1, over(v, dv, this.rows - 1, [0, end]));
    const count = Math.ceil((leave - enter) * Math.max(Math.abs(du), Math.abs(dv)));
    for (let i = 1; i <= count; i++) {
      const t = enter + ((leave - enter) * i) / count;
      if (this.#at(u + t * du, v + t * dv) > start + t * rise) return true;
    }
    return false;
  }

  #column(x) {
    return (x / BOX.x + 0.5) * (this.columns - 1);
  }

  #row(y) {
    return (y / BOX.y + 0.5) * (this.rows - 1);
  }

  /** The height over a place of the grid, bilinear; NaN outside. */
  #at(u, v) {
    const { columns, heights } = this;
    const [i, j] = [Math.floor(u), Math.floor(v)];
    if (!(i >= 0 && j >= 0 && i < columns - 1 && j < this.rows - 1)) return NaN;
    const [a, b, at] = [u - i, v - j, j * columns + i];
    const front = (1 - a) * heights[at] + a * heights[at + 1];
    return (1 - b) * front + b * ((1 - a) * heights[at + columns] + a * heights[at + columns + 1]);
  }
}

/**
 * The part of [from, to] in which start + t · delta is within 0 … last; empty if none is.
 * @returns {[number, number]}
 */
function over(start, delta, last, [from, to]) {
  if (delta === 0) return start >= 0 && start <= last ? [from, to] : [0, 0];
  const [a, b] = [-start / delta, (last - start) / delta].sort((one, other) => one - other);
  return a < to && b > from ? [Math.max(a, from), Math.min(b, to)] : [0, 0];
}

/** From where to where the height goes; a flat surface lies in the middle. */
function range(rows) {
  const [low, high] = extremes(rows);
  if (high > low) return [low, high];
  return low === high ? [low - 0.5, low + 0.5] : [0, 1];
}
