/** What is drawn of the present step: a menu to choose it, and a key that names the lines and their factors. */

import { h, setText, svg } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { createPopup } from '../basics/popup.js';
import { kindsOf, KINDS } from '../map/anatomy.js';
import { STYLES } from '../map/arrows.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Factors } from '../map/anatomy.js' */
/** @import { Run } from '../payload/payload.js' */
/** @import { Choices } from './choices.js' */

/** What is drawn when somebody asks and has not chosen. */
const USUAL = ['gradient', 'step'];

const WORDS = {
  gradient: (t) => t('− gradient'),
  momentum: (t) => t('momentum'),
  step: (t) => t('step taken'),
  asked: (t) => t('gradient asked here'),
  axes: (t) => t('reach along x and y'),
};

/** A line of this kind, as it is on the map. */
function sample(kind) {
  const drawing = svg('slalom-sample', 30, 'M1 6H29');
  drawing.setAttribute('viewBox', '0 0 30 12');
  drawing.style.strokeDasharray = STYLES[kind].dash.join(' ');
  drawing.style.strokeWidth = STYLES[kind].width;
  drawing.style.strokeLinecap = kind === 'asked' ? 'round' : 'butt';
  return drawing;
}

export class Why {
  /** @type {Choices} */
  choices;
  key;
  /** @type {Translate} */
  t;
  #key = '';

  /**
   * @param {HTMLElement} host of the menu
   * @param {HTMLElement} key
   * @param {{ t: Translate, choices: Choices, changed: () => void, signal: AbortSignal }} context
   */
  constructor(host, key, { t, choices, changed, signal }) {
    Object.assign(this, { key, t, choices });
    this.boxes = Object.fromEntries(KINDS.map((kind) => [kind, h('input', { type: 'checkbox', value: kind })]));
    this.rows = KINDS.map((kind) => h('label.slalom-kind', {}, this.boxes[kind], sample(kind), WORDS[kind](t)));
    this.flat = h('p.slalom-remark', {}, t('Arrows and second points are drawn on the map, not in 3-D.'));
    const opener = h('button.slalom-pick', { type: 'button', title: t('Arrows of the present step') }, t('Why'));
    const named = { role: 'group', 'aria-label': t('Drawn of the present step') };
    const popup = h('div.slalom-popup', named, ...this.rows, this.flat);
    popup.addEventListener('change', ({ target }) => {
      const box = /** @type {HTMLInputElement} */ (target);
      choices.explain(box.value, box.checked);
      changed();
    });
    opener.addEventListener('click', () => this.#begin() && changed());
    host.append(createPopup(opener, popup, signal).element);
    this.factors = h('span.slalom-factors');
  }

  /** @param {Run[]} runs @param {boolean} deep whether they are seen in 3-D */
  set(runs, deep) {
    this.flat.hidden = !deep;
    this.there = new Set(runs.flatMap(kindsOf));
    KINDS.forEach((kind, i) => (this.rows[i].hidden = deep || !this.there.has(kind)));
    this.#check();
  }

  #check() {
    for (const kind of KINDS) this.boxes[kind].checked = this.choices.why.has(kind);
  }

  /** Who asks why for the first time sees arrows at once. @returns {boolean} whether there are now more */
  #begin() {
    const { there, choices } = this;
    const usual = USUAL.filter((kind) => there.has(kind));
    if (!this.flat.hidden || choices.explained || !there.size) return false;
    for (const kind of usual.length ? usual : there) choices.explain(kind, true);
    this.#check();
    return true;
  }

  /** @param {Factors} factors */
  draw(factors) {
    const shown = this.#shown;
    this.key.hidden = shown.length === 0;
    if (!shown.length) return;
    const key = shown.join();
    if (key !== this.#key) {
      const names = shown.map((kind) => h('span.slalom-named', {}, sample(kind), WORDS[kind](this.t)));
      this.key.replaceChildren(...names, this.factors);
    }
    this.#key = key;
    setText(this.factors, this.#words(factors, shown));
  }

  /** The kinds that are drawn, in words, and by what factors. @param {Factors} factors */
  said(factors) {
    const shown = this.#shown;
    return { kinds: shown.map((kind) => ({ kind, words: WORDS[kind](this.t) })), factors: this.#words(factors, shown) };
  }

  get #shown() {
    return KINDS.filter((kind) => this.there.has(kind) && this.choices.why.has(kind));
  }

  #words({ arrows, axes }, shown) {
    const { t } = this;
    const scaled = shown.some((kind) => kind === 'gradient' || kind === 'momentum');
    const factor = (value) => (value < 1e5 && value >= 1e-3 ? String(value) : short(value, 3));
    const words = [];
    if (scaled) words.push(arrows === 1 ? t('arrows at true length') : t('arrows × {factor}', { factor: factor(arrows) }));
    if (shown.includes('axes')) {
      words.push(axes === 1 ? t('reach at true length') : t('reach × {factor}', { factor: factor(axes) }));
    }
    return words.join(' · ');
  }
}
