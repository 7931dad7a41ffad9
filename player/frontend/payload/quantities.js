/** What a curve can show of a run: series of the payload, or what follows from them. Pure. */

import { known } from '../basics/format.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths, Run } from './payload.js' */

const kept = new WeakMap();

const series = (run, name) => run.series.find((one) => one.name === name);

const places = ({ minima, local_minima: local }) => [...minima, ...local];

const rows = (run, number) => Float64Array.from({ length: run.rows }, (_, k) => number(k));

/** The length of every row of a series of vectors. */
function lengths(run, name) {
  const { values, width } = series(run, name);
  return rows(run, (k) => {
    let sum = 0;
    for (let i = k * width; i < (k + 1) * width; i++) sum += values[i] * values[i];
    return Math.sqrt(sum);
  });
}

function distance(run, data) {
  const minima = places(data);
  const up = data.line ? 0 : 1; // on a line, points are (x, f), and their distance is along x
  const to = ([x, y], k) => Math.hypot(run.x[2 * k] - x, up * (run.x[2 * k + 1] - y));
  return rows(run, (k) => minima.reduce((least, place) => Math.min(least, to(place, k)), Infinity));
}

/**
 * name → its words, whether and how it follows from other series where the payload does not hold it, and the reason
 * why it sometimes does not.
 * @type {Record<string, { words: (t: Translate, coordinates?: string[]) => string,
 *                         can: (run: Run, data: Paths) => boolean,
 *                         derive?: (run: Run, data: Paths) => Float32Array | Float64Array,
 *                         missing?: (t: Translate) => string }>}
 */
const QUANTITIES = {
  value: { words: (t) => t('f'), can: () => true, derive: (run) => run.value },
  gap: {
    words: (t) => t('f − f*'),
    can: (run, { lowest, maximize }) => typeof lowest === 'number' && !maximize,
    derive: (run, { lowest }) => rows(run, (k) => run.value[k] - lowest),
    missing: (t) => t('the lowest value of f is not known'),
  },
  gradient_norm: {
    words: (t) => t('‖gradient‖'),
    can: (run) => Boolean(series(run, 'gradient')),
    derive: (run) => lengths(run, 'gradient'),
  },
  distance: {
    words: (t) => t('distance to the nearest minimum'),
    can: (run, data) => places(data).length > 0 && !data.maximize,
    derive: distance,
    missing: (t) => t('no minimum is known'),
  },
  lr: { words: (t) => t('step size'), can: () => false },
  step_length: {
    words: (t) => t('step length'),
    can: (run) => Boolean(series(run, 'step')),
    derive: (run) => lengths(run, 'step'),
  },
  x: { words: (t, [first]) => first, can: () => true, derive: (run) => rows(run, (k) => known(run.x[2 * k])) },
  y: { words: (t, [, second]) => second, can: () => true, derive: (run) => rows(run, (k) => known(run.x[2 * k + 1])) },
};

/** A quantity that the payload names, and a run without it. */
const UNKNOWN = { can: () => false, derive: () => null };

/** The series that is the quantity itself; names of states that happen to be vectors are none. */
const own = (run, name) => (name === 'x' ? undefined : run.series.find((one) => one.name === name && one.width === 1));

/**
 * The numbers of a quantity, one a row, or null if this run does not have them.
 * @param {Run} run
 * @param {string} name
 * @param {Paths} data
 * @returns {Float32Array | Float64Array | null}
 */
export function numbers(run, name, data) {
  const sent = own(run, name);
  if (sent) return sent.values;
  const { can, derive } = QUANTITIES[name] ?? UNKNOWN;
  if (!can(run, data)) return null;
  if (!kept.has(run)) kept.set(run, new Map());
  const derived = kept.get(run);
  if (!derived.has(name)) derived.set(name, derive(run, data));
  return derived.get(name);
}

/** How often the rule has asked for f or a derivative, one number a row, or null if the payload does not say. */
export function evaluations(run) {
  return series(run, 'evaluations')?.values ?? null;
}

/** The epochs of a training, which lie as far apart as they are; null where steps are counted. */
export function epochs(run) {
  return run.training ? (series(run, 'epoch')?.values ?? null) : null;
}

/** What is dashed beside a quantity: its series and its words. @param {Paths} data @param {string} name */
export const beside = ({ network }, name) => network?.beside[name];

/**
 * All quantities in order: their words, and why one cannot be shown, or ''.
 * @param {Paths} data
 * @returns {{ name: string, words: string, missing: string }[]}
 */
export function quantities(data, t) {
  if (data.quantities) return data.quantities.map(([name, words]) => ({ name, words, missing: '' }));
  const all = Object.entries(QUANTITIES).filter(([name]) => name !== 'y' || !data.line);
  return all.map(([name, { words, can, missing }]) => {
    const there = data.runs.some((run) => own(run, name) || can(run, data));
    const why = there ? '' : (missing ?? (() => t('not sent with these runs')))(t);
    return { name, words: words(t, data.coordinates), missing: why };
  });
}
