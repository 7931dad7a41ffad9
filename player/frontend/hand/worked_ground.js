/**
 * The surface as it is worked out in the browser: with other numbers, or where the server has sent nothing yet. As
 * finely as a drawing has time for, and finer when the hand rests.
 */

/** @import { View } from '../drawing/view.js' */
/** @import { Grid, Run, Values } from '../payload/payload.js' */
/** @import { Engine } from './engine.d.ts' */

/** Milliseconds that the values of a drawing may take, those of one at rest, and how many there are along a side. */
const [ROOM, REST] = [5, 30];
const [COARSEST, FINEST, AT_REST] = [32, 128, 192];
/** How much further than what is seen values go, so that a gesture can go on for a while. */
const AROUND = 1.5;

const least = (values) => values.reduce((a, b) => (b < a ? b : a), Infinity);

/** How many values along a side there is room for, by how long so many took. */
function most(cells, took, room, finest) {
  return Math.max(COARSEST, Math.min(finest, Math.round(cells * Math.sqrt(room / Math.max(took, 0.1)))));
}

/** @param {[number, number]} range @returns {[number, number]} */
function longer([low, high]) {
  const more = ((high - low) * (AROUND - 1)) / 2;
  return [low - more, high + more];
}

/** How far apart values lie, as a power of ten: a log scale begins at a part of it. */
function power(f) {
  const finite = f.filter(Number.isFinite);
  const spread = finite.reduce((a, b) => (b > a ? b : a), -Infinity) - least(finite);
  return spread > 0 && spread < Infinity ? 10 ** Math.round(Math.log10(spread)) : 1;
}

/** The least value of paths over a rectangle: a log scale has to know it. @param {Run[]} runs @param {View} view */
function leastOf(runs, { x, y }) {
  const inside = (v, [low, high]) => v >= low && v <= high;
  let lowest = Infinity;
  for (const run of runs) {
    for (let k = 0; k <= run.last; k++) {
      const held = inside(run.x[2 * k], x) && inside(run.x[2 * k + 1], y);
      if (held && run.value[k] < lowest) lowest = run.value[k];
    }
  }
  return lowest;
}

export class WorkedGround {
  #cells = COARSEST;

  /**
   * The surface with other numbers, of what is seen.
   * @param {Grid} grid of the surface as the server knows it
   * @param {View} view what is seen
   * @param {Record<string, number>} numbers those that were moved
   * @param {Engine} engine
   * @param {boolean} moving whether the next ones come with the next drawing
   * @returns {Grid}
   */
  moved(grid, view, numbers, engine, moving) {
    const worked = this.#values(grid, view, numbers, engine, moving);
    const lowest = Math.min(grid.lowest, least(worked.f));
    return { ...grid, key: '', lowest, moving: true, wide: { ...grid.wide, ...worked, lowest } };
  }

  /**
   * The same of its whole domain, as a surface in space.
   * @param {Grid} grid @param {Run[]} runs those on it @param {Record<string, number>} numbers @param {Engine} engine
   * @param {boolean} moving @returns {Grid}
   */
  relief(grid, runs, numbers, engine, moving) {
    const worked = this.#values(grid, grid, numbers, engine, moving);
    const lowest = Math.min(grid.lowest, least(worked.f), leastOf(runs, grid));
    const softening = (grid.softening * power(worked.f)) / power(grid.f);
    const whole = { ...grid, ...worked, key: '', lowest, softening, moving: true };
    return { ...whole, wide: whole };
  }

  /**
   * What is seen and somewhat more.
   * @param {Grid} grid that is shown @param {View} view @param {Record<string, number>} numbers @param {Engine} engine
   * @returns {Values}
   */
  around(grid, { x, y }, numbers, engine) {
    const view = { x: longer(x), y: longer(y) };
    const { scale, lowest, softening, line } = grid;
    return { ...this.#values(grid, view, numbers, engine, false), scale, lowest, softening, line };
  }

  /** @param {Grid} grid @param {View} view */
  #values(grid, { x, y }, numbers, engine, moving) {
    const of = (cells) => {
      const [rows, columns] = grid.line ? [1, cells * cells] : [cells, cells];
      const began = performance.now();
      const f = engine.heights([...x, ...y], rows, columns, numbers);
      return { worked: { rows, columns, x, y, f }, took: performance.now() - began };
    };
    if (!moving) return of(most(COARSEST, of(COARSEST).took, REST, AT_REST)).worked;
    const { worked, took } = of(this.#cells);
    this.#cells = Math.round((this.#cells + most(this.#cells, took, ROOM, FINEST)) / 2);
    return worked;
  }
}
