/** What is said of runs that are walked in the browser: as much as is known here. The server says more. */

import { short } from '../basics/format.js';
import { bundles, leaders } from '../payload/bundles.js';
import { endOf } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { ResultsHeader } from '../payload/header.d.ts' */
/** @import { Paths, Run } from '../payload/payload.js' */

const WORDS = {
  diverged: 'diverged at step {step}',
  converged: 'converged at step {step}: f = {value}',
  stopped: 'stopped at step {step}: f = {value}',
};
const RUNNING = 'f = {value} after {step} steps';
const ONE_STEP = 'f = {value} after 1 step';
const LEAST = '{run} is lowest: f = {value}';
const MOST = '{run} is highest: f = {value}';

/** @param {Run[]} runs @param {Translate} t @param {boolean} [climbs] */
export function toldOf(runs, t, climbs = false) {
  const all = leaders(runs);
  const [first] = all;
  const value = (run) => run.value[run.last];
  if (all.length === 1) {
    const step = endOf(first);
    const words = WORDS[first.status] ?? (step === 1 ? ONE_STEP : RUNNING);
    return { tone: tone(first), text: t(words, { step, value: short(value(first)) }) };
  }
  const rank = (run) => (Number.isFinite(value(run)) && run.status !== 'diverged' ? (climbs ? -1 : 1) * value(run) : Infinity);
  const best = all.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  return { tone: '', text: t(climbs ? MOST : LEAST, { run: best.label, value: short(value(best)) }) };
}

const SERVER = 'Only the server walks these, so they follow late: {runs}';

/** Why runs do not follow a hand at once, in one sentence; '' where none is held up.
 * @param {Run[]} runs @param {Translate} t */
export function restsOf(runs, t) {
  const reasons = new Set(runs.map(({ resting }) => resting).filter(Boolean));
  if (reasons.size < 2) return [...reasons].join('');
  return t(SERVER, { runs: [...new Set(runs.map(({ label }) => label))].join(', ') });
}

/** The few words of the table of results: of several paths of a run their median, and how many ended how. */
const DIGITS = 4;

const middleOf = (numbers) => {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
};

/** @param {Run[]} lanes @param {Translate} t */
function endedOf(lanes, t) {
  if (lanes.length === 1) return t(lanes[0].status);
  const statuses = lanes.map(({ status }) => status);
  return [...new Set(statuses)].map((one) => `${statuses.filter((other) => other === one).length} ${t(one)}`).join(', ');
}

/** @param {Run[]} runs @param {ResultsHeader} known @param {Translate} t @returns {ResultsHeader} */
export function resultsOf(runs, { heads }, t) {
  const rows = bundles(runs).map((lanes) => {
    const finals = lanes.map(({ value, last }) => value[last]);
    const final = lanes.length === 1 ? finals[0] : middleOf(finals);
    return /** @type {[string, string]} */ ([short(final, DIGITS), endedOf(lanes, t)]);
  });
  return { heads, rows };
}

/**
 * The name of a run whose numbers were moved, which may be that of another number.
 * @param {Run} run @param {Record<string, number> | undefined} values @param {Paths} data
 */
export function renamed(run, values, { handles = [] }) {
  const moved = (handles[run.handles] ?? []).filter(({ name }) => name in (values ?? {}));
  const said = moved.map(({ name, symbol }) => `${symbol} = ${short(values[name])}`);
  return said.length ? `${run.label} → ${said.join(', ')}` : run.label;
}

const tone = ({ status }) => ({ diverged: 'bad', converged: 'good' })[status] ?? '';
