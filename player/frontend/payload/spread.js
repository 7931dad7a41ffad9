/**
 * What several paths of one run come to at every step: the median of a quantity and its quartiles, of those that are
 * finite there, between neighbours by linear interpolation. A path that has ended keeps its last number. Pure.
 */

import { epochs, evaluations, numbers } from './quantities.js';
import { endOf, rowAt, stepAt } from './steps.js';

/** @import { Paths, Run } from './payload.js' */

/** @typedef {Float32Array | Float64Array} Numbers */
/** @typedef {{ run: Run, last: number, steps?: Int32Array, x: Numbers | null, y: Numbers,
 *   low?: Numbers, high?: Numbers, beside?: string }} Line x null: steps, those of its rows where it is thinned; low
 *   and high are quartiles; `beside` are the words of a line that is dashed beside another of its run */

const kept = new WeakMap();
const parts = new WeakMap();

/** The number at this part of a sorted list. */
function quantile(sorted, part) {
  const at = (sorted.length - 1) * part;
  const below = Math.floor(at);
  const [a, b] = [sorted[below], sorted[Math.min(below + 1, sorted.length - 1)]];
  return at === below ? a : a + (b - a) * (at - below);
}

/** The last row at which a rising list is not above `most`. */
function rowUntil(list, last, most) {
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle] <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Quartiles that come with a training, of others of its run that are not sent. */
function sent(run, name) {
  const found = run.series.find((one) => one.name === `${name} of several`);
  if (!found) return {};
  if (!parts.has(found)) parts.set(found, [0, 1, 2].map((i) => found.values.filter((_, k) => k % 3 === i)));
  const [low, y, high] = parts.get(found);
  return { low, y, high };
}

/**
 * A quantity of the paths of one run as a line, or null where they do not have it.
 * @param {Run[]} lanes
 * @param {Run} run that stands for them
 * @param {string} name of the quantity
 * @param {boolean} counted whether it is drawn against evaluations, else against steps
 * @param {Paths} data
 * @returns {Line | null}
 */
export function line(lanes, run, name, counted, data) {
  const along = counted ? evaluations : epochs;
  const found = lanes.map((lane) => ({ lane, y: numbers(lane, name, data), x: along(lane) }));
  if (found.some(({ y, x }) => !y || (counted && !x))) return null;
  if (lanes.length === 1) {
    return { run, last: run.last, steps: run.steps, x: found[0].x, y: found[0].y, ...sent(run, name) };
  }
  const [first] = lanes;
  if (!kept.has(first)) kept.set(first, new Map());
  const key = `${name} ${counted}`;
  if (!kept.get(first).has(key)) kept.get(first).set(key, pooled(found, counted));
  return { run, ...kept.get(first).get(key) };
}

function pooled(found, counted) {
  const most = ({ lane, x }) => (counted ? x[lane.last] : endOf(lane));
  const longest = found.reduce((a, b) => (most(b) > most(a) ? b : a));
  const { last, steps } = longest.lane;
  const step = (k) => stepAt(longest.lane, k);
  const row = ({ lane, x }, k) => (counted ? rowUntil(x, lane.last, longest.x[k]) : rowAt(lane, step(k)));
  const [low, y, high] = [0, 1, 2].map(() => new Float64Array(last + 1));
  for (let k = 0; k <= last; k++) {
    const values = found.map((one) => one.y[row(one, k)]).filter(Number.isFinite).sort((a, b) => a - b);
    [low, y, high].forEach((list, i) => (list[k] = values.length ? quantile(values, (i + 1) / 4) : NaN));
  }
  return { last, steps, x: longest.x, low, y, high };
}
