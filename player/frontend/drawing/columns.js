/** How many maps stand in a row: as many as the page asks for where they have room, else as many as show the domain
 * largest. Pure. */

/** @import { View, Framing } from './view.js' */

/** Pixels of a stage that is as narrow as a phone. */
const SLIM = 480;
/** Pixels that a map needs in a row that the page asks for: with its own axes, and without. */
const ROOM = { own: 150, bare: 100 };

/** So many times as large a picture is worth another column. */
const LARGER = 1.04;

/** How large the domain is drawn in a map, in pixels squared; one that may have any shape is taken for a square. */
function drawn(map, domain, { stretch }) {
  if (stretch === Infinity) return drawn(map, { width: 1, height: 1 }, { stretch: 1 });
  const [across, up] = [map.width / domain.width, map.height / domain.height];
  const [x, y] = [Math.min(across, up * stretch), Math.min(up, across * stretch)];
  return map.width > 0 && map.height > 0 ? x * domain.width * y * domain.height : 0;
}

/**
 * @param {number} count of maps
 * @param {{ width: number, height: number }} stage in pixels
 * @param {{ width: number, height: number }} domain in units of x and y
 * @param {Framing} framing
 * @param {{ width: number, height: number }} taken what axes and gaps take of each map, in pixels
 */
function columns(count, stage, domain, framing, taken) {
  let best = { across: 1, size: 0 };
  for (let across = 1; across <= count; across++) {
    const rows = Math.ceil(count / across);
    const map = { width: stage.width / across - taken.width, height: stage.height / rows - taken.height };
    const size = drawn(map, domain, framing);
    if (size > best.size * LARGER) best = { across, size };
  }
  return best.across;
}

/**
 * @param {number} count of maps
 * @param {{ asked?: number, bare: boolean, narrow: boolean, stage: { width: number, height: number },
 *           domain?: View, framing: Framing, margin: { l: number, r: number, t: number, b: number } }} place
 *   what the page asks for, whether maps have no axes of their own, and where they stand
 */
export function inARow(count, { asked, bare, narrow, stage, domain, framing, margin: { l, r, t, b } }) {
  const roomy = !narrow || stage.width >= SLIM;
  if (asked && asked <= count && roomy && stage.width >= asked * (bare ? ROOM.bare : ROOM.own)) return asked;
  if (narrow) return stage.width < SLIM ? 1 : Math.min(2, count);
  if (!domain) return 1;
  const whole = { width: domain.x[1] - domain.x[0], height: domain.y[1] - domain.y[0] };
  return columns(count, stage, whole, framing, { width: l + r, height: t + b });
}
