/** The names of the runs, each a button that hides or shows it, and the switch between the layouts. */

import { h, setAttribute, setText } from '../basics/dom.js';
import { marker } from '../basics/marker.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Run } from '../payload/payload.js' */
/** @import { Choices } from './choices.js' */

export class Legend {
  /** @type {Choices} */
  choices;
  /** @type {Translate} */
  t;
  /** @type {() => void} */
  chosen;
  /** @type {HTMLElement} */
  host;
  #key = '';
  #chips = new Map();

  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, choices: Choices, chosen: () => void }} context
   */
  constructor(host, { t, choices, chosen }) {
    Object.assign(this, { host, t, choices, chosen });
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', t('Runs'));
  }

  /** @param {Run[]} runs */
  set(runs) {
    const key = JSON.stringify(runs.map(({ id, label, color, marker: shape }) => [id, label, color, shape]));
    if (key !== this.#key) this.#build(runs);
    this.#key = key;
    for (const [id, chip] of this.#chips) {
      const shown = !this.choices.hidden.has(id);
      setAttribute(chip, 'aria-pressed', String(shown));
      setAttribute(chip, 'title', this.t(shown ? 'Hide this run' : 'Show this run'));
    }
  }

  #build(runs) {
    const chip = (run) => {
      const act = () => {
        this.choices.toggle(run.id);
        this.chosen();
      };
      return h('button.slalom-run', { type: 'button', onclick: act }, marker(run), h('span', {}, run.label));
    };
    this.#chips = new Map(runs.map((run) => [run.id, chip(run)]));
    this.host.replaceChildren(...this.#chips.values());
  }
}

const LAYOUTS = { overlay: 'Overlay', panels: 'Side by side', space: '3-D' };
/** Of one run there is one map. */
const ALONE = 'Map';

export class Switch {
  /** @type {Choices} */
  choices;
  /** @type {Translate} */
  t;
  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, choices: Choices, chosen: () => void,
   *           report: (layout: string) => void }} context
   */
  constructor(host, { t, choices, chosen, report }) {
    Object.assign(this, { choices, t });
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', t('Layout'));
    this.buttons = Object.entries(LAYOUTS).map(([layout, name]) => {
      const act = () => {
        if (choices.layout === layout) return;
        choices.layout = layout;
        chosen();
        report(layout);
      };
      return h('button.slalom-pick', { type: 'button', value: layout, onclick: act }, t(name));
    });
    host.append(...this.buttons);
  }

  /** @param {boolean} several whether there is more than one run @param {boolean} flat whether there is no 3-D */
  draw(several, flat) {
    const { layout } = this.choices;
    const [overlay, panels, space] = this.buttons;
    space.hidden = flat;
    setText(overlay, this.t(several ? LAYOUTS.overlay : ALONE));
    panels.hidden = !several;
    const other = (flat && layout === 'space') || (!several && layout === 'panels');
    const present = other ? 'overlay' : layout;
    for (const button of this.buttons) setAttribute(button, 'aria-pressed', String(button.value === present));
  }
}
