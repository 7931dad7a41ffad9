/** The numbers inside the step: one row a quantity, one column a coordinate, read from the arrays of the path. */

import { h, setText } from '../basics/dom.js';
import { tabular } from '../basics/format.js';
import { mathNodes } from '../basics/math.js';
import { laneName, leaders } from '../payload/bundles.js';
import { Formulas } from './step_formulas.js';
import { rowAt, stepAt } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

/** ms between two fillings of the formulas while the clock plays. */
const PACE = 120;
const WHOLE = 'Its step is worked out for all coordinates at once, so there is no formula to fill in line by line.';

export class Inside {
  /** @type {Run[]} */
  runs;
  /** @type {string[]} */
  coordinates;
  #run = 0;
  #asked = null;
  #held = false;
  #cells = [];
  #key = '';
  #named = '';
  #shows = false;
  #due = 0;

  /**
   * @param {HTMLElement} card
   * @param {{ t: Translate, changed: Function, signal: AbortSignal }} context
   */
  constructor(card, { t, changed, signal }) {
    this.t = t;
    this.title = h('h3');
    this.aside = h('span.slalom-aside');
    this.toggle = h('button.slalom-swap', { type: 'button' }, t('formulas'));
    this.formulas = new Formulas(h('div.slalom-formulas', { hidden: true }));
    this.select = h('select.slalom-select', { 'aria-label': t('Run shown in the table') });
    this.table = h('table.slalom-table');
    const words = { tabindex: 0, role: 'group', 'aria-label': t('Numbers of the step') };
    this.whole = h('p.slalom-remark', {}, t(WHOLE));
    const frame = h('div.slalom-scroll', words, this.table, this.whole, this.formulas.host);
    card.append(h('div.slalom-card-head', {}, this.title, this.toggle, this.aside), frame);
    this.toggle.addEventListener('click', () => {
      this.#shows = !this.#shows;
      this.#due = 0;
      changed();
    }, { signal });
    this.select.addEventListener('change', () => {
      this.#run = this.select.selectedIndex;
      this.#due = 0;
      this.#build();
      changed();
    }, { signal });
  }

  /** @param {Paths} paths @param {Run[]} [runs] a path of every run */
  set(paths, runs = leaders(paths.runs)) {
    Object.assign(this, { runs, coordinates: paths.line ? paths.coordinates.slice(0, 1) : paths.coordinates });
    this.#follow(paths.options.inspect);
    this.#run = Math.min(this.#run, this.runs.length - 1);
    this.#due = 0;
    this.#name(this.runs.map(laneName));
    this.select.selectedIndex = this.#run;
    this.#build();
  }

  /** The run that is taken apart. @returns {Run | undefined} */
  get run() {
    return this.runs[this.#run];
  }

  #name(names) {
    const key = JSON.stringify(names);
    if (key === this.#named) return;
    this.#named = key;
    this.select.replaceChildren(...names.map((name) => h('option', {}, name)));
    this.aside.replaceChildren(names.length > 1 ? this.select : (names[0] ?? ''));
  }

  /** Takes this run apart, with its formulas or without, whatever the page asks for. @param {number} run
   * @param {boolean} formulas */
  show(run, formulas) {
    this.#run = run;
    this.#shows = formulas;
    this.#held = true;
  }

  /** What of that is not as it is at first, for a link. */
  seen() {
    return { inside: this.#run > 0 ? this.#run + 1 : undefined, formulas: this.#shows || undefined };
  }

  /** The run that the page asks for, when it asks for another: until then the viewer's choice stays. */
  #follow(asked = null) {
    const held = this.#held;
    this.#held = false;
    if (asked === this.#asked) return;
    this.#asked = asked;
    const found = held ? -1 : this.runs.findIndex((run) => run.id === asked);
    if (found >= 0) this.#run = found;
  }

  /** @param {number} step @param {boolean} playing */
  draw(step, playing) {
    const run = this.runs[this.#run];
    if (!run) return;
    const row = rowAt(run, step);
    const title = run.turned ? 'Inside step {step}, where f stands for −f' : 'Inside step {step}';
    setText(this.title, this.t(title, { step: stepAt(run, row) }));
    this.toggle.hidden = !run.formulas.length;
    this.whole.hidden = !run.whole;
    const filled = this.#shows && run.formulas.length > 0 && row > 0;
    this.toggle.setAttribute('aria-pressed', String(this.#shows));
    this.toggle.title = this.t(row > 0 ? 'The formulas of the rule with the numbers of this step' : 'No step has been taken');
    this.table.hidden = filled;
    this.formulas.host.hidden = !filled;
    if (filled) this.#fill(run, row, playing);
    else for (const { series, cells } of this.#cells) this.#write(series, cells, row);
  }

  #write(series, cells, row) {
    cells.forEach((cell, i) => setText(cell, tabular(series.values[row * series.width + i])));
  }

  /** While the clock plays, at a pace that can be read. */
  #fill(run, row, playing) {
    const now = performance.now();
    if (playing && now < this.#due) return;
    this.#due = now + PACE;
    this.formulas.draw(run, row, this.coordinates);
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
    const rows = this.#cells.flatMap(({ series, cells }) => this.#rows(series, cells));
    const columns = this.coordinates.map((name) => h('th', { scope: 'col' }, name));
    const split = shown.some(({ width }) => width > 1); // else there is nothing whose columns would need names
    this.table.replaceChildren(
      h('caption.slalom-hidden', {}, this.t('What the step saw, kept and did, per coordinate')),
      ...(split ? [h('thead', {}, h('tr', {}, h('td'), ...columns))] : []),
      h('tbody', {}, ...rows),
    );
  }

  /** The rows of one quantity: one, or as many as a matrix has. */
  #rows(series, cells) {
    const across = this.coordinates.length;
    if (cells.length === 1) cells[0].colSpan = across;
    const count = Math.ceil(cells.length / across);
    const lines = Array.from({ length: count }, (_, i) => cells.slice(i * across, (i + 1) * across));
    const name = h('th', { scope: count > 1 ? 'rowgroup' : 'row', rowspan: count }, ...mathNodes(series.label));
    return lines.map((line, i) => h('tr', {}, ...(i ? [] : [name]), ...line));
  }
}
