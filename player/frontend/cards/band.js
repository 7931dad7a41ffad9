/**
 * The middle half of several paths as areas between two lines, one for every stretch without a gap. A lower end that a
 * log scale does not know is at the least that it shows.
 */

/** @import { Line, Numbers } from '../payload/spread.js' */

/** How much of its colour an area has. */
export const TINT = '2e';

/**
 * @param {Line} line with quartiles
 * @param {(line: Line, numbers: Numbers, look: Object) => Object} trace what lines of the curve have in common
 * @param {boolean} log whether the scale is logarithmic
 */
export function band(line, trace, log) {
  const { low, high, run, last } = line;
  const there = (k) => Number.isFinite(low[k]) && Number.isFinite(high[k]) && (!log || high[k] > 0);
  const floor = log ? Math.min(...Array.from(high).filter((v) => v > 0)) : 0;
  const stretches = [];
  for (let k = 0; k <= last; k++) {
    if (!there(k)) continue;
    if (k && there(k - 1)) stretches.at(-1)[1] = k + 1;
    else stretches.push([k, k + 1]);
  }
  const edge = { line: { width: 0, color: run.color } };
  return stretches.flatMap(([from, to]) => {
    const sent = line.x ?? line.steps;
    const x = sent ? Array.from(sent.subarray(from, to)) : Array.from({ length: to - from }, (_, i) => from + i);
    const bottom = Array.from(low.subarray(from, to), (v) => (log && !(v > 0) ? floor : v));
    const area = { ...edge, fill: 'tonexty', fillcolor: `${run.color}${TINT}` };
    return [
      { ...trace(line, low, edge), x, y: bottom },
      { ...trace(line, high, area), x, y: Array.from(high.subarray(from, to)) },
    ];
  });
}
