/**
 * What moved a run in the step that led to the present row, in the plane: arrows from where the step began, the point
 * where the gradient was asked for, the reach of one unit along each coordinate. Pure.
 *
 * @typedef {{ kind: string, at: number[], vector: number[] }} Arrow
 * @typedef {{ from: number[], arrows: Arrow[], step: number[] | null, asked: number[] | null,
 *             axes: number[] | null }} Scene `from` is where the step began, `axes` are half-axes
 * @typedef {{ arrows: number, axes: number }} Factors
 */

import { evaluate, lookUp, rowOf } from './evaluate.js';

/** The kinds in order: gradient, momentum, step, asked, axes. */
export const KINDS = ['gradient', 'momentum', 'step', 'asked', 'axes'];

/** The longest is about this part of the smaller side of the view; half-axes below a tenth of that are enlarged. */
const PART = 0.25;
const SMALLEST = 0.1;

const finite = (vector) => Array.isArray(vector) && vector.every(Number.isFinite);
const times = (vector, factor) => vector.map((value) => value * factor);
const has = (run, name) => run.series.some((series) => series.name === name);

/** Which kinds a run has something to say on. @param {import('./payload.js').Run} run */
export function kindsOf(run) {
  const there = { gradient: has(run, 'seen'), momentum: run.arrows.length > 0, axes: Boolean(run.ellipse) };
  return KINDS.filter((kind) => there[kind] ?? has(run, kind));
}

/**
 * @param {import('./payload.js').Run} run
 * @param {number} step
 * @param {Set<string>} kinds those that are shown
 * @returns {Scene | null} nothing before the first step, or where numbers are not finite
 */
export function anatomy(run, step, kinds) {
  const row = Math.min(step, run.last);
  const from = rowOf(run, 'x', row - 1);
  if (row < 1 || !finite(from)) return null;
  const known = (kind, name) => {
    const vector = kinds.has(kind) ? rowOf(run, name, row) : null;
    return finite(vector) ? vector : null;
  };
  const asked = rowOf(run, 'asked', row);
  const seen = known('gradient', 'seen');
  const momenta = run.arrows.map(({ series, sign }) => [known('momentum', series), sign]).filter(([vector]) => vector);
  const arrows = [
    ...(seen ? [{ kind: 'gradient', at: finite(asked) ? asked : from, vector: times(seen, -1) }] : []),
    ...momenta.map(([vector, sign]) => ({ kind: 'momentum', at: from, vector: times(vector, sign) })),
  ];
  return { from, arrows, step: known('step', 'step'), asked: known('asked', 'asked'), axes: axesOf(run, row, kinds) };
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

/**
 * One factor for all arrows and one for all half-axes. Arrows that fit have their true length.
 * @param {Scene[]} scenes of all runs that are shown
 * @param {import('./plot.js').Plot} plot
 * @returns {Factors}
 */
export function factorsOf(scenes, { scales: { sx, sy }, area }) {
  const room = PART * Math.min(area.width, area.height);
  const pixels = ([x, y]) => Math.hypot(x * sx, y * sy);
  const longest = Math.max(0, ...scenes.flatMap(({ arrows }) => arrows.map(({ vector }) => pixels(vector))));
  const sides = scenes.flatMap(({ axes }) => (axes ? [Math.abs(axes[0] * sx), Math.abs(axes[1] * sy)] : []));
  const widest = Math.max(0, ...sides);
  const fits = widest === 0 || (widest <= room && widest >= SMALLEST * room);
  return { arrows: longest <= room ? 1 : nice(room / longest), axes: fits ? 1 : nice(room / widest) };
}
