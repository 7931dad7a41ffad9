/** What the viewer has chosen to see. It outlives every payload; the wish to see no arrows outlives the player, too. */

/** @import { Run } from '../payload/payload.js' */

const NONE = 'none';
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
  /** What stands for several paths of a run. @type {'median' | 'mean' | 'single'} */
  sample = 'median';
  /** Which of them is shown alone; null until somebody asks, and then the median run. @type {number | null} */
  lane = null;
  #together = 'median';
  #asked = null;
  #curve = '';

  /** The wish of the page: it counts until the viewer chooses, and again when the page wishes something else or wishes
   * it again. @param {string} [layout] @param {boolean} [again] */
  suggest(layout = 'overlay', again = false) {
    if (layout === this.#asked && !again) return;
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

  /** Which arrows a link asks for: "none" is a choice, too. @param {string[]} kinds */
  explainAll(kinds) {
    this.why = new Set(kinds.filter((kind) => kind !== NONE));
    if (kinds.includes(NONE)) globalThis[PLAIN] = true;
  }

  /** The same of what is drawn, for a link; nothing where nobody has chosen. */
  get arrows() {
    return this.explained && !this.why.size ? [NONE] : [...this.why];
  }

  /** Whether it has been chosen which arrows are drawn, be it none. */
  get explained() {
    return this.why.size > 0 || globalThis[PLAIN] === true;
  }

  /** One alone, and with the same click back to what was before. */
  showSample(way) {
    const back = way === 'single' && this.sample === 'single';
    this.sample = back ? this.#together : way;
    if (this.sample !== 'single') this.#together = this.sample;
  }

  /** What of several paths is drawn, as `bundles.js` asks. */
  get together() {
    return { sample: this.sample, lane: this.lane ?? 0 };
  }

  toggle(id) {
    if (!this.hidden.delete(id)) this.hidden.add(id);
  }
}
