/**
 * Colours of the page as the drawings need them, read through a probe: an element that takes its colours from the
 * page's variables and has a transition on them, so that a change of theme announces itself and nothing is polled.
 *
 * `scale` is how much larger than on a desk words, lines and heads are.
 *
 * @typedef {{ dark: boolean, scale: number, ground: string, text: string, muted: string, line: string, primary: string,
 *             font: string }} Theme
 */

import { h } from './dom.js';

/** Red, green and blue of a computed colour; a ground that lets everything through is a white page. */
function channels(color) {
  const [r, g, b, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return alpha === 0 ? [255, 255, 255] : [r, g, b];
}

const mix = (a, b, share) => `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * share)).join(',')})`;

/** Relative luminance as WCAG defines it. */
function luminance(rgb) {
  const [r, g, b] = rgb.map((v) => (v / 255 <= 0.03928 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function read(probe) {
  const style = getComputedStyle(probe);
  const ground = channels(style.backgroundColor);
  const text = channels(style.color);
  return {
    dark: luminance(ground) < 0.3,
    scale: Number(style.getPropertyValue('--slalom-scale')) || 1,
    ground: mix(ground, ground, 0),
    text: mix(text, text, 0),
    muted: mix(text, ground, 0.32),
    line: mix(text, ground, 0.86),
    primary: style.borderTopColor,
    font: style.fontFamily,
  };
}

/** On any machine there is one of these; what a page has loaded is on none, not even where its picture is drawn. */
const COMMON = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** For files: words take the room that was measured for them. @param {Theme} theme @returns {Theme} */
export const ofFiles = (theme) => ({ ...theme, font: COMMON });

/**
 * @param {HTMLElement} root
 * @param {(theme: Theme) => void} changed called when the colours of the page have changed
 * @param {AbortSignal} signal
 * @returns {{ current: () => Theme, check: () => void }}
 */
export function watchTheme(root, changed, signal) {
  const probe = h('div.slalom-probe', { 'aria-hidden': 'true' });
  root.append(probe);
  let theme = read(probe);
  let key = JSON.stringify(theme);
  const check = () => {
    theme = read(probe);
    const now = JSON.stringify(theme);
    if (now === key) return;
    key = now;
    root.classList.toggle('slalom-dark', theme.dark);
    changed(theme);
  };
  root.classList.toggle('slalom-dark', theme.dark);
  probe.addEventListener('transitionend', check, { signal });
  return { current: () => theme, check };
}
