/** Axes and layout of a contour and of small pictures. Pure. */

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

const TICKS = 9;
/** Pixels that a tick of x and of y needs at least, and in a small picture. */
const APART = [45, 32];
const CLOSE = [25, 24];

const ticks = (pixels, apart) => Math.max(2, Math.min(TICKS, Math.round(pixels / apart)));

/**
 * @param {Theme} theme
 * @param {View} view
 * @param {{ width: number, height: number }} size
 * @param {boolean} inside whether the words of the axes stay beside the picture: others may be close
 */
export function contourLayout(theme, view, { width, height }, inside = false) {
  const [x, y] = inside ? CLOSE : APART;
  const within = inside ? { ticklabeloverflow: 'hide past domain', tickfont: { size: 11 * theme.scale, color: theme.muted } } : {};
  return {
    xaxis: quietAxis(theme, view.x, { nticks: ticks(width, x), ...within }),
    yaxis: quietAxis(theme, view.y, { nticks: ticks(height, y), ...within }),
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, color: theme.text },
    showlegend: false,
  };
}
