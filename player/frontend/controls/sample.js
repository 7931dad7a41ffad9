/** What is on top of several paths of a run: the median run, their mean, or one path alone, which one click shows. */

import { h, setText } from '../basics/dom.js';
import { bundles } from '../payload/bundles.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Paths } from '../payload/payload.js' */
/** @import { Choices } from './choices.js' */

const WAYS = { median: 'Median run', mean: 'Mean path', single: 'One alone' };

export class Sample {
  /** @type {HTMLElement} */
  host;
  /** @type {Choices} */
  choices;
  /** @type {Translate} */
  t;

  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, choices: Choices, chosen: () => void }} context
   */
  constructor(host, { t, choices, chosen }) {
    Object.assign(this, { host, choices, t });
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', t('What stands for all paths of a run'));
    const choose = (change) => () => {
      change();
      chosen();
    };
    const buttons = Object.entries(WAYS).map(([way, name]) => {
      const onclick = choose(() => choices.showSample(way));
      return h('button.slalom-pick', { type: 'button', value: way, onclick }, t(name));
    });
    this.words = h('span.slalom-sample-words');
    this.lane = h('select.slalom-select', { 'aria-label': t('The path that is shown alone'), hidden: true });
    this.lane.addEventListener('change', choose(() => (choices.lane = this.lane.selectedIndex)));
    const why = t('At every step, of the paths that are finite there: the median, and the range in which a half of them lies');
    this.note = h('span.slalom-note', { title: why }, t('curves: median, band 25–75 %'));
    this.buttons = buttons;
    host.append(this.words, ...buttons, this.lane, this.note);
  }

  /** @param {Paths} data */
  set(data) {
    const lanes = bundles(data.runs).reduce((a, b) => (b.length > a.length ? b : a), []);
    this.host.hidden = lanes.length < 2;
    if (this.host.hidden) return;
    const names = lanes.map(({ lane }, i) => lane ?? String(i + 1));
    const { choices } = this;
    if (choices.lane === null) choices.lane = Math.max(0, lanes.findIndex((lane) => lane.middle));
    choices.lane = Math.min(choices.lane, names.length - 1);
    setText(this.words, data.sample ?? '');
    const key = JSON.stringify(names);
    if (key !== this.key) this.lane.replaceChildren(...names.map((name) => h('option', {}, name)));
    this.key = key;
    this.lane.selectedIndex = choices.lane;
    this.note.hidden = choices.sample === 'single';
    this.lane.hidden = !this.note.hidden;
    for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.value === choices.sample));
  }
}
