/** The skeleton of the player: header, stage, cards. Elements only, no behaviour. */

import { h, setAttribute, setText } from '../basics/dom.js';
import { curveHead } from '../cards/curves.js';
import { fitCard } from '../cards/fit.js';
import { previewParts } from '../hand/preview.js';
import { networkParts, placeCards } from '../networks/cards.js';
import { leaders } from '../payload/bundles.js';
import { Formula } from './title_formula.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths } from '../payload/payload.js' */

/** @param {Translate} t */
export function buildLayout(t) {
  const title = h('h2.slalom-title');
  const formula = h('div.slalom-formula');
  const sentence = h('span');
  const pill = h('div.slalom-pill', { role: 'status', 'aria-live': 'polite' }, h('i', { 'aria-hidden': 'true' }), sentence);
  const why = h('div.slalom-why', { hidden: true });
  const layouts = h('div.slalom-layouts', { hidden: true });
  const corner = h('div.slalom-corner', {}, why, layouts);
  const key = h('div.slalom-key', { hidden: true });
  const legend = h('div.slalom-legend', { hidden: true });
  const sample = h('div.slalom-sampled', { hidden: true });
  const board = h('div.slalom-board');
  const space = h('div.slalom-space', { hidden: true });
  const hint = h('p.slalom-hint', { hidden: true });
  const wheel = h('p.slalom-wheel', { 'aria-hidden': 'true' });
  const foot = h('div.slalom-foot');
  const notice = h('p.slalom-notice', { role: 'status', hidden: true });
  const bar = h('div.slalom-bar', { role: 'toolbar', 'aria-label': t('Playback') });
  const handles = h('div.slalom-handles', { hidden: true });
  const thinned = h('p.slalom-thinned', { hidden: true });
  const { head, ...curves } = curveHead(t);
  const curve = h('div.slalom-curve', { role: 'img', 'aria-label': t('Loss against steps') });
  const loss = h('section.slalom-card.slalom-loss', {}, h('div.slalom-card-head', {}, ...head), curve);
  const inside = h('section.slalom-card.slalom-inside');
  const results = h('section.slalom-card.slalom-results', { hidden: true });
  const fit = fitCard();
  const preview = previewParts();
  const frame = h('div.slalom-frame', {}, board, space, hint, wheel, preview.rests, notice);
  const stage = h('section.slalom-card.slalom-stage', {}, legend, sample, frame, foot, key, bar, handles, preview.away, thinned);
  const header = h('header.slalom-header', {}, h('div.slalom-heading', {}, title, formula), pill, corner);
  const networks = networkParts(t);
  const side = h('div.slalom-side', {}, fit.card, loss, inside, results);
  const layout = h('div.slalom-layout', {}, header, stage, side);
  const words = { header, title, formula: new Formula(formula), sentence, pill, hint, wheel, notice, thinned };
  const maps = { board, space, foot, key, handles, preview };
  const rows = { why, layouts, legend, sample };
  const cards = { curves: { ...curves, curve }, inside, results, fit, networks };
  return { layout, ...words, stage, ...rows, ...maps, bar, ...cards };
}

/** What is said about the run. @param {Paths} paths @param {Translate} t */
export function drawWords(parts, paths, t) {
  const [dense, every] = paths.thinned ?? [];
  const words = 'From step {dense} on every {every}th step is shown; tables and files of numbers have them all';
  setText(parts.thinned, every ? t(words, { dense, every }) : '');
  parts.thinned.hidden = !every;
  setText(parts.title, paths.title);
  parts.formula.set(paths.formula);
  placeCards(parts, Boolean(paths.network));
  parts.inside.hidden = Boolean(paths.network); // of an update there is no table of two coordinates
  parts.stage.classList.toggle('slalom-stale', Boolean(paths.options.stale));
}

/**
 * How the run ended, and whether the formula has other numbers now. What changes with every drawing is not read out.
 * As long as it is told of a `preview`, the header keeps its height at least: nothing moves from under the hand.
 * @param {Object} parts @param {Paths} paths @param {boolean} moving @param {boolean} preview
 */
export function drawSentence(parts, { sentence, outdated }, moving, preview) {
  const { pill, header } = parts;
  if (!preview) header.style.minHeight = '';
  else header.style.minHeight ||= getComputedStyle(header).height;
  parts.formula.line.classList.toggle('slalom-outdated', Boolean(outdated));
  setAttribute(pill, 'aria-live', moving ? 'off' : 'polite');
  setText(parts.sentence, sentence?.text ?? '');
  pill.hidden = !sentence?.text;
  setAttribute(pill, 'title', sentence?.note ?? '');
  setAttribute(pill, 'data-tone', sentence?.tone ?? '');
}

/** What is said of paths, and their handles, have their room before there is a picture: nothing moves when it comes. */
export function announce({ parts, root, handles, legend, layouts, t }, data) {
  const runs = leaders(data.runs);
  const named = runs.length > 1;
  const several = named && data.layout !== undefined;
  arrangeStage(parts, data.options, { several, named, apart: false, deep: false });
  legend.set(runs);
  layouts.draw(several, Boolean(data.line || data.options.flat));
  drawWords(parts, data, t);
  dress(root, data.options);
  drawSentence(parts, data, false, false);
  handles.reserve(data);
}

/**
 * Which rows and buttons there are.
 * @param {Object} parts @param {Object} options
 * @param {{ several: boolean, named: boolean, apart: boolean, deep: boolean }} how
 *   several runs compared, several names, one map a run, in 3-D
 */
export function arrangeStage(parts, options, { several, named, apart, deep }) {
  parts.legend.hidden = !named;
  parts.layouts.hidden = parts.why.hidden = !several && leavesOut(options, 'title');
  parts.stage.classList.toggle('slalom-apart', apart);
  parts.stage.classList.toggle('slalom-deep', deep);
}

const CARDS = ['title', 'fit', 'loss', 'inside', 'bar'];

/** Whether the place where the player is wants this card left out. */
export const leavesOut = ({ embed = false, hide = [] }, card) => embed && hide.includes(card);

/** For a projector, and for a place in another page that leaves cards out. */
export function dress(root, { large = false, embed = false, hide = [] }) {
  root.classList.toggle('slalom-large', large);
  root.classList.toggle('slalom-embed', embed);
  for (const card of CARDS) root.classList.toggle(`slalom-no-${card}`, leavesOut({ embed, hide }, card));
}

/**
 * One sentence over the stage. An empty text takes it away.
 * @param {boolean} dims whether the picture under it, if there is one, is an old one
 */
export function drawNotice(parts, text, dims = true) {
  setText(parts.notice, text);
  parts.notice.hidden = !text;
  parts.stage.classList.toggle('slalom-dimmed', Boolean(text) && dims);
}
