/**
 * What is left out while a hand moves the runs, so that every drawing has time for new paths: nothing is asked how
 * large it is unless something has another size, and words and tables are written as often as they can be read.
 */

/** @import { Pen } from '../drawing/plotly.js' */

/** Milliseconds between two writings. */
const PACE = 100;
/** For how many the answer to what was let go is awaited without Plotly, and is seen before Plotly draws it. */
const [ANSWER, MOMENT] = [1500, 60];

export class Haste {
  /** @type {Pen} */
  pen;
  /** @type {() => void} */
  changed;
  /** Whether all sizes have been read since something had another one. */
  #known = false;
  #due = 0;
  #timer = 0;
  #calm = -Infinity;
  #waits = false;
  #calming = 0;

  /** @param {Pen} pen @param {() => void} changed asks for a drawing @param {AbortSignal} signal */
  constructor(pen, changed, signal) {
    Object.assign(this, { pen, changed });
    signal.addEventListener('abort', () => {
      for (const timer of [this.#timer, this.#calming]) clearTimeout(timer);
    });
  }

  /** Something has another size. */
  resized() {
    this.#known = this.pen.sized = false;
  }

  /** Before a drawing. @param {boolean} moving whether a hand moves the runs */
  begin(moving) {
    this.pen.sized = moving && this.#known;
    this.#known = true;
  }

  /**
   * Whether what takes Plotly long is drawn without it: while a hand moves the runs; until the answer is there, which
   * another drawing would hold up; and the answer itself, which is seen the sooner.
   * @param {boolean} moving @param {boolean} waiting whether the server has not answered
   */
  hurries(moving, waiting) {
    const now = performance.now();
    if (moving) [this.#calm, this.#waits] = [now + ANSWER, true];
    else if (this.#waits && !waiting) [this.#calm, this.#waits] = [now + MOMENT, false];
    const hurries = now < this.#calm;
    clearTimeout(this.#calming);
    if (hurries && !moving) this.#calming = setTimeout(() => this.changed(), this.#calm - now);
    return hurries;
  }

  /** Whether this drawing has words; if not, another one is asked for that has. @param {boolean} moving */
  writes(moving) {
    const now = performance.now();
    clearTimeout(this.#timer);
    if (moving && now < this.#due) {
      this.#timer = setTimeout(() => this.changed(), this.#due - now);
      return false;
    }
    this.#due = now + PACE;
    return true;
  }
}
