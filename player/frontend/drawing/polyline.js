/** Long lines on canvases: stroked in pieces, cut where they lead far away, without points that lie on each other. */

/** Beyond this many pixels a canvas loses precision: such a segment is cut, which leaves its direction. */
const FAR = 4000;
/** Points closer than this many pixels to the last one may be left out. */
const FINE = 0.35;
/** A stroke of a long polyline costs more than its parts. */
const CHUNK = 64;

/** Whether a place is so far away. */
export const outside = (value) => value < -FAR || value > FAR;

/** Liang–Barsky: the part of a segment within ±FAR as [x0, y0, x1, y1], or null. */
function cut(x0, y0, x1, y1) {
  let [from, to] = [0, 1];
  for (const [start, delta] of [[x0, x1 - x0], [y0, y1 - y0]]) {
    const [enter, leave] = [(-FAR - start) / delta, (FAR - start) / delta].sort((a, b) => a - b);
    if (delta === 0 && outside(start)) return null;
    if (delta !== 0) [from, to] = [Math.max(from, enter), Math.min(to, leave)];
  }
  if (from > to) return null;
  return [x0 + from * (x1 - x0), y0 + from * (y1 - y0), x0 + to * (x1 - x0), y0 + to * (y1 - y0)];
}

/** One polyline on several canvases at once, stroked in pieces. */
export class Polyline {
  /** @type {CanvasRenderingContext2D[]} */
  contexts;
  /** @type {number} */
  length;
  #path = new Path2D();
  #x = NaN;
  #y = NaN;
  #down = false;
  #count = 0;
  #begun;

  /**
   * @param {CanvasRenderingContext2D[]} contexts
   * @param {number} [length] of what was drawn of this line before, so that its dashes go on
   */
  constructor(contexts, length = 0) {
    Object.assign(this, { contexts, length });
    this.#begun = length;
  }

  /** Whether a point lies on the last one. */
  near(x, y, fine = FINE) {
    return this.#down && Math.abs(x - this.#x) + Math.abs(y - this.#y) < fine;
  }

  /** A line from the last point to this one; a point that is not finite leaves a gap. */
  to(x, y) {
    if (Number.isNaN(this.#x) || !Number.isFinite(x + y)) this.#down = false;
    else if (outside(x) || outside(y) || outside(this.#x) || outside(this.#y)) this.#far(x, y);
    else this.#line(x, y);
    [this.#x, this.#y] = Number.isFinite(x + y) ? [x, y] : [NaN, NaN];
    if (this.#count >= CHUNK) this.stroke();
  }

  #line(x, y) {
    if (!this.#down) this.#path.moveTo(this.#x, this.#y);
    this.#path.lineTo(x, y);
    this.length += Math.hypot(x - this.#x, y - this.#y);
    this.#down = true;
    this.#count += 1;
  }

  #far(x, y) {
    const part = cut(this.#x, this.#y, x, y);
    this.#down = false;
    if (!part) return;
    this.#path.moveTo(part[0], part[1]);
    this.#path.lineTo(part[2], part[3]);
  }

  stroke() {
    for (const context of this.contexts) {
      context.lineDashOffset = this.#begun;
      context.stroke(this.#path);
    }
    this.#path = new Path2D();
    [this.#down, this.#count, this.#begun] = [false, 0, this.length];
  }
}
