/**
 * Which step is shown, and how it moves. Pure: it knows no DOM and no timer; whoever draws calls `tick`.
 */

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10];

const STEPS_A_SECOND = 30;
const LONGEST_SECONDS = 10;
/** A tab that was hidden comes back with a long gap: the path then goes on instead of jumping. */
const LONGEST_GAP = 0.1;

export class Clock {
  last = 0;
  playing = false;
  loop = false;
  speed = 1;
  #position = 0;
  #thinned;

  get step() {
    return this.#shown(this.#position);
  }

  get atEnd() {
    return this.step >= this.last;
  }

  /** Steps a second at the present speed: at 1×, 30, or as many as end the whole path in 10 s. */
  get rate() {
    return this.speed * Math.max(STEPS_A_SECOND, this.last / LONGEST_SECONDS);
  }

  /**
   * A new path: the step stays, and the end stays the end.
   * @param {number} last
   * @param {[number, number]} [thinned] all steps up to the first number can be shown, then every so many-th
   */
  setLast(last, thinned) {
    const ended = this.atEnd && !this.playing;
    this.last = last;
    this.#thinned = thinned;
    this.#position = ended ? last : Math.min(this.#position, last);
  }

  /** The last step that can be shown and is no later. */
  #shown(position) {
    const step = Math.min(this.last, Math.floor(position));
    const [dense, every] = this.#thinned ?? [this.last, 1];
    return step <= dense || step === this.last ? step : step - ((step - dense) % every);
  }

  /** The step, or the next one in this direction that can be shown. */
  seek(step) {
    const wanted = Math.max(0, Math.min(this.last, Math.round(step)));
    const before = this.#shown(wanted);
    const ahead = before < wanted && wanted > this.step;
    this.#position = ahead ? Math.min(this.last, before + this.#thinned[1]) : before;
  }

  /** One step by hand stops the playing. */
  stepBy(steps) {
    this.playing = false;
    this.seek(this.step + steps);
  }

  play() {
    if (this.atEnd) this.#position = 0;
    this.playing = this.last > 0;
  }

  pause() {
    this.playing = false;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** The next faster (1) or slower (-1) speed. */
  shiftSpeed(direction) {
    const at = SPEEDS.indexOf(this.speed) + direction;
    this.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at))];
  }

  /** @param {number} seconds since the last tick */
  tick(seconds) {
    if (!this.playing) return;
    this.#position += Math.min(seconds, LONGEST_GAP) * this.rate;
    if (this.#position < this.last) return;
    if (this.loop && this.#position >= this.last + this.rate * 0.5) this.#position = 0;
    else if (!this.loop) {
      this.#position = this.last;
      this.playing = false;
    }
  }
}
