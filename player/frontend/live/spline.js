/**
 * f as a spline of x and y, by the knots and coefficients that came with the grid: its derivatives are those of the
 * basis functions. Where there are no heights it is NaN, as on the server (`surfaces/heightmaps/heightmap.py`). Pure.
 */

/** @import { Spline } from '../payload/payload.js' */
/** @import { Ask } from './machine.js' */

/** The basis functions along one axis that are not zero at a place: themselves, and their derivatives. */
class Basis {
  /** @param {Float64Array} knots @param {number} degree */
  constructor(knots, degree) {
    this.knots = knots;
    this.degree = degree;
    this.count = knots.length - degree - 1;
    /** By order of the derivative; then one number a function, from that of coefficient `first` on. */
    this.orders = [0, 1, 2].map(() => new Float64Array(degree + 1));
    this.first = 0;
  }

  /** @param {number} u @returns {boolean} whether there are heights at this place */
  at(u) {
    const { knots, degree, count, orders } = this;
    if (!(u >= knots[degree] && u <= knots[count])) return false;
    const span = this.#span(u);
    for (const one of orders) one.fill(0);
    orders[0][0] = 1;
    for (let d = 1; d <= degree; d++) this.#raise(d, span, u);
    this.first = span - degree;
    return true;
  }

  /** The last knot that is not above u and below another one. */
  #span(u) {
    const { knots, degree, count } = this;
    let [low, high] = [degree, count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (u < knots[middle]) high = middle;
      else low = middle;
    }
    return low;
  }

  /** From functions of degree d − 1 to those of degree d, each of which is made of two; derivatives first, since they
   * read what the next order overwrites. */
  #raise(d, span, u) {
    const { knots, orders: [plain, first, second] } = this;
    for (let r = d; r >= 0; r--) {
      const i = span - d + r;
      const before = r > 0 ? 1 / (knots[i + d] - knots[i]) : 0;
      const after = r < d ? 1 / (knots[i + d + 1] - knots[i + 1]) : 0;
      const slope = (of) => d * ((r > 0 ? of[r - 1] * before : 0) - (r < d ? of[r] * after : 0));
      second[r] = slope(first);
      first[r] = slope(plain);
      const rising = r > 0 ? plain[r - 1] * (u - knots[i]) * before : 0;
      const falling = r < d ? plain[r] * (knots[i + d + 1] - u) * after : 0;
      plain[r] = rising + falling;
    }
  }
}

/** Orders of the derivatives along x and y that a question has for its answers. */
const PARTS = { value: [[0, 0]], 1: [[0, 0], [1, 0], [0, 1]], 2: [[0, 0], [2, 0], [1, 1], [0, 2]] };

/** The same questions as `Ground` answers. */
export class SplineGround {
  dimensions = 2;
  /** It has no numbers of its own. @type {Record<string, number>} */
  own = {};
  /** @type {Uint16Array | null} */
  rows = null;
  /** Rows of data: none. */
  count = 0;

  /** @param {Spline} [spline] RangeError if it has not come */
  constructor(spline) {
    if (!spline) throw new RangeError('a surface without its spline');
    const { degrees, x, y, coefficients } = spline;
    this.x = new Basis(x, degrees[0]);
    this.y = new Basis(y, degrees[1]);
    this.coefficients = coefficients;
    this.answers = new Float64Array(PARTS[2].length);
    if (this.x.count * this.y.count !== coefficients.length) throw new RangeError('a spline that cannot be right');
  }

  set() {}

  /** @type {Ask} */
  ask = (order, registers, point, to) => {
    const found = this.whole(order, registers, point);
    const from = order === 1 ? 0 : 1;
    for (let i = from; i < PARTS[order].length; i++) registers[to + i - from] = found[i];
  };

  /** @param {1 | 2} order @param {ArrayLike<number>} registers @param {number} point */
  whole(order, registers, point) {
    return this.#answer(PARTS[order], registers[point], registers[point + 1]);
  }

  /** @returns {number} f at a point in registers */
  value(registers, point) {
    return this.#answer(PARTS.value, registers[point], registers[point + 1])[0];
  }

  #answer(parts, u, v) {
    const { x, y, answers } = this;
    const there = x.at(u) && y.at(v);
    parts.forEach(([across, up], k) => (answers[k] = there ? this.#sum(x.orders[across], y.orders[up]) : NaN));
    return answers;
  }

  #sum(across, up) {
    const { x, y, coefficients } = this;
    let total = 0;
    for (let i = 0; i <= x.degree; i++) {
      const from = (x.first + i) * y.count + y.first;
      for (let j = 0; j <= y.degree; j++) total += coefficients[from + j] * across[i] * up[j];
    }
    return total;
  }

  /** f over a rectangle, row by row from below. */
  heights([xmin, xmax, ymin, ymax], rows, columns, into) {
    for (let i = 0; i < rows * columns; i++) {
      const [column, row] = [i % columns, Math.floor(i / columns)];
      const at = [xmin + ((xmax - xmin) * column) / (columns - 1), ymin + ((ymax - ymin) * row) / (rows - 1)];
      into[i] = this.value(at, 0);
    }
    return into;
  }
}
