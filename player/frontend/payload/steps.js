/**
 * Which step a row is of. Of long runs only some rows are sent: all up to a step, then every k-th and the one before
 * it, and the last two (`player/thinning.py`). Pure.
 */

/** @typedef {{ steps?: Int32Array, last: number }} Thinnable a run: the steps of its rows, and the last row */

/**
 * @param {[number, number] | undefined} thinned
 * @param {number | undefined} end the last step
 * @returns {Int32Array | undefined} the steps of the rows, if they are not their numbers
 */
export function stepsSent(thinned, end) {
  if (!thinned || end === undefined) return undefined;
  const [dense, every] = thinned;
  const steps = [];
  for (let step = 0; step <= end; step++) {
    const beyond = (step - dense) % every;
    if (step <= dense || beyond === 0 || beyond === every - 1 || step >= end - 1) steps.push(step);
  }
  return Int32Array.from(steps);
}

/** @param {{ steps?: Int32Array }} run @param {number} row */
export const stepAt = ({ steps }, row) => (steps ? steps[row] : row);

/** The last step of a run. @param {Thinnable} run */
export const endOf = (run) => stepAt(run, run.last);

/** The last row that is no later than a step. @param {Thinnable} run @param {number} step */
export function rowAt({ steps, last }, step) {
  if (!steps) return Math.min(step, last);
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps[middle] <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}
