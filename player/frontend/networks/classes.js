/** How classes look: a calm ground, and points that differ in shape as well as in colour. */

import { channels } from '../drawing/colors.js';

/** @import { Theme } from '../basics/theme.js' */

/** Colour-blind readers tell these, and no path has one of them as a ground. */
const COLORS = ['#0072b2', '#d98e04', '#009e73', '#b5578f', '#6a6fb0', '#8c6d46', '#2a9d9d', '#c4553b', '#5f7f2e', '#808890'];
const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'pentagon', 'hexagon', 'star', 'down', 'left', 'right'];
/** How much of its colour the ground of a class has. */
const TINT = { light: 0.3, dark: 0.42 };
/** What a byte says where there is no number, and where a score is 1. */
export const [NOTHING, FULL] = [255, 254];

const of = (list, k) => list[k % list.length];

/** @param {number} k number of the class */
export const classLook = (k) => ({ color: of(COLORS, k), marker: of(SHAPES, k) });

/** @param {number[]} a @param {number[]} b @param {number} share of b */
const mixed = (a, b, share) => a.map((value, i) => value + (b[i] - value) * share);

/** The ground of a class as red, green and blue. @param {Theme} theme */
const tint = (k, theme) => mixed(channels(theme.ground), channels(of(COLORS, k)), theme.dark ? TINT.dark : TINT.light);

/**
 * Every byte of a film as red, green, blue and alpha.
 * @param {'class' | 'score' | 'fit'} kind @param {Theme} theme
 * @returns {Uint8ClampedArray} 256 colours
 */
export function paletteOf(kind, theme) {
  const colors = new Uint8ClampedArray(4 * 256);
  const [none, one] = [tint(0, theme), tint(1, theme)];
  for (let byte = 0; byte < NOTHING; byte++) {
    colors.set([...(kind === 'score' ? mixed(none, one, byte / FULL) : tint(byte, theme)), 255], 4 * byte);
  }
  return colors;
}
