/** The surface as a Plotly contour. Pure. */

import { colors, lineColor } from '../drawing/colors.js';
import { geometry } from '../payload/heights.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Grid } from '../payload/payload.js' */

/**
 * @param {Grid} grid
 * @param {Theme} theme
 * @param {string} colorscale 'calm', 'viridis' or 'cividis'
 */
export function contourTrace(grid, theme, colorscale) {
  const { contours, ...data } = geometry(grid);
  return {
    type: 'contour',
    ...data,
    autocontour: false,
    contours: { ...contours, coloring: 'fill', showlines: true },
    colorscale: colors(theme, colorscale),
    line: { width: 0.7, color: lineColor(theme, colorscale), smoothing: 0 },
    connectgaps: false,
    showscale: false,
    showlegend: false,
    hoverinfo: 'skip',
  };
}
