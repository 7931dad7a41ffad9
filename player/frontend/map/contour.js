/** The surface as a Plotly contour. Pure. */

import { CONTOUR_WIDTH } from '../basics/looks.js';
import { bandScale, lineColor } from '../drawing/colors.js';
import { geometry } from '../payload/heights.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Values } from '../payload/payload.js' */

/**
 * @param {Values} values
 * @param {ReturnType<import('../payload/heights.js').bandsOf>} bands
 * @param {Theme} theme
 * @param {string} colorscale 'calm', 'viridis' or 'cividis'
 */
export function contourTrace(values, bands, theme, colorscale) {
  const { x, y } = geometry(values);
  const { z, first, lines } = bands;
  return {
    type: 'contour',
    x,
    y,
    z,
    autocontour: false,
    contours: { start: first, end: first + lines - 0.5, size: 1, coloring: 'fill', showlines: true },
    colorscale: bandScale(theme, colorscale, bands),
    line: { width: CONTOUR_WIDTH, color: lineColor(theme, colorscale), smoothing: 0 },
    connectgaps: false,
    showscale: false,
    showlegend: false,
    hoverinfo: 'skip',
  };
}
