/** The confusion table of one run: how many validation examples of a class are taken for which. */

import { h, setText } from '../basics/dom.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

export class ConfusionCard {
  /** @type {Translate} */
  t;
  /** @type {Paths} */
  data;
  /** @type {Run[]} */
  runs = [];
  card;
  note;
  select;
  table;

  /**
   * @param {{ card: HTMLElement, note: HTMLElement, select: HTMLSelectElement, table: HTMLElement }} parts
   * @param {{ t: Translate, signal: AbortSignal }} context
   */
  constructor(parts, { t, signal }) {
    Object.assign(this, { ...parts, t });
    this.select.addEventListener('change', () => this.#build(), { signal });
  }

  /** @param {Paths} data @param {Run[]} runs those that are shown */
  set(data, runs) {
    const before = this.select.value;
    Object.assign(this, { data, runs: runs.filter((run) => run.training?.confusion) });
    this.card.hidden = !this.runs.length;
    this.select.replaceChildren(...this.runs.map((run) => h('option', { value: run.id }, run.label)));
    this.select.hidden = this.runs.length < 2;
    if (this.runs.some(({ id }) => id === before)) this.select.value = before;
    this.#build();
  }

  #build() {
    const run = this.runs[this.select.selectedIndex] ?? this.runs[0];
    if (!run) return;
    const { confusion } = run.training;
    const names = confusion.map((_, k) => this.data.network.classes[k] ?? String(k));
    const most = Math.max(1, ...confusion.flat());
    const cell = (count, i, j) => {
      const made = h('td', { class: i === j ? 'slalom-right' : count ? 'slalom-wrong' : undefined }, String(count));
      made.style.setProperty('--slalom-share', `${Math.round((100 * count) / most)}%`);
      return made;
    };
    const head = h('tr', {}, h('td', {}, this.t('class → taken for')), ...names.map((name) => h('th', { scope: 'col' }, name)));
    const rows = confusion.map((row, i) => h('tr', {}, h('th', { scope: 'row' }, names[i]), ...row.map((count, j) => cell(count, i, j))));
    this.table.replaceChildren(h('thead', {}, head), h('tbody', {}, ...rows));
    const all = confusion.flat().reduce((sum, count) => sum + count, 0);
    const right = confusion.reduce((sum, row, k) => sum + row[k], 0);
    setText(this.note, this.t('{right} of {all} right, in validation', { right, all }));
  }

  recolour() {}

  draw() {}

  destroy() {
    this.runs = [];
  }
}

/** The card without a table. @param {Translate} t */
export function confusionCard(t) {
  const note = h('span.slalom-aside');
  const select = h('select.slalom-select', { 'aria-label': t('Run of the confusion table'), hidden: true });
  const table = h('table.slalom-table.slalom-confusion-table');
  const frame = h('div.slalom-scroll', { tabindex: 0, role: 'group', 'aria-label': t('Confusion table') }, table);
  const head = h('div.slalom-card-head', {}, h('h3', {}, t('Confusion')), select, note);
  return { card: h('section.slalom-card.slalom-confusion', { hidden: true }, head, frame), note, select, table };
}
