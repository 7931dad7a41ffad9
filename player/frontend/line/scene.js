/**
 * What is drawn of a run on a curve, as `map/anatomy.js` says it of maps: the tangent at the ball, the parabola that
 * touches there, the step that led to it along x, momentum as an arrow. Pure.
 *
 * @typedef {{ kind: string, points: number[][] }} Stroke a line through points of the picture
 */

import { rowOf } from '../payload/evaluate.js';
import { rowAt } from '../payload/steps.js';

/** @import { Sheets } from '../drawing/plot.js' */
/** @import { View } from '../drawing/view.js' */
/** @import { Run } from '../payload/payload.js' */

/** Half of a tangent, in pixels. */
const HALF = 72;
/** A parabola is drawn through so many points. */
const POINTS = 160;

const has = (run, name) => run.series.some((series) => series.name === name);

/** Which kinds a run on a curve has something to say on. @param {Run} run */
export function kindsOnCurve(run) {
  const there = { gradient: 'slope', given: 'exact', parabola: 'bend', step: 'step', asked: 'asked' };
  const kinds = Object.keys(there).filter((kind) => has(run, there[kind]));
  return run.arrows.length ? [...kinds, 'momentum'] : kinds;
}

/** The ball after a row. @param {Run} run @param {number} row */
const ball = ({ x }, row) => [x[2 * row], x[2 * row + 1]];

/** A straight line of a fixed length on the screen. @param {number[]} at @param {number} slope */
function tangent([x, f], slope, { sx, sy }, size) {
  const reach = (HALF * size) / Math.hypot(sx, slope * sy);
  return [-reach, reach].map((dx) => [x + dx, f + slope * dx]);
}

/** @param {number[]} at @param {number} slope @param {number} bend @param {View} view */
function parabola([x, f], slope, bend, { x: [low, high] }) {
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const dx = low + ((high - low) * i) / POINTS - x;
    return [x + dx, f + slope * dx + (bend / 2) * dx * dx];
  });
}

/** The lines through the ball. @returns {Stroke[]} */
function strokes(run, row, kinds, plot, size) {
  const at = ball(run, row);
  const slope = rowOf(run, 'slope', row);
  const given = row < run.last && run.downhill ? -run.downhill * rowOf(run, 'seen', row + 1) : NaN;
  const bend = rowOf(run, 'bend', row);
  const found = [
    kinds.has('parabola') && { kind: 'parabola', points: parabola(at, slope, bend, plot.view) },
    kinds.has('given') && { kind: 'given', points: tangent(at, given, plot.scales, size) },
    kinds.has('gradient') && { kind: 'gradient', points: tangent(at, slope, plot.scales, size) },
  ];
  return found.filter((one) => one && one.points.every((point) => point.every(Number.isFinite)));
}

/** Momentum at the ball, from the edge of its head. */
function momenta(run, row, radius, { sx }) {
  const [x, f] = ball(run, row);
  const vectors = run.arrows.map(({ series, sign }) => sign * rowOf(run, series, row)).filter(Number.isFinite);
  return vectors.map((v) => ({ kind: 'momentum', at: [x + (Math.sign(v) * radius) / sx, f], vector: [v, 0] }));
}

/**
 * @param {Run} run
 * @param {number} step
 * @param {Set<string>} kinds those that are shown
 * @param {{ plot: Sheets & { view: View }, paths: { size: number, headRadius: (run: Run) => number } }} map
 */
export function sceneOnCurve(run, step, kinds, { plot, paths }) {
  const row = rowAt(run, step);
  const at = ball(run, row);
  if (!at.every(Number.isFinite)) return null;
  const from = row ? ball(run, row - 1) : at;
  const moved = kinds.has('step') && row > 0;
  const asked = kinds.has('asked') && row > 0 ? [rowOf(run, 'asked', row), rowOf(run, 'asked.f', row)] : [NaN];
  return {
    from,
    arrows: kinds.has('momentum') ? momenta(run, row, paths.headRadius(run), plot.scales) : [],
    step: moved ? { kind: 'step', at: from, vector: [at[0] - from[0], 0] } : null,
    asked: asked.every(Number.isFinite) ? asked : null,
    axes: null,
    strokes: strokes(run, row, kinds, plot, paths.size),
  };
}
