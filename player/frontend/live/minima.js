/**
 * Where the known minima of a surface lie when its numbers have moved: Newton's steps from where they were. The bends
 * are differences of slopes, so that nothing more has to be sent. Pure.
 */

import { bottom } from './lower.js';

/** @import { Asked, Box } from './lower.js' */

const STEPS = 40;
/** Of the size of a place: how far apart slopes are compared, and the length of a last step. */
const [APART, CLOSE] = [1e-5, 1e-9];
/** A part of a step that is shorter leads down no more than rounding does: the place is the minimum. */
const SHORTEST = 1e-3;
/** A minimum that goes further than this many of its sizes is another one. */
const FAR = 10;

const size = (place) => Math.max(1, ...place.map(Math.abs));

/** The gradient of sign · f. @param {Pick<Asked, 'whole'>} ground @param {number[]} place @param {number} sign */
function slopes(ground, place, sign) {
  const found = ground.whole(1, Float64Array.from(place), 0);
  return place.map((_, i) => sign * found[1 + i]);
}

/**
 * Second derivatives of sign · f, row by row.
 * @param {Pick<Asked, 'whole'>} ground @param {number[]} place @param {number} sign
 */
export function bends(ground, place, sign) {
  const h = APART * size(place);
  const at = (i, by) => slopes(ground, place.map((x, k) => (k === i ? x + by : x)), sign);
  const rows = place.map((_, i) => {
    const [before, after] = [at(i, -h), at(i, h)];
    return place.map((__, k) => (after[k] - before[k]) / (2 * h));
  });
  return rows.map((row, i) => row.map((v, k) => (v + rows[k][i]) / 2));
}

/**
 * The slopes on a line, before a place and after it.
 * @param {Pick<Asked, 'whole'>} ground @param {number[]} place
 */
export function around(ground, place) {
  const h = APART * size(place);
  return [-h, h].map((by) => slopes(ground, [place[0] + by], 1)[0]);
}

/** Newton's step, or null where f does not curve; if it has to lead down, where it does not curve upwards. */
function newton(g, bent, leadsDown) {
  const [[a, b = 0], [, d = 1] = []] = /** @type {[[number, number?], [number, number]?]} */ (bent);
  const product = a * d - b * b;
  if (!(leadsDown ? a > 0 && product > 0 : product !== 0)) return null;
  return g.length === 1 ? [-g[0] / a] : [(b * g[1] - d * g[0]) / product, (b * g[0] - a * g[1]) / product];
}

/** The end of a step, or of the longest part of it that leads down. */
function down(ground, place, step, sign) {
  const height = (at) => sign * ground.whole(1, Float64Array.from(at), 0)[0];
  const begin = height(place);
  for (let part = 1; part > SHORTEST; part /= 2) {
    const end = place.map((x, i) => x + part * step[i]);
    if (height(end) <= begin) return end;
  }
  return place.map((x, i) => x + step[i]);
}

/** Where Newton's steps from a place end, or null if they lead far away or nowhere. */
function stepped(ground, from, sign, leadsDown) {
  let place = from;
  for (let k = 0; k < STEPS; k++) {
    const step = newton(slopes(ground, place, sign), bends(ground, place, sign), leadsDown);
    if (!step) return null;
    const end = place;
    place = leadsDown ? down(ground, end, step, sign) : end.map((x, i) => x + step[i]);
    if (!(Math.hypot(...place.map((x, i) => x - from[i])) <= FAR * size(from))) return null;
    if (Math.hypot(...step) <= CLOSE * size(place)) return place;
  }
  return null;
}

/**
 * The minimum of sign · f near a place, or null if there is none that a few steps find.
 * @param {Pick<Asked, 'whole'>} ground @param {number[]} from @param {number} sign
 */
export const near = (ground, from, sign) => stepped(ground, from, sign, true);

/**
 * The place near another where the slope is 0, whatever it is.
 * @param {Pick<Asked, 'whole'>} ground @param {number[]} from
 */
export const still = (ground, from) =>
  slopes(ground, from, 1).every((slope) => slope === 0) ? from : stepped(ground, from, 1, false);

/** Where the least value is not known. */
export const UNKNOWN = { lowest: NaN, bound: NaN, places: [] };

/**
 * All of them, and the least value there; NaN and none where one has been lost, where there were none, and where
 * something else has become lower.
 * @param {Asked} ground with the numbers that it has now
 * @param {number[][]} places where they were, of as many coordinates as f has
 * @param {number} sign −1 where the minima are of −f
 * @param {Box} [box] the picture; without it nothing is known of what else there is
 */
export function followed(ground, places, sign, box) {
  const found = places.map((place) => near(ground, place, sign));
  if (!box || !found.length || found.includes(null)) return UNKNOWN;
  const heights = found.map((place) => sign * ground.whole(1, Float64Array.from(place), 0)[0]);
  const lowest = Math.min(...heights);
  const bound = bottom(ground, box, lowest, sign, (from) => near(ground, from, sign));
  return Number.isNaN(bound) ? UNKNOWN : { lowest, bound, places: found };
}
