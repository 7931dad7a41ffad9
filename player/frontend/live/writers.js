/** How every series of a run is written at a row: from registers, or from what the step has left behind. Pure. */

import { isDerived } from './record.js';

/** @import { Run } from '../payload/payload.js' */
/** @import { Walker } from './program.js' */
/** @import { Recording } from './record.js' */

/**
 * @typedef {(row: number, t: number) => void} Writer of the row after step t
 * @typedef {{ name: string, at: (t: number) => number }} Followed a setting that follows a schedule
 * @typedef {{ name: string, to: number, numbers: ArrayLike<number> }} Drawn what a transform draws, and its registers
 * @typedef {{ walker: Walker, record: Recording, before: Float64Array, n: number, sign: number, follows: Followed[],
 *             noise: Drawn[], values: Record<string, number> }} Walk
 */

const OF_F = ['x', 'value', 'gradient'];
const STEP_SIZE = /(^|\.)lr$/;

/**
 * @param {Walk} walk
 * @param {Run} run
 * @returns {Writer[]}
 */
export function writers(walk, run) {
  const stepSize = Object.keys(run.live.values).find((name) => STEP_SIZE.test(name));
  const { states } = walk.walker.program;
  return walk.record.names.filter((name) => !isDerived(name, states)).map((name) => {
    if (states.includes(name)) return standing(walk, name);
    if (Object.hasOwn(SPECIAL, name)) return SPECIAL[name](walk);
    return setting(walk, name, name === 'lr' ? stepSize : name) ?? found(walk, name);
  });
}

/** Written from nothing else than what the walk holds. @type {Record<string, (walk: Walk) => Writer>} */
const SPECIAL = {
  step: ({ walker, before, record, n }) => {
    const { R, at } = walker;
    const series = record.series.step;
    return (row, t) => {
      for (let i = 0; i < n; i++) series[row * n + i] = t ? R[at.x + i] - before[i] : NaN;
    };
  },
  evaluations: ({ walker, record }) => {
    const series = record.series.evaluations;
    const [place] = walker.program.left.get('run.evaluations');
    let count = 0;
    return (row, t) => {
      count = t ? count + walker.after[place] : 0;
      series[row] = count;
    };
  },
  exact: ({ walker, before, record, n }) => {
    const { after, ground } = walker;
    const [asked] = walker.program.left.get('run.asked');
    return (row, t) => {
      if (t && equal(after, asked, before, n)) record.put('exact', row, before, n);
      else record.put('exact', row, t && Number.isFinite(after[asked]) && ground.whole(1, after, asked), 1);
    };
  },
  diagonal: ({ walker, record, n }) => {
    const { R, at, ground } = walker;
    const series = record.series.diagonal;
    return (row) => {
      const upper = ground.whole(2, R, at.x);
      for (let i = 0, k = 1; i < n; k += n - i, i++) series[row * n + i] = upper[k];
    };
  },
  bend: ({ walker, record }) => {
    const { R, at, ground } = walker;
    const series = record.series.bend;
    return (row) => (series[row] = ground.whole(2, R, at.x)[1]);
  },
};

function equal(values, from, others, n) {
  for (let i = 0; i < n; i++) if (values[from + i] !== others[i]) return false;
  return true;
}

/** Of a setting: what its schedule says, and of the step size its number. @returns {Writer | undefined} */
function setting({ walker, record, follows, values }, name, own) {
  const series = record.series[name];
  const followed = follows.find((one) => one.name === own);
  if (followed) return (row, t) => (series[row] = t ? followed.at(t) : NaN);
  const left = walker.program.left.has(name);
  return name === 'lr' && !left ? (row, t) => (series[row] = t ? (values[own] ?? NaN) : NaN) : undefined;
}

/** Of what is so after the step: states, and where the run stands. @returns {Writer} */
function standing({ walker, record }, name) {
  const place = walker.program.at(name);
  return (row) => record.put(name, row, walker.R, place);
}

/** Of everything else: what is drawn, where the run stands, or what the step has left behind. @returns {Writer} */
function found({ walker, record, noise, sign, n }, name) {
  const drawn = noise.find((one) => one.name === name);
  if (drawn) return (row, t) => record.put(name, row, t && drawn.numbers, (t - 1) * n);
  if (OF_F.includes(name)) return standing({ walker, record }, name);
  const { left } = walker.program;
  const [from] = left.get(`run.${name}`) ?? left.get(name) ?? [];
  if (from === undefined) return (row) => record.put(name, row, null, 0);
  const turned = name.startsWith('transform.') ? sign : 1; // the gradient of a batch is drawn with the sign that is asked
  return (row, t) => record.put(name, row, t && walker.after, from, turned);
}
