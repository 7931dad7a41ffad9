/**
 * Runs that go the same way: of two equal paths the later one would cover the other. It is dashed, so that both are
 * seen, and of three the third has dashes further apart. Pure but for `over`, which it writes on the runs.
 */

import { DASH, FAINT_HEAD, ONE, SHRUNK, SHRUNK_MOST } from '../basics/looks.js';
import { stepAt } from '../payload/steps.js';

/** @import { Grid, Run } from '../payload/payload.js' */

/** The line of a run, as lengths of dashes and gaps. @param {Run} run */
export const dashOf = ({ over }) => (over ? [DASH, DASH * over] : []);

/** How much smaller the head of a run is, so that it does not cover the others.
 * @param {{ over?: number, faint?: boolean }} run */
export const shrunk = ({ over, faint }) => (faint ? FAINT_HEAD : SHRUNK ** Math.min(over ?? 0, SHRUNK_MOST));

/** How many rows of two runs are of the same steps. */
function common(a, b) {
  let rows = Math.min(a.last, b.last) + 1;
  while (rows && stepAt(a, rows - 1) !== stepAt(b, rows - 1)) rows -= 1;
  return rows;
}

/** The first row in which two runs are not at one place, or the count of rows that both have. */
function parting(a, b, near) {
  const rows = common(a, b);
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
  return rows > ONE.steps && travelled(b, near, rows) >= ONE.share * travelled(b, near, b.last + 1);
}

/**
 * Writes on every run how many of those before it on its map it would cover.
 * @param {Run[][]} maps
 * @param {Grid} grid
 */
export function overlap(maps, { x, y }) {
  const near = [ONE.near * (x[1] - x[0]), ONE.near * (y[1] - y[0])];
  for (const runs of maps) {
    runs.forEach((run, i) => (run.over = runs.slice(0, i).filter((other) => together(other, run, near)).length));
  }
}
