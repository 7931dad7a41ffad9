/**
 * Runs that go the same way: of two equal paths the later one would cover the other. It is dashed, so that both are
 * seen, and of three the third has dashes further apart. Pure but for `over`, which it writes on the runs.
 */

/** @import { Grid, Run } from '../payload/payload.js' */

/** Nearer than this part of the surface's width, points cannot be told apart. */
const NEAR = 5e-4;
/** Paths are one if they part after so many steps at least, and after this part of the way. */
const STEPS = 3;
const SHARE = 0.25;
/** Pixels of a dash. */
const DASH = 9;

/** The line of a run, as lengths of dashes and gaps. @param {Run} run */
export const dashOf = ({ over }) => (over ? [DASH, DASH * over] : []);

/** How much smaller the head of a run is, so that it does not cover the others. @param {{ over?: number }} run */
export const shrunk = ({ over }) => 0.66 ** Math.min(over ?? 0, 3);

/** The first row in which two runs are not at one place, or the count of rows that both have. */
function parting(a, b, near) {
  const rows = Math.min(a.last, b.last) + 1;
  for (let k = 0; k < rows; k++) {
    for (const c of [0, 1]) if (!(Math.abs(a.x[2 * k + c] - b.x[2 * k + c]) <= near[c])) return k;
  }
  return rows;
}

function travelled(run, near, rows) {
  let length = 0;
  for (let i = 2; i < 2 * rows; i += 2) {
    length += Math.hypot((run.x[i] - run.x[i - 2]) / near[0], (run.x[i + 1] - run.x[i - 1]) / near[1]) || 0;
  }
  return length;
}

function together(a, b, near) {
  const rows = parting(a, b, near);
  return rows > STEPS && travelled(b, near, rows) >= SHARE * travelled(b, near, b.last + 1);
}

/**
 * Writes on every run how many of those before it on its map it would cover.
 * @param {Run[][]} maps
 * @param {Grid} grid
 */
export function overlap(maps, { x, y }) {
  const near = [NEAR * (x[1] - x[0]), NEAR * (y[1] - y[0])];
  for (const runs of maps) {
    runs.forEach((run, i) => (run.over = runs.slice(0, i).filter((other) => together(other, run, near)).length));
  }
}
