/** The skeleton of the player: header, stage, cards. Elements only, no behaviour. */

import { h, setText } from '../basics/dom.js';
import { curveHead } from '../cards/curves.js';
import { fitCard } from '../cards/fit.js';
import { Formula } from './title_formula.js';

/** @import { Paths } from '../payload/payload.js' */

/** @param {Function} t */
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
  const board = h('div.slalom-board');
  const space = h('div.slalom-space', { hidden: true });
  const hint = h('p.slalom-hint', { hidden: true });
  const notice = h('p.slalom-notice', { role: 'status', hidden: true });
  const bar = h('div.slalom-bar', { role: 'toolbar', 'aria-label': t('Playback') });
  const { head, ...curves } = curveHead(t);
  const curve = h('div.slalom-curve', { role: 'img', 'aria-label': t('Loss against steps') });
  const loss = h('section.slalom-card.slalom-loss', {}, h('div.slalom-card-head', {}, ...head), curve);
  const inside = h('section.slalom-card.slalom-inside');
  const fit = fitCard();
  const frame = h('div.slalom-frame', {}, board, space, hint, notice);
  const stage = h('section.slalom-card.slalom-stage', {}, legend, frame, key, bar);
  const header = h('header.slalom-header', {}, h('div.slalom-heading', {}, title, formula), pill, corner);
  const layout = h('div.slalom-layout', {}, header, stage, h('div.slalom-side', {}, fit.card, loss, inside));
  const words = { title, formula: new Formula(formula), sentence, pill, hint, notice };
  const maps = { board, space, key };
  return { layout, ...words, stage, why, layouts, legend, ...maps, bar, curves: { ...curves, curve }, inside, fit };
}

/** What is said about the run. @param {Paths} paths */
export function drawWords(parts, paths) {
  setText(parts.title, paths.title);
  parts.formula.set(paths.formula);
  setText(parts.sentence, paths.sentence?.text ?? '');
  parts.pill.hidden = !paths.sentence?.text;
  parts.pill.title = paths.sentence?.note ?? '';
  parts.pill.dataset.tone = paths.sentence?.tone ?? '';
  parts.stage.classList.toggle('slalom-stale', Boolean(paths.options.stale));
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
