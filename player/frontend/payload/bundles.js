/**
 * Several paths of one run (a fan of starts, a bundle of seeds) share its id: one name, one map, one line of text. What
 * stands for all of them is the median run, which the payload names, or their mean; the others are faint. Pure.
 */

import { endOf, rowAt, stepAt } from './steps.js';

/** @import { Run } from './payload.js' */

/** @typedef {{ sample: 'median' | 'mean' | 'single', lane: number }} Shown what is on top, or the only path */

/**
 * @param {Run[]} runs
 * @returns {Run[][]} the paths of every run, in order
 */
export function bundles(runs) {
  const byId = new Map();
  for (const run of runs) byId.set(run.id, [...(byId.get(run.id) ?? []), run]);
  return [...byId.values()];
}

const middle = (lanes) => lanes.find((lane) => lane.middle) ?? lanes[0];

/** The path that stands for every run: the median run, or the single one that is shown. @param {Run[]} runs
 * @param {Shown} [shown] */
export const leaders = (runs, shown) =>
  bundles(runs).map((lanes) => (shown?.sample === 'single' ? lanes[Math.min(shown.lane, lanes.length - 1)] : middle(lanes)));

const faded = new WeakMap();

/** A path among others: thin, with a small head and nothing else. @param {Run} run @returns {Run} */
export function faint(run) {
  if (!faded.has(run)) faded.set(run, { ...run, faint: true, over: 0, second: [] });
  return faded.get(run);
}

const means = new WeakMap();

/** Their mean at every step, over those that are finite there; a path that has ended stays where it is. */
function mean(lanes) {
  const [first] = lanes;
  if (!means.has(first)) {
    const longest = lanes.reduce((a, b) => (endOf(b) > endOf(a) ? b : a));
    const { last, steps } = longest;
    const at = (k, c) => {
      const found = lanes.map((lane) => lane.x[2 * rowAt(lane, stepAt(longest, k)) + c]).filter(Number.isFinite);
      return found.reduce((sum, value) => sum + value, 0) / found.length;
    };
    const x = Float64Array.from({ length: 2 * (last + 1) }, (_, i) => at(i >> 1, i % 2));
    const none = { series: [], arrows: [], formulas: [], states: [], points: [], second: [], ellipse: undefined };
    means.set(first, { ...first, ...none, x, last, steps, rows: last + 1, mean: true });
  }
  return means.get(first);
}

/**
 * What is drawn of the runs, the paths that stand for all of a run last.
 * @param {Run[]} runs
 * @param {Shown} shown
 * @returns {Run[]}
 */
export function drawn(runs, shown) {
  const parts = bundles(runs);
  if (shown.sample === 'single' || parts.every((lanes) => lanes.length === 1)) return leaders(runs, shown);
  const tops = parts.map((lanes) => (lanes.length > 1 && shown.sample === 'mean' ? mean(lanes) : middle(lanes)));
  const others = parts.map((lanes, i) => lanes.filter((lane) => lane !== tops[i]));
  return [...others.flatMap((lanes) => lanes.map(faint)), ...tops];
}

/** A run as it is named where one of its paths is meant. @param {Run} run */
export const laneName = ({ label, lane }) => (lane ? `${label}, ${lane}` : label);
