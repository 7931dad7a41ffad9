/** What is said of runs that are walked in the browser: as much as is known here. The server says more. */

import { short } from '../basics/format.js';
import { bundles } from '../payload/bundles.js';
import { endOf } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { ResultsHeader } from '../payload/header.d.ts' */
/** @import { Paths, Run } from '../payload/payload.js' */

const WORDS = {
  diverged: 'not finite at step {step}',
  converged: 'met its stop rule at step {step}: f = {value}',
  stopped: 'stopped at step {step}: f = {value}',
};
const RUNNING = 'f = {value} after {step} steps';
const ONE_STEP = 'f = {value} after 1 step';
const MEDIAN = 'median f = {value} of {count} paths';
const OF_FINITE = 'median f = {value} of the {count} paths that end finite';
const OF_ONE = 'f = {value} of the one path that ends finite';
const NONE = 'none is finite any more';
const LOST = '{count} not finite any more; {words}';
const ALL = 'all are at f = {value}';
const OTHERS = 'the others are at f = {value}';
/** Who is lowest: alone, with others; where somebody is lost, of the rest. */
const LEAST = {
  one: ['{run} is lowest: f = {value}', 'of the others {run} is lowest: f = {value}'],
  more: ['{run} and {count} more are lowest: f = {value}', 'of the others {run} and {count} more are lowest: f = {value}'],
};
const MOST = {
  one: ['{run} is highest: f = {value}', 'of the others {run} is highest: f = {value}'],
  more: ['{run} and {count} more are highest: f = {value}', 'of the others {run} and {count} more are highest: f = {value}'],
};
const DIGITS = 4;

/** @param {Run[]} runs @param {Translate} t @param {boolean} [climbs] */
export function toldOf(runs, t, climbs = false) {
  const all = bundles(runs);
  if (all.length > 1) return { tone: '', text: compared(all, t, climbs) };
  const [lanes] = all;
  return lanes.length === 1 ? one(lanes[0], t) : { tone: '', text: sampled(lanes, t) };
}

function one(run, t) {
  const step = endOf(run);
  const words = WORDS[run.status] ?? (step === 1 ? ONE_STEP : RUNNING);
  return { tone: tone(run), text: t(words, { step, value: short(run.value[run.last]) }) };
}

function sampled(lanes, t) {
  const ends = finite(lanes);
  const some = ends.length === 1 ? OF_ONE : OF_FINITE;
  const words = ends.length ? (ends.length === lanes.length ? MEDIAN : some) : NONE;
  return t(words, { value: short(middleOf(ends), DIGITS), count: ends.length });
}

/** Whose end is lowest, or highest; of several paths of a run their median. */
function compared(all, t, climbs) {
  const there = all.map((lanes) => ({ run: lanes[0].label, ends: finite(lanes) })).filter(({ ends }) => ends.length);
  if (!there.length) return t(NONE);
  const values = there.map(({ ends }) => middleOf(ends));
  const best = short(climbs ? Math.max(...values) : Math.min(...values), DIGITS);
  const first = there.filter((_, i) => short(values[i], DIGITS) === best);
  const lost = all.length - there.length;
  const count = first.length - 1;
  const { one: alone, more } = climbs ? MOST : LEAST;
  const same = first.length === there.length && (count || lost);
  const words = same ? (lost ? OTHERS : ALL) : (count ? more : alone)[lost ? 1 : 0];
  const said = t(words, { run: first[0].run, count, value: best });
  return lost ? t(LOST, { count: lost, words: said }) : said;
}

const SERVER = 'Only the server walks these, so they follow late: {runs}';

/** Why runs do not follow a hand at once, in one sentence; '' where none is held up.
 * @param {Run[]} runs @param {Translate} t */
export function restsOf(runs, t) {
  const reasons = new Set(runs.map(({ resting }) => resting).filter(Boolean));
  if (reasons.size < 2) return [...reasons].join('');
  return t(SERVER, { runs: [...new Set(runs.map(({ label }) => label))].join(', ') });
}

/** f at the ends of the paths that have one: what has diverged has none, however finite f is there. */
const finite = (lanes) =>
  lanes.filter(({ status }) => status !== 'diverged').map(({ value, last }) => value[last]).filter(Number.isFinite);

/** The median of numbers. @param {number[]} numbers */
function middleOf(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(half)], sorted[Math.ceil(half)]];
  return low + (high - low) / 2;
}

/** The few words of the table of results: of several paths of a run their median, and how many ended how. */
const ENDED = { diverged: 'not finite', converged: 'stop rule met' };

/** @param {Run[]} lanes @param {Translate} t */
function endedOf(lanes, t) {
  const statuses = lanes.map(({ status }) => ENDED[status] ?? status);
  if (lanes.length === 1) return t(statuses[0]);
  return [...new Set(statuses)].map((kind) => `${statuses.filter((other) => other === kind).length} ${t(kind)}`).join(', ');
}

/** @param {Run[]} runs @param {ResultsHeader} known @param {Translate} t @returns {ResultsHeader} */
export function resultsOf(runs, { heads }, t) {
  const rows = bundles(runs).map((lanes) => {
    const final = lanes.length === 1 ? lanes[0].value[lanes[0].last] : middleOf(finite(lanes));
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

const tone = ({ status }) => (status === 'diverged' ? 'bad' : '');
