/** The names of the runs, each a button that hides or shows it, and the switch between the layouts. */

import { h, setText } from './dom.js';
import { marker } from './panel.js';

export class Legend {
  #key = '';
  #chips = new Map();

  /**
   * @param {HTMLElement} host
   * @param {{ t: Function, choices: import('./choices.js').Choices, chosen: () => void }} context
   */
  constructor(host, { t, choices, chosen }) {
    Object.assign(this, { host, t, choices, chosen });
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', t('Runs'));
  }

  /** @param {import('./payload.js').Run[]} runs */
  set(runs) {
    const key = JSON.stringify(runs.map(({ id, label, color, marker: shape }) => [id, label, color, shape]));
    if (key !== this.#key) this.#build(runs);
    this.#key = key;
    for (const [id, chip] of this.#chips) {
      const shown = !this.choices.hidden.has(id);
      chip.setAttribute('aria-pressed', String(shown));
      chip.title = this.t(shown ? 'Hide this run' : 'Show this run');
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

export class Switch {
  /**
   * @param {HTMLElement} host
   * @param {{ t: Function, choices: import('./choices.js').Choices, chosen: () => void }} context
   */
  constructor(host, { t, choices, chosen }) {
    this.choices = choices;
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', t('Layout'));
    this.buttons = Object.entries(LAYOUTS).map(([layout, name]) => {
      const act = () => {
        choices.layout = layout;
        chosen();
      };
      const button = h('button.slalom-pick', { type: 'button', value: layout, onclick: act });
      setText(button, t(name));
      return button;
    });
    host.append(...this.buttons);
  }

  draw() {
    for (const button of this.buttons) {
      button.setAttribute('aria-pressed', String(button.value === this.choices.layout));
    }
  }
}
