/**
 * What moved a run in the step that led to the present row, in the plane: arrows from where the step began, the point
 * where the gradient was asked for, the reach of one unit along each coordinate. Pure.
 *
 * @typedef {{ kind: string, at: number[], vector: number[] }} Arrow
 * @typedef {{ from: number[], arrows: Arrow[], step: Arrow | null, asked: number[] | null,
 *             axes: number[] | null, strokes?: Stroke[] }} Scene `from` is where the step began, `axes` are half-axes,
 *   and `strokes` are lines through the ball on a curve
 * @typedef {{ arrows: number, axes: number }} Factors
 */

import { ARROW_MOST, ARROW_PART, ARROW_SMALLEST } from '../basics/looks.js';
import { kindsOnCurve } from '../line/scene.js';
import { evaluate, lookUp, rowOf } from '../payload/evaluate.js';
import { rowAt } from '../payload/steps.js';

/** @import { Plot } from '../drawing/plot.js' */
/** @import { Stroke } from '../line/scene.js' */
/** @import { Run } from '../payload/payload.js' */

/** The kinds in order: the true gradient, what the rule is given for it where that is another, and the rest. */
export const KINDS = ['gradient', 'given', 'momentum', 'step', 'asked', 'axes', 'parabola'];

const finite = (vector) => Array.isArray(vector) && vector.every(Number.isFinite);
const times = (vector, factor) => vector.map((value) => value * factor);
const has = (run, name) => run.series.some((series) => series.name === name);

/** Which kinds a run has something to say on. @param {Run} run */
export function kindsOf(run) {
  if (run.line) return kindsOnCurve(run);
  const there = { gradient: has(run, 'seen'), given: Boolean(run.downhill), momentum: run.arrows.length > 0, axes: Boolean(run.ellipse), parabola: false };
  return KINDS.filter((kind) => there[kind] ?? has(run, kind));
}

/**
 * @param {Run} run
 * @param {number} step
 * @param {Set<string>} kinds those that are shown
 * @returns {Scene | null} nothing before the first step, or where numbers are not finite
 */
export function anatomy(run, step, kinds) {
  const row = rowAt(run, step);
  const from = rowOf(run, 'x', row - 1);
  if (row < 1 || !finite(from)) return null;
  const known = (kind, name) => {
    const vector = kinds.has(kind) ? rowOf(run, name, row) : null;
    return finite(vector) ? vector : null;
  };
  const asked = rowOf(run, 'asked', row);
  const at = finite(asked) ? asked : from;
  const gradients = [
    ['gradient', ...(run.downhill ? ['exact', run.downhill] : ['seen', -1])],
    ...(run.downhill ? [['given', 'seen', -1]] : []),
  ];
  const slopes = gradients.map(([kind, name, sign]) => [kind, known(kind, name), sign]).filter(([, vector]) => vector);
  const momenta = run.arrows.map(({ series, sign }) => [known('momentum', series), sign]).filter(([vector]) => vector);
  const arrows = [
    ...slopes.map(([kind, vector, sign]) => ({ kind, at, vector: times(vector, sign) })),
    ...momenta.map(([vector, sign]) => ({ kind: 'momentum', at: from, vector: times(vector, sign) })),
  ];
  const vector = known('step', 'step');
  const taken = vector && { kind: 'step', at: from, vector };
  return { from, arrows, step: taken, asked: known('asked', 'asked'), axes: axesOf(run, row, kinds) };
}

/**
 * The scene with no arrow under the head of its run, which hides short ones: where a step began under the head, arrows
 * begin at its edge, and the step ends there. Lengths and directions stay.
 * @param {Scene} scene
 * @param {number[]} head where the run is
 * @param {{ sx: number, sy: number }} scales pixels of a unit
 * @param {number} radius of the head in pixels
 * @returns {Scene}
 */
export function uncovered(scene, head, { sx, sy }, radius) {
  const covers = ([x, y]) => Math.hypot((x - head[0]) * sx, (y - head[1]) * sy) < radius;
  const edge = ([x, y]) => {
    const share = radius / Math.hypot(x * sx, y * sy);
    return Number.isFinite(share) ? [x * share, y * share] : [0, 0];
  };
  const at = (place) => (arrow) =>
    covers(arrow.at) ? { ...arrow, at: place(arrow.vector, edge(arrow.vector)) } : arrow;
  const before = at((_, [x, y]) => [head[0] + x, head[1] + y]);
  const behind = at(([dx, dy], [x, y]) => [head[0] - x - dx, head[1] - y - dy]);
  return { ...scene, arrows: scene.arrows.map(before), step: scene.step && behind(scene.step) };
}

function axesOf(run, row, kinds) {
  if (!run.ellipse || !kinds.has('axes')) return null;
  const { series, program } = run.ellipse;
  const axes = series ? rowOf(run, series, row) : evaluate(program, lookUp(run, row));
  return finite(axes) ? axes.map(Math.abs) : null;
}

/** The greatest 1, 2 or 5 times a power of ten that is not greater than `room`. */
function nice(room) {
  const power = 10 ** Math.floor(Math.log10(room));
  const part = [5, 2, 1].find((one) => one * power <= room * (1 + 1e-9)) ?? 1;
  return Number((part * power).toPrecision(1));
}

function factorOf(length, room) {
  const fits = length === 0 || (length <= room && length >= ARROW_SMALLEST * room);
  return fits ? 1 : nice(room / length);
}

/**
 * One factor for all arrows and one for all half-axes: 1 where they fit and are long enough to be seen.
 * @param {Scene[]} scenes of all runs that are shown
 * @param {Plot} plot
 * @returns {Factors}
 */
export function factorsOf(scenes, { scales: { sx, sy }, area }) {
  const room = ARROW_PART * Math.min(area.width, area.height);
  const pixels = /** @param {number[]} vector */ ([x, y]) => Math.hypot(x * sx, y * sy);
  const longest = Math.max(0, ...scenes.flatMap(({ arrows }) => arrows.map(({ vector }) => pixels(vector))));
  const sides = scenes.flatMap(({ axes }) => (axes ? [Math.abs(axes[0] * sx), Math.abs(axes[1] * sy)] : []));
  const widest = Math.max(0, ...sides);
  // arrows that are shorter still are those of a run that rests: enlarged, they would show the last bits of numbers
  return { arrows: Math.min(ARROW_MOST, factorOf(longest, room)), axes: factorOf(widest, room) };
}
