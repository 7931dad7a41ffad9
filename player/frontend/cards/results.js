/** The card of the results: of every run the last value and how it ended, where runs are compared. */

import { h, setAttribute, setText } from '../basics/dom.js';
import { marker } from '../basics/marker.js';
import { leaders } from '../payload/bundles.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths } from '../payload/payload.js' */

export class ResultsCard {
  /** @type {HTMLElement} */
  card;
  #key = '';
  /** Of every run where its last value stands, and how it ended. @type {HTMLElement[][]} */
  #cells = [];

  /** @param {HTMLElement} card @param {Translate} t */
  constructor(card, t) {
    Object.assign(this, { card });
    this.table = h('table.slalom-table');
    const frame = h('div.slalom-scroll', { tabindex: 0, role: 'group', 'aria-label': t('Results') }, this.table);
    card.append(frame);
  }

  /** @param {Paths} paths */
  set({ results, runs }) {
    this.card.hidden = !results;
    const walked = runs.some((run) => run.walked); // here: how they end is the server's to say
    this.table.classList.toggle('slalom-outdated', walked);
    if (!results) return;
    const key = JSON.stringify([results.heads, runs.map(({ label, color, marker: shape }) => [label, color, shape])]);
    if (key !== this.#key) this.#build(results, leaders(runs));
    this.#key = key;
    results.rows.forEach((words, i) => this.#cells[i].forEach((cell, k) => setText(cell, words[k])));
    results.rows.forEach(([, ended], i) => setAttribute(this.#cells[i][1], 'title', ended));
  }

  /** The table without what became of the runs, which is other words at every drawing while a hand moves them. */
  #build({ heads, rows }, named) {
    const head = heads.map((words) => h('th', { scope: 'col' }, words));
    this.#cells = rows.map(() => [h('td'), h('td')]);
    const lines = this.#cells.map((cells, i) => {
      const { label } = named[i];
      return h('tr', {}, h('th', { scope: 'row', title: label }, marker(named[i]), h('span', {}, label)), ...cells);
    });
    this.table.replaceChildren(h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...lines));
  }
}
