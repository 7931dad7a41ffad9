/**
 * The part of the plane that is seen. Pure.
 *
 * @typedef {{ x: [number, number], y: [number, number] }} View
 * @typedef {{ left: number, top: number, width: number, height: number }} Area in CSS pixels
 */

const DEEPEST = 1e-6;
const WIDEST = 1e37;
const AIR = 0.04;

const span = ([low, high]) => high - low;

/** Pixel ↔ plane: `px = x · sx + ox`, `py = y · sy + oy`. */
export function scales({ x, y }, { left, top, width, height }) {
  const sx = width / span(x);
  const sy = -height / span(y);
  return { sx, sy, ox: left - x[0] * sx, oy: top + height - y[0] * sy };
}

/** The view after the content was dragged by (dx, dy) pixels. @returns {View} */
export function panned({ x, y }, { width, height }, dx, dy) {
  const mx = (dx * span(x)) / width;
  const my = (-dy * span(y)) / height;
  return { x: [x[0] - mx, x[1] - mx], y: [y[0] - my, y[1] - my] };
}

/** The view `factor` times as wide; the plane's point `at` stays in its place. @returns {View} */
export function zoomed({ x, y }, at, factor, domain) {
  const widest = Math.max(span(x), span(y)) * factor;
  if (factor < 1 && span(x) * factor < span(domain.x) * DEEPEST) return { x, y };
  if (factor > 1 && widest > WIDEST) return { x, y };
  /** @returns {[number, number]} */
  const about = (range, c) => [c + (range[0] - c) * factor, c + (range[1] - c) * factor];
  return { x: about(x, at.x), y: about(y, at.y) };
}

/** The view that holds the domain and all finite points of all paths. @returns {View} */
export function around(domain, runs) {
  const x = [...domain.x];
  const y = [...domain.y];
  for (const run of runs) {
    for (let i = 0; i <= 2 * run.last; i += 2) {
      const [px, py] = [run.x[i], run.x[i + 1]];
      if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
      if (px < x[0]) x[0] = px;
      if (px > x[1]) x[1] = px;
      if (py < y[0]) y[0] = py;
      if (py > y[1]) y[1] = py;
    }
  }
  const grown = /** @returns {[number, number]} */ (range, own) => [
    range[0] < own[0] ? range[0] - AIR * span(range) : range[0],
    range[1] > own[1] ? range[1] + AIR * span(range) : range[1],
  ];
  return { x: grown(x, domain.x), y: grown(y, domain.y) };
}

/** The least view that holds this one, about its middle, in which a unit of x is as long as a unit of y. */
export function levelled({ x, y }, { width, height }) {
  const unit = Math.max(span(x) / width, span(y) / height);
  const about = /** @returns {[number, number]} */ ([low, high], size) => {
    const air = (size * unit - (high - low)) / 2;
    return [low - air, high + air];
  };
  return { x: about(x, width), y: about(y, height) };
}

/** What becomes of a view by the move that led from one view to another. @returns {View} */
export function carried(view, from, to) {
  const moved = (c, a, b) => b[0] + ((c - a[0]) / span(a)) * span(b);
  const along = /** @returns {[number, number]} */ (axis) => {
    const [low, high] = view[axis];
    return [moved(low, from[axis], to[axis]), moved(high, from[axis], to[axis])];
  };
  return { x: along('x'), y: along('y') };
}

export function sameView(a, b) {
  return a.x[0] === b.x[0] && a.x[1] === b.x[1] && a.y[0] === b.y[0] && a.y[1] === b.y[1];
}
