/** Room for words on a map: a box that covers no path. Pure. */

/** @typedef {{ left: number, top: number, width: number, height: number }} Box in pixels */

/** Pixels that stay free around a box. */
const AIR = 8;

const inside = ({ left, top, width, height }, px, py) =>
  px > left - AIR && px < left + width + AIR && py > top - AIR && py < top + height + AIR;

/** Whether the line from a to b meets a box. */
function meets(box, a, b) {
  const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(b.px - a.px), Math.abs(b.py - a.py)) / AIR));
  if (pieces > 1e3) return inside(box, a.px, a.py) || inside(box, b.px, b.py);
  for (let i = 0; i <= pieces; i++) {
    const share = i / pieces;
    if (inside(box, a.px + (b.px - a.px) * share, a.py + (b.py - a.py) * share)) return true;
  }
  return false;
}

/** Whether a box covers any of these lines. @param {Box} box @param {{ px: number, py: number }[][]} lines */
export const covers = (box, lines) =>
  lines.some((line) => line.some((point, i) => meets(box, line[Math.max(0, i - 1)], point)));

/** The corners and the middles of the upper and the lower edge of `area`, for a box of this size. @param {Box} area */
export function places(area, { width, height }, air = AIR) {
  const lefts = [(area.width - width) / 2, air, area.width - width - air];
  const tops = [area.height - height - air, air];
  return tops.flatMap((top) => lefts.map((left) => ({ left: area.left + left, top: area.top + top, width, height })));
}
