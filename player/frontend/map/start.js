/**
 * Where the start is shown, and when the server hears of it. A dragged ring follows the finger at once; the server is
 * asked at most every EVERY ms, and not again before it has answered. Between the release and the answer the ring
 * stays where it was put.
 */

const EVERY = 120;
const PATIENCE = 4000;

export class Start {
  #own = null;
  #known = [0, 0];
  #sent = -Infinity;
  #waiting = false;
  #dragging = false;
  #timer = 0;

  /** @param {(point: { x: number, y: number }) => void} send @param {() => void} moved the shown place has changed */
  constructor(send, moved) {
    this.send = send;
    this.moved = moved;
  }

  get point() {
    return this.#own ?? { x: this.#known[0], y: this.#known[1] };
  }

  /** The place while it is dragged or nudged. */
  drag(point) {
    this.#dragging = true;
    this.#show(point);
    this.#later();
  }

  /** The place for good. */
  drop(point) {
    this.#dragging = false;
    this.#show(point);
    this.#ask();
  }

  /** An answer of the server: a path that starts at `start`. */
  answer(start, tolerance) {
    this.#known = start;
    this.#waiting = false;
    const own = this.#own;
    if (this.#dragging && this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#later();
    }
    if (!own || this.#dragging) return;
    if (Math.hypot(own.x - start[0], own.y - start[1]) <= tolerance) this.#release();
  }

  #show(point) {
    this.#own = point;
    this.moved();
  }

  #release() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#own = null;
    this.moved();
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#sent = performance.now();
    this.#waiting = true;
    this.send(this.#own);
    this.#timer = this.#dragging ? 0 : setTimeout(() => this.#release(), PATIENCE);
  }

  #later() {
    if (this.#timer) return;
    const due = this.#sent + (this.#waiting ? 5 * EVERY : EVERY) - performance.now();
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (this.#dragging) this.#ask();
    }, Math.max(0, due));
  }

  destroy() {
    clearTimeout(this.#timer);
  }
}
