/** All cards of trainings: their elements, and what draws in them. */

import { h } from '../basics/dom.js';
import { ConfusionCard, confusionCard } from './confusion.js';
import { KnownCard, knownCard } from './known.js';
import { LayersCard, layersCard } from './layers.js';

/** Elements only. @param {import('../basics/dom.js').Translate} t */
export function networkParts(t) {
  const parts = { known: knownCard(), layers: layersCard(t), confusion: confusionCard(t) };
  return { ...parts, below: h('div.slalom-below', {}, parts.layers.card, parts.confusion.card) };
}

/**
 * Puts the cards where they are seen, beside the landscape and below it, or takes them away.
 * @param {{ networks: ReturnType<typeof networkParts>, fit: { card: HTMLElement }, layout: HTMLElement }} parts
 * @param {boolean} there whether the runs are trainings
 */
export function placeCards({ networks: { known, below }, fit, layout }, there) {
  layout.classList.toggle('slalom-networks', there);
  if (!there) [known.card, below].forEach((element) => element.remove());
  else if (!below.isConnected) {
    fit.card.after(known.card);
    layout.append(below);
  }
}

/** @param {ReturnType<typeof networkParts>} parts @param {Object} context */
export function networkCards({ known, layers, confusion }, context) {
  return [new KnownCard(known, context), new LayersCard(layers, context), new ConfusionCard(confusion, context)];
}
