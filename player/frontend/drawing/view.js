/**
 * The part of the plane that is seen. Pure.
 *
 * @typedef {{ x: [number, number], y: [number, number] }} View
 * @typedef {{ left: number, top: number, width: number, height: number }} Area in CSS pixels
 */

const DEEPEST = 1e-6;
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
  if (factor < 1 && span(x) * factor < span(domain.x) * DEEPEST) return { x, y };
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

/**
 * How maps may stretch what they show. `stretch` is how many times as long as a unit of y one of x may be, and the
 * other way round: 1 are equal scales. `lean` is which share of what is shown besides lies at the low end of x, of y.
 * @typedef {{ stretch: number, lean: [number, number] }} Framing
 */

/**
 * The least view that holds this one and is not stretched more than it may be.
 * @param {View} view @param {{ width: number, height: number }} area @param {Framing} framing @returns {View}
 */
export function framed({ x, y }, { width, height }, { stretch, lean }) {
  const [across, up] = [width / span(x), height / span(y)];
  const longer = /** @returns {[number, number]} */ (range, factor, share) => {
    const more = span(range) * Math.max(0, factor - 1);
    return [range[0] - share * more, range[1] + (1 - share) * more];
  };
  return { x: longer(x, across / (up * stretch), lean[0]), y: longer(y, up / (across * stretch), lean[1]) };
}

/** How many times as wide and as high as all there is to see a view may be. */
const AROUND = 3;

/** The view, brought back to where there is something: not too far, and its middle in `box`. @returns {View} */
export function near(view, box) {
  const factor = Math.min(1, AROUND * Math.max(span(box.x) / span(view.x), span(box.y) / span(view.y)));
  const kept = /** @returns {[number, number]} */ ([low, high], [least, most]) => {
    const half = ((high - low) / 2) * factor;
    const middle = Math.max(least, Math.min(most, (low + high) / 2));
    return [middle - half, middle + half];
  };
  return { x: kept(view.x, box.x), y: kept(view.y, box.y) };
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

/** Whether all of one view is in another. */
export const holds = (outer, { x, y }) =>
  outer.x[0] <= x[0] && outer.x[1] >= x[1] && outer.y[0] <= y[0] && outer.y[1] >= y[1];

export function sameView(a, b) {
  return a.x[0] === b.x[0] && a.x[1] === b.x[1] && a.y[0] === b.y[0] && a.y[1] === b.y[1];
}
