/** Why and when a run ends, as `simulation/running/ending.py` and `stop.py` have it. Pure. */

/** @typedef {{ gradient_norm?: number, value_below?: number, patience?: number, min_delta?: number }} Stop */

export const OUT_OF_STEPS = 'out of steps';

export class Ending {
  #best = Infinity;
  #waited = 0;

  /** @param {Stop} [stop] */
  constructor(stop) {
    this.stop = { gradient_norm: 0, value_below: 0, patience: 0, min_delta: 0, ...stop };
  }

  /**
   * The reason to end at this row, or ''. Rows come in order.
   * @param {Float64Array} R registers @param {Record<string, number>} at where x and gradient stand in them
   * @param {number} value of what the rule descends on @param {number} n coordinates
   */
  at(R, at, value, n) {
    const { gradient_norm: small, value_below: low } = this.stop;
    let [finite, square] = [Number.isFinite(value), 0];
    for (let i = 0; i < n; i++) {
      const slope = R[at.gradient + i];
      finite &&= Number.isFinite(R[at.x + i]) && Number.isFinite(slope);
      square += slope * slope;
    }
    const tired = this.#tired(value);
    if (!finite) return 'diverged';
    if ((small > 0 && Math.sqrt(square) < small) || (low > 0 && value < low)) return 'converged';
    return tired ? 'stopped' : '';
  }

  #tired(value) {
    if (!(this.stop.patience > 0)) return false;
    const better = value < this.#best - this.stop.min_delta;
    this.#waited = better ? 0 : this.#waited + 1;
    if (better) this.#best = value;
    return this.#waited >= this.stop.patience;
  }
}
