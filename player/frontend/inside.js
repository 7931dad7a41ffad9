/** The numbers inside the step: one row a quantity, one column a coordinate, read from the arrays of the path. */

import { h, setText } from './dom.js';
import { tabular } from './format.js';
import { mathNodes } from './math.js';

export class Inside {
  #run = 0;
  #cells = [];
  #key = '';

  /**
   * @param {HTMLElement} card
   * @param {{ t: Function, changed: Function, signal: AbortSignal }} context
   */
  constructor(card, { t, changed, signal }) {
    this.t = t;
    this.title = h('h3');
    this.aside = h('span.slalom-aside');
    this.select = h('select.slalom-select', { 'aria-label': t('Run shown in the table') });
    this.table = h('table.slalom-table');
    const frame = h('div.slalom-scroll', { tabindex: 0, role: 'group', 'aria-label': t('Numbers of the step') }, this.table);
    card.append(h('div.slalom-card-head', {}, this.title, this.aside), frame);
    this.select.addEventListener('change', () => {
      this.#run = this.select.selectedIndex;
      this.#build();
      changed();
    }, { signal });
  }

  /** @param {import('./payload.js').Paths} paths */
  set(paths) {
    Object.assign(this, { runs: paths.runs, coordinates: paths.coordinates });
    this.#run = Math.min(this.#run, paths.runs.length - 1);
    const names = paths.runs.map((run) => run.label);
    if (names.length > 1) this.select.replaceChildren(...names.map((name) => h('option', {}, name)));
    this.select.selectedIndex = this.#run;
    this.aside.replaceChildren(names.length > 1 ? this.select : (names[0] ?? ''));
    this.#build();
  }

  /** @param {number} step */
  draw(step) {
    const run = this.runs[this.#run];
    if (!run) return;
    const row = Math.min(step, run.last);
    setText(this.title, this.t('Inside step {step}', { step: row }));
    for (const { series, cells } of this.#cells) {
      cells.forEach((cell, i) => setText(cell, tabular(series.values[row * series.width + i])));
    }
  }

  /** Builds the rows anew if their names have changed, and binds them to the arrays. */
  #build() {
    const shown = (this.runs[this.#run]?.series ?? []).filter((series) => series.label);
    const key = JSON.stringify([this.coordinates, shown.map(({ label, width }) => [label, width])]);
    if (key === this.#key) {
      this.#cells.forEach((row, i) => (row.series = shown[i]));
      return;
    }
    this.#key = key;
    this.#cells = shown.map((series) => ({ series, cells: Array.from({ length: series.width }, () => h('td')) }));
    const rows = this.#cells.map(({ series, cells }) => {
      if (cells.length === 1) cells[0].colSpan = this.coordinates.length;
      return h('tr', {}, h('th', { scope: 'row' }, ...mathNodes(series.label)), ...cells);
    });
    const columns = this.coordinates.map((name) => h('th', { scope: 'col' }, name));
    this.table.replaceChildren(
      h('caption.slalom-hidden', {}, this.t('What the step saw, kept and did, per coordinate')),
      h('thead', {}, h('tr', {}, h('td'), ...columns)),
      h('tbody', {}, ...rows),
    );
  }
}
