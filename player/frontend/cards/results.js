/** The card of the results: of every run the last value and how it ended, where runs are compared. */

import { h } from '../basics/dom.js';
import { marker } from '../basics/marker.js';
import { leaders } from '../payload/bundles.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths } from '../payload/payload.js' */

export class ResultsCard {
  /** @type {HTMLElement} */
  card;
  #key = '';

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
    const key = JSON.stringify([results, runs.map(({ label, color, marker: shape }) => [label, color, shape])]);
    if (!results || key === this.#key) return;
    this.#key = key;
    const named = leaders(runs);
    const head = results.heads.map((words) => h('th', { scope: 'col' }, words));
    const rows = results.rows.map(([final, ended], i) => {
      const name = h('th', { scope: 'row', title: named[i].label }, marker(named[i]), h('span', {}, named[i].label));
      return h('tr', {}, name, h('td', {}, final), h('td', { title: ended }, ended));
    });
    this.card.style.setProperty('--slalom-runs', String(rows.length));
    this.table.replaceChildren(h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows));
  }
}
