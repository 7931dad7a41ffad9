/** Asks the page for what is looked at and not known well: at once, or when a gesture has rested for a moment. */

/** @import { View } from '../drawing/view.js' */
/** @import { Field } from './field.js' */

const REST = 160;

export class Asking {
  #timer = 0;
  #asked = '';

  /** @param {Field} field @param {(looked: { key: string, window: number[] }) => void} ask */
  constructor(field, ask) {
    this.field = field;
    this.ask = ask;
  }

  /** This is looked at. @param {View} view @param {boolean} moves whether there may be more to come */
  look(view, moves) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settled(view), moves ? REST : 0);
  }

  /** @param {View} view */
  #settled(view) {
    if (!this.field.grid || !this.field.lacks(view)) return;
    const looked = { key: this.field.grid.key, window: [...view.x, ...view.y] };
    const words = JSON.stringify(looked);
    if (words !== this.#asked && looked.window.every(Number.isFinite)) this.ask(looked);
    this.#asked = words;
  }

  destroy() {
    clearTimeout(this.#timer);
  }
}
