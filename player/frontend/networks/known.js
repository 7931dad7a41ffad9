/** The card of what networks know at the moment of the clock: a decision boundary a run, or all fits in one picture. */

import { h, setAttribute, setText } from '../basics/dom.js';
import { marker } from '../basics/marker.js';
import { momentAt } from '../payload/epochs.js';
import { rowAt } from '../payload/steps.js';
import { classLook } from './classes.js';
import { Panel } from './known_panel.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

export class KnownCard {
  /** @type {Translate} */
  t;
  /** @type {() => Theme} */
  theme;
  /** @type {Paths} */
  data;
  /** @type {Run[]} */
  runs = [];
  /** @type {Panel[]} */
  panels = [];
  card;
  title;
  classes;
  frame;
  #drawn = '';
  #key = '';

  /**
   * @param {{ card: HTMLElement, title: HTMLElement, classes: HTMLElement, frame: HTMLElement }} parts
   * @param {{ t: Translate, theme: () => Theme }} context
   */
  constructor(parts, { t, theme }) {
    Object.assign(this, { ...parts, t, theme });
  }

  /** @param {Paths} data @param {Run[]} runs those that are shown */
  set(data, runs) {
    const { films, network } = data;
    Object.assign(this, { data, runs: runs.filter((run) => run.training) });
    this.card.hidden = !films;
    this.#drawn = '';
    if (!films) return;
    const key = JSON.stringify([films.kind, network.classes, this.runs.map((run) => [run.id, run.label, run.color])]);
    if (key === this.#key) return;
    this.#key = key;
    this.panels = films.kind === 'fit' ? [new Panel(null)] : this.runs.map((run) => new Panel(run));
    const count = this.panels.length;
    const across = count === 4 ? 2 : Math.max(1, Math.min(count > 9 ? 4 : 3, count));
    this.frame.style.setProperty('--slalom-across', String(across));
    this.frame.classList.toggle('slalom-wide', count === 1 || count === 4);
    this.frame.replaceChildren(...this.panels.map(({ figure }) => figure));
    const named = films.kind === 'fit' ? [] : network.classes.map((name, k) => h('span.slalom-named', {}, marker(classLook(k)), name));
    this.classes.replaceChildren(...named);
  }

  recolour() {
    this.#drawn = '';
  }

  /** @param {number} step @param {boolean} playing */
  draw(step, playing) {
    const { films } = this.data;
    if (!films) return;
    const rows = this.runs.map((run) => rowAt(run, step));
    const key = rows.join(' ');
    const epoch = momentAt(this.data.network.moments, step);
    setText(this.title, this.t('What the networks know · epoch {epoch}', { epoch }));
    if (key !== this.#drawn || this.panels.some((panel) => panel.resized)) this.#draw(rows);
    this.#drawn = key;
    if (!playing) this.#describe(epoch);
  }

  #frames(rows) {
    const { films, runs } = this.data;
    return this.runs.map((run, i) => {
      const at = rows[i] * films.size;
      const own = runs.findIndex(({ id, lane }) => id === run.id && lane === run.lane);
      return films.frames[own].subarray(at, at + films.size);
    });
  }

  #draw(rows) {
    const { films } = this.data;
    const theme = this.theme();
    const frames = this.#frames(rows);
    if (films.kind === 'fit') {
      const fits = this.runs.map(({ color }, i) => ({ color, frame: /** @type {Float32Array} */ (frames[i]) }));
      this.panels[0].drawFits(films, fits, theme);
    } else {
      this.panels.forEach((panel, i) => panel.drawClasses(films, /** @type {Uint8Array} */ (frames[i]), theme));
    }
  }

  /** The same in words, once the clock rests. */
  #describe(epoch) {
    const { t } = this;
    const { kind, names: [x, y], count } = this.data.films;
    this.panels.forEach(({ canvas }, i) => {
      const words = kind === 'fit'
        ? t('{runs} fitted to {count} examples of {y} by {x}, epoch {epoch}', { runs: this.runs.map(({ label }) => label).join(', '), count, x, y, epoch })
        : t('Decision boundary of {run} over {x} and {y} with {count} examples, epoch {epoch}', { run: this.runs[i].label, x, y, count, epoch });
      setAttribute(canvas, 'aria-label', words);
    });
  }

  destroy() {
    this.panels = [];
  }
}

/** The card without a picture. */
export function knownCard() {
  const title = h('h3');
  const classes = h('span.slalom-aside.slalom-classes');
  const frame = h('div.slalom-known-frame');
  const card = h('section.slalom-card.slalom-known', { hidden: true }, h('div.slalom-card-head', {}, title, classes), frame);
  return { card, title, classes, frame };
}
