/** What the viewer has chosen to see. It outlives every payload; the wish to see no arrows outlives the player, too. */

/** @import { Run } from '../payload/payload.js' */

const PLAIN = Symbol.for('slalom.plain');

export class Choices {
  /** Keys of runs that are not shown. @type {Set<string>} */
  hidden = new Set();
  /** What is drawn of the present step. @type {Set<string>} */
  why = new Set();
  quantity = 'value';
  against = 'step';
  log = true;
  layout = 'overlay';
  #asked = null;
  #curve = '';

  /** The wish of the page: it counts until the viewer chooses, and again when the page wishes something else. */
  suggest(layout = 'overlay') {
    if (layout === this.#asked) return;
    this.#asked = this.layout = layout;
  }

  /** The curve that the page wishes, in the same way; an empty name wishes none. */
  suggestCurve(curve = '') {
    if (curve && curve !== this.#curve) this.quantity = curve;
    this.#curve = curve;
  }

  /** @param {Run[]} runs @returns {Run[]} */
  shown(runs) {
    return runs.filter((run) => !this.hidden.has(run.id));
  }

  /** @param {string} kind @param {boolean} shown */
  explain(kind, shown) {
    if (shown) this.why.add(kind);
    else this.why.delete(kind);
    globalThis[PLAIN] = this.why.size === 0;
  }

  /** Whether it has been chosen which arrows are drawn, be it none. */
  get explained() {
    return this.why.size > 0 || globalThis[PLAIN] === true;
  }

  toggle(id) {
    if (!this.hidden.delete(id)) this.hidden.add(id);
  }
}
