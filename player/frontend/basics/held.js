/**
 * A value that a hand holds, and when the server hears of it. While it is held the server is asked at most every EVERY
 * ms, and not again before it has answered, unless nobody needs its answer; when it is let go, at once. Between that
 * and the answer the value stays. While the server is away it stays, too, and is told again when the server is back.
 */

const EVERY = 120;
const PATIENCE = 4000;

/** @template T */
export class Held {
  /** What is held, or was let go and is not answered; null where the server's is shown. @type {T | null} */
  value = null;
  /** Whether a hand holds it now. */
  moving = false;
  /** Whether anybody needs the server's answer while it is held. @type {() => boolean} */
  asks = () => true;
  #sent = -Infinity;
  #waiting = false;
  #away = false;
  #timer = 0;

  /** @param {(value: T) => void} send @param {() => void} moved the shown value has changed */
  constructor(send, moved) {
    this.send = send;
    this.moved = moved;
  }

  /** The value while it is held. @param {T} value */
  move(value) {
    this.moving = true;
    this.#show(value);
    if (this.asks()) this.#later();
  }

  /** The value for good. @param {T} value */
  drop(value) {
    this.moving = false;
    this.#show(value);
    this.#ask();
  }

  /** The server has answered. @param {(value: T) => boolean} fits whether with this value */
  answer(fits) {
    this.#waiting = false;
    if (this.moving && this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#later();
    }
    if (this.value !== null && !this.moving && fits(this.value)) this.release();
  }

  /** @param {boolean} there whether the server can be reached */
  reach(there) {
    const back = there && this.#away;
    this.#away = !there;
    if (this.value === null || this.moving) return;
    clearTimeout(this.#timer);
    if (back) this.#ask();
  }

  /** What the server has is shown again. */
  release() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.value = null;
    this.moved();
  }

  #show(value) {
    this.value = value;
    this.moved();
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#sent = performance.now();
    this.#waiting = true;
    this.send(this.value);
    const ends = !this.moving && !this.#away;
    this.#timer = ends ? setTimeout(() => this.release(), PATIENCE) : 0;
  }

  #later() {
    if (this.#timer) return;
    const due = this.#sent + (this.#waiting ? 5 * EVERY : EVERY) - performance.now();
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (this.moving) this.#ask();
    }, Math.max(0, due));
  }

  destroy() {
    clearTimeout(this.#timer);
  }
}
