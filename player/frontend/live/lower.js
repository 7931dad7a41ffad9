/**
 * Whether a surface whose numbers have moved has something lower than its minima that were followed: a new hollow, or
 * an edge of the picture. Then nobody knows here which value is the least; the server looks for it. Pure.
 */

/** @import { Ground } from './ground.js' */

/** Places along each side that are looked at; of a mean over rows of data fewer, as each costs so many values. */
const CELLS = 48;
const COARSE = 12;
/** On a line, more. */
const ALONG = 512;
/** Hollows from which the way down is followed, the lowest ones. */
const MOST = 16;
/** What a tenth of the picture differs from the least by, times this, counts as nothing; so does so much of a value. */
const [SAME, ROUNDING, TENTH] = [1e-9, 1e-12, 0.1];

/** @typedef {Pick<Ground, 'whole' | 'heights' | 'dimensions'> & { count?: number }} Asked */
/** @typedef {[number, number, number, number]} Box xmin, xmax, ymin, ymax */

/** sign · f over the picture. @param {Asked} ground @param {Box} box @param {number} sign */
function looked(ground, box, sign) {
  const line = ground.dimensions === 1;
  const cells = ground.count ? COARSE : CELLS;
  const [rows, columns] = line ? [1, ground.count ? cells * cells : ALONG] : [cells, cells];
  const f = ground.heights(box, rows, columns, new Float64Array(rows * columns)).map((v) => sign * v);
  return { f, rows, columns };
}

/** Where the values are lower than all beside them. */
function hollows({ f, rows, columns }) {
  const found = [];
  const lower = (at, others) => others.every((other) => !(f[other] < f[at]));
  for (let at = 0; at < f.length; at++) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const inner = column > 0 && column < columns - 1 && (rows === 1 || (row > 0 && row < rows - 1));
    if (!inner || !Number.isFinite(f[at])) continue;
    if (lower(at, rows === 1 ? [at - 1, at + 1] : [at - 1, at + 1, at - columns, at + columns])) found.push(at);
  }
  return found.sort((a, b) => f[a] - f[b]).slice(0, MOST);
}

/** How far two heights may lie apart and be one. */
function same(f, lowest) {
  const finite = f.filter(Number.isFinite).sort();
  const height = finite.length ? finite[Math.floor(TENTH * (finite.length - 1))] - finite[0] : 0;
  return Math.max(SAME * height, ROUNDING * Math.abs(lowest));
}

/**
 * The height that nothing in the picture is below, as low as the minima that are known to what counts as nothing; NaN
 * where something is.
 * @param {Asked} ground with the numbers that it has now
 * @param {Box} box the picture
 * @param {number} lowest of sign · f at the minima that are known
 * @param {number} sign
 * @param {(from: number[]) => number[] | null} near the minimum near a place
 */
export function bottom(ground, box, lowest, sign, near) {
  const seen = looked(ground, box, sign);
  const bound = lowest - same(seen.f, lowest);
  const along = (low, high, i, count) => low + ((high - low) * i) / (count - 1);
  const place = (at) => [
    along(box[0], box[1], at % seen.columns, seen.columns),
    ...(seen.rows > 1 ? [along(box[2], box[3], Math.floor(at / seen.columns), seen.rows)] : []),
  ];
  const inside = (point) => point.every((v, i) => v >= box[2 * i] && v <= box[2 * i + 1]);
  const leads = (at) => {
    const end = near(place(at));
    return end !== null && inside(end) && sign * ground.whole(1, Float64Array.from(end), 0)[0] < bound;
  };
  return seen.f.some((v) => v < bound) || hollows(seen).some(leads) ? NaN : bound;
}
