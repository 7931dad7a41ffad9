/** Several paths of one run (a fan of starts, a bundle of seeds) share its id: one name, one map, one line of text. */

/** @import { Run } from './payload.js' */

/**
 * @param {Run[]} runs
 * @returns {Run[][]} the paths of every run, in order
 */
export function bundles(runs) {
  const byId = new Map();
  for (const run of runs) byId.set(run.id, [...(byId.get(run.id) ?? []), run]);
  return [...byId.values()];
}

/** The first path of every run. */
export const leaders = (runs) => bundles(runs).map(([first]) => first);
