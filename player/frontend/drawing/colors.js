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

/** Red, green, blue and, where it is written, opacity. @param {string} color '#rrggbb' or 'rgba(…)' */
export function channels(color) {
  if (color.startsWith('#')) return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return color.match(/[\d.]+/g).map(Number);
}

/**
 * [red, green, blue] of the bands between `lines` contour lines, the lowest first, as Plotly colours them; null for
 * the scales that Plotly alone knows.
 */
export function bandColors(theme, colorscale, lines) {
  const scale = colors(theme, colorscale);
  if (typeof scale === 'string') return null;
  return Array.from({ length: lines + 1 }, (_, band) => {
    const share = band / lines;
    const above = Math.max(1, scale.findIndex(([end]) => end >= share));
    const [[from, low], [to, high]] = [scale[above - 1], scale[above]];
    const [a, b] = [channels(low), channels(high)];
    return a.map((c, i) => c + ((b[i] - c) * (share - from)) / (to - from));
  });
}
