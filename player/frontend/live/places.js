/**
 * What is marked on a surface when its numbers have moved: every minimum, saddle and maximum is followed by Newton's
 * steps from where it was, and is called what the surface is there now. Pure.
 */

import { around, bends, near, still } from './minima.js';

/** @import { Asked } from './lower.js' */

/**
 * @typedef {{ minima: number[][], local_minima: number[][], saddles: number[][], maxima: number[][] }} Places
 * @typedef {{ lowest: number, bound: number }} Least the least value, and what nothing is below; NaN if not known
 */

/** Places that are nearer to each other, relative to their size, are one. */
const ONE = 1e-6;

const same = (a, b) => Math.hypot(...a.map((x, i) => x - b[i])) <= ONE * Math.max(1, ...a.map(Math.abs));

/** Where a place of this kind has gone, or null. */
function gone(ground, from, kind) {
  if (kind === 'saddles') return still(ground, from);
  return near(ground, from, kind === 'maxima' ? -1 : 1) ?? still(ground, from);
}

/** What a place is; '' where it is flat to more than second order. @returns {'minima' | 'saddles' | 'maxima' | ''} */
function kindAt(ground, place) {
  if (place.length === 1) {
    const [before, after] = around(ground, place);
    return before < 0 && after > 0 ? 'minima' : before > 0 && after < 0 ? 'maxima' : '';
  }
  const [[a, b], [, d]] = bends(ground, place, 1);
  const product = a * d - b * b;
  if (product < 0) return 'saddles';
  return a > 0 && product > 0 ? 'minima' : a < 0 && product > 0 ? 'maxima' : '';
}

/**
 * All places, each once. A minimum is one of `minima` if nothing is lower; where that is not known, if it was.
 * @param {Asked} ground with the numbers that it has now
 * @param {Places} known where they were, of as many coordinates as f has
 * @param {Least} [least]
 * @returns {Places}
 */
export function marked(ground, known, least) {
  /** @type {Places} */
  const found = { minima: [], local_minima: [], saddles: [], maxima: [] };
  const height = (place) => ground.whole(1, Float64Array.from(place), 0)[0];
  const called = (place, before) => {
    const sure = least && !Number.isNaN(least.lowest);
    const lowest = sure ? height(place) <= 2 * least.lowest - least.bound : before === 'minima';
    return lowest ? 'minima' : 'local_minima';
  };
  for (const [kind, places] of Object.entries(known)) {
    for (const from of places) {
      const place = gone(ground, from, kind);
      const now = place && (kindAt(ground, place) || kind);
      if (!now || Object.values(found).some((all) => all.some((other) => same(other, place)))) continue;
      found[now.endsWith('minima') ? called(place, kind) : now].push(place);
    }
  }
  return found;
}
