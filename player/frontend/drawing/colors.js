/** The colours of the surface. Pure. */

const CALM = {
  light: [[0, '#2f5580'], [0.3, '#7f9fc0'], [0.65, '#c2d2e2'], [1, '#eff4f9']],
  dark: [[0, '#0f1a2a'], [0.35, '#1c3b56'], [0.7, '#315977'], [1, '#44708f']],
};
const NAMED = { viridis: 'Viridis', cividis: 'Cividis' };

/** @param {string} colorscale 'calm', 'viridis' or 'cividis' */
export const colors = (theme, colorscale) => NAMED[colorscale] ?? (theme.dark ? CALM.dark : CALM.light);

/** The colour of the contour lines: quiet on our own colours, seen on those of others. */
export function lineColor(theme, colorscale) {
  if (NAMED[colorscale]) return 'rgba(255,255,255,0.28)';
  return theme.dark ? 'rgba(140,180,210,0.26)' : 'rgba(47,85,128,0.30)';
}
