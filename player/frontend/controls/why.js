/** What is drawn of the present step: a menu to choose it, and a key that names the lines and their factors. */

import { h, setText, svg } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { icon } from '../basics/icons.js';
import { ARROWS } from '../basics/looks.js';
import { createPopup } from '../basics/popup.js';
import { kindsOf, KINDS } from '../map/anatomy.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Factors } from '../map/anatomy.js' */
/** @import { Run } from '../payload/payload.js' */
/** @import { Choices } from './choices.js' */

/** What is drawn when somebody asks and has not chosen. */
const USUAL = ['gradient', 'given', 'step'];
/** What is drawn on a curve as long as nobody has chosen. */
const ON_A_LINE = ['gradient', 'step', 'momentum', 'parabola'];

const WORDS = {
  gradient: (t) => t('− gradient'),
  given: (t) => t('− gradient as the rule is given it'),
  momentum: (t) => t('momentum'),
  step: (t) => t('step taken'),
  asked: (t) => t('gradient asked here'),
  axes: (t) => t('reach along x and y'),
  parabola: (t) => t('parabola that touches f'),
};

/** The same of a curve, where they are others. */
const CURVED = {
  gradient: (t) => t('tangent'),
  given: (t) => t('slope as the rule is given it'),
};

const wordsOf = (kind, t, line) => ((line && CURVED[kind]) || WORDS[kind])(t);

/** A line of this kind, as it is on the map. */
function sample(kind) {
  const drawing = svg('slalom-sample', 30, 'M1 6H29');
  drawing.setAttribute('viewBox', '0 0 30 12');
  drawing.style.strokeDasharray = ARROWS[kind].dash.join(' ');
  drawing.style.strokeWidth = ARROWS[kind].width;
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
    this.names = Object.fromEntries(KINDS.map((kind) => [kind, h('span')]));
    this.rows = KINDS.map((kind) => h('label.slalom-kind', {}, this.boxes[kind], sample(kind), this.names[kind]));
    this.flat = h('p.slalom-remark', {}, t('Arrows and second points are drawn on the map, not in 3-D.'));
    const said = { type: 'button', title: t('Arrows of the present step'), 'aria-haspopup': 'true' };
    const opener = h('button.slalom-pick.slalom-opener', said, t('Arrows'), icon('caret'));
    this.opener = opener;
    const named = { role: 'group', 'aria-label': t('Drawn of the present step') };
    const popup = h('div.slalom-popup', named, ...this.rows, this.flat);
    popup.addEventListener('change', ({ target }) => {
      const box = /** @type {HTMLInputElement} */ (target);
      this.#seed();
      choices.explain(box.value, box.checked);
      this.#mark();
      changed();
    });
    opener.addEventListener('click', () => this.#begin() && changed());
    host.append(createPopup(opener, popup, signal).element);
    this.factors = h('span.slalom-factors');
  }

  /** @param {Run[]} runs @param {boolean} deep whether they are seen in 3-D */
  set(runs, deep) {
    this.flat.hidden = !deep;
    this.opener.hidden = !runs.some((run) => kindsOf(run).length > 0);
    this.there = new Set(runs.flatMap(kindsOf));
    this.line = runs.some((run) => run.line);
    for (const kind of KINDS) setText(this.names[kind], wordsOf(kind, this.t, this.line));
    KINDS.forEach((kind, i) => (this.rows[i].hidden = deep || !this.there.has(kind)));
    this.#check();
  }

  #check() {
    for (const kind of KINDS) this.boxes[kind].checked = this.kinds.has(kind);
    this.#mark();
  }

  /** The button says whether anything is drawn. */
  #mark() {
    this.opener.classList.toggle('slalom-on', this.flat.hidden && this.#shown.length > 0);
  }

  /** What is drawn: what the viewer has chosen, and on a curve until then what belongs to it. @returns {Set<string>} */
  get kinds() {
    return this.line && !this.choices.explained ? new Set(ON_A_LINE) : this.choices.why;
  }

  /** What was drawn without being chosen counts as chosen from the first choice on. */
  #seed() {
    if (this.line && !this.choices.explained) for (const kind of ON_A_LINE) this.choices.explain(kind, true);
  }

  /** Who asks for the first time sees arrows at once. @returns {boolean} whether there are now more */
  #begin() {
    const { there, choices } = this;
    if (this.line) return false;
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
    const key = [...shown, this.line].join();
    if (key !== this.#key) {
      const names = shown.map((kind) => h('span.slalom-named', {}, sample(kind), wordsOf(kind, this.t, this.line)));
      this.key.replaceChildren(...names, this.factors);
    }
    this.#key = key;
    setText(this.factors, this.#words(factors, shown));
  }

  /** The kinds that are drawn, in words, and by what factors. @param {Factors} factors */
  said(factors) {
    const shown = this.#shown;
    const kinds = shown.map((kind) => ({ kind, words: wordsOf(kind, this.t, this.line) }));
    return { kinds, factors: this.#words(factors, shown) };
  }

  get #shown() {
    return KINDS.filter((kind) => this.there.has(kind) && this.kinds.has(kind));
  }

  #words({ arrows, axes }, shown) {
    const { t } = this;
    const arrowed = this.line ? ['momentum'] : ['gradient', 'given', 'momentum'];
    const scaled = shown.some((kind) => arrowed.includes(kind));
    const factor = (value) => (value < 1e5 && value >= 1e-3 ? String(value) : short(value, 3));
    const words = [];
    if (scaled) words.push(arrows === 1 ? t('arrows at true length') : t('arrows × {factor}', { factor: factor(arrows) }));
    if (shown.includes('axes')) {
      words.push(axes === 1 ? t('reach at true length') : t('reach × {factor}', { factor: factor(axes) }));
    }
    return words.join(' · ');
  }
}
