/** Axes and layout of a contour and of small pictures. Pure. */

import { fitted, plain, widthOf } from './fitted.js';
import { grown } from './plot.js';
import { longestTick } from './ticks.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { View } from './view.js' */

/** Axes of a small, quiet picture. `range` is [low, high]. */
export function quietAxis(theme, range, extra = {}) {
  return {
    range: [...range],
    showgrid: false,
    zeroline: false,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: theme.line,
    tickfont: { size: 12 * theme.scale, color: theme.muted },
    exponentformat: 'power',
    fixedrange: true,
    ...extra,
  };
}

/**
 * What an axis is called, in words of others.
 * @param {string} text
 * @param {number} pixels that it may take
 */
export function axisTitle(text, pixels, theme) {
  const size = 12 * theme.scale;
  return { text: plain(fitted(text, pixels, `${size}px ${theme.font}`)), standoff: 5, font: { size, color: theme.muted } };
}

/** With axes of its own; with names on them; and with the axes outside of it, on the left and below of all maps. */
const MARGIN = { l: 44, r: 12, t: 10, b: 28 };
const NAMED = { l: 62, r: 12, t: 10, b: 46 };
const BARE = { l: 3, r: 3, t: 3, b: 3 };

/**
 * The margin of a map.
 * @param {string[]} [names] of x and y, where they have any
 * @param {number} scale of words; 0 where there are none
 * @returns {typeof BARE}
 */
export function marginOf(names, scale = 1) {
  return scale ? /** @type {typeof BARE} */ (grown(names ? NAMED : MARGIN, scale)) : BARE;
}

const TICKS = 9;
/** Pixels that a tick of x and of y needs at least, and in a small picture. */
const APART = [45, 32];
const CLOSE = [25, 24];

/** Pixels beside a map for the numbers of y, and the least size of letters that makes long ones fit. */
const BESIDE = 37;
const LEAST = 6.5;

/** The size of numbers beside a map, whole: deep in a picture they are long. */
function besideSize(theme, range, count) {
  const size = 12 * theme.scale;
  const width = widthOf(longestTick(range, count), `${size}px ${theme.font}`);
  return Math.max(LEAST, Math.floor(10 * size * Math.min(1, (BESIDE * theme.scale) / width)) / 10);
}

const titled = (text, pixels, theme) => ({ title: axisTitle(text, pixels, theme) });

const ticks = (pixels, apart) => Math.max(2, Math.min(TICKS, Math.round(pixels / apart)));

/**
 * @param {Theme} theme
 * @param {View} view
 * @param {{ width: number, height: number }} size
 * @param {boolean} inside whether the words of the axes stay beside the picture: others may be close
 * @param {string[]} [names] of x and y, where they have any
 */
export function contourLayout(theme, view, { width, height }, inside = false, names = undefined) {
  const [x, y] = inside ? CLOSE : APART;
  const [across, up] = [ticks(width, x), ticks(height, y)];
  const small = inside ? 11 * theme.scale : Infinity;
  const beside = { tickfont: { size: Math.min(small, besideSize(theme, view.y, up)), color: theme.muted } };
  const within = inside ? { ticklabeloverflow: 'hide past domain', tickfont: { size: 11 * theme.scale, color: theme.muted } } : {};
  const named = names && !inside;
  const first = named ? titled(names[0], width, theme) : {};
  const second = named ? titled(names[1], height, theme) : {};
  return {
    xaxis: quietAxis(theme, view.x, { nticks: across, ...within, ...first }),
    yaxis: quietAxis(theme, view.y, { nticks: up, ...within, ...beside, ...second }),
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, color: theme.text },
    showlegend: false,
  };
}
