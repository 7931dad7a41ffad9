/** The line under the picture: what the signs on it stand for, and what its colour means. */

import { h, setText, svg } from '../basics/dom.js';
import { outline } from '../basics/shapes.js';
import { PLACES, placesNamed } from '../drawing/places.js';
import { meaning } from '../payload/heights.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Grid, Paths } from '../payload/payload.js' */

const SIZE = 18;
const RING = 5.4;

function sign(kind) {
  const { shape, radius } = PLACES[kind];
  return svg(`slalom-shape slalom-${kind.replace('_', '-')}`, SIZE, outline(shape, SIZE / 2, 0.85 * radius));
}

const ring = () => svg('slalom-shape slalom-start', SIZE, outline('circle', SIZE / 2, RING));

export class Foot {
  #key = '';

  /** @param {HTMLElement} host @param {Translate} t @param {HTMLElement} mark of the preview */
  constructor(host, t, mark) {
    this.t = t;
    this.signs = h('span.slalom-signs');
    this.colour = h('span.slalom-meaning');
    host.append(this.signs, mark, this.colour);
  }

  /** @param {Paths} data @param {Grid} grid */
  set(data, grid) {
    setText(this.colour, meaning(grid, this.t));
    const named = placesNamed(data, this.t);
    const key = named.map(({ words }) => words).join('|');
    if (key === this.#key) return;
    this.#key = key;
    const all = [[ring(), this.t('start')], ...named.map(({ kind, words }) => [sign(kind), words])];
    this.signs.replaceChildren(...all.map(([drawing, words]) => h('span.slalom-named', {}, drawing, words)));
  }
}
