/** The places of a handle: those that are listed and those of equal steps. Pure. */

/** @import { HandleHeader } from './header.d.ts' */

/** Steps are sums of tenths: so many digits after the point are meant. */
const DIGITS = 12;

/** @param {HandleHeader} handle @returns {number[]} in rising order */
export function places({ stops, even }) {
  const [first, difference, count] = even ?? [0, 0, 0];
  const steps = Array.from({ length: count }, (_, i) => Number((first + i * difference).toFixed(DIGITS)));
  return [...new Set([...steps, ...stops])].sort((a, b) => a - b);
}

/**
 * Which place is nearest to a number: the one that the page's own slider shows for it.
 * @param {{ stops: number[], log?: boolean }} handle @param {number} value
 */
export function nearest({ stops, log }, value) {
  const far = (stop) => (log && value > 0 ? Math.abs(Math.log(stop / value)) : Math.abs(stop - value));
  return stops.reduce((best, stop, i) => (far(stop) < far(stops[best]) ? i : best), 0);
}
