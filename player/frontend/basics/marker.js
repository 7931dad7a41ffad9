/** The head of a run beside its name. */

import { svg } from './dom.js';
import { outline } from './shapes.js';

const CHIP = 16;

/** The head of a run as a small drawing. @param {{ marker: string, color: string }} run */
export function marker({ marker: shape, color }) {
  const drawing = svg('slalom-marker', CHIP, outline(shape, CHIP / 2, 5));
  drawing.style.fill = color;
  return drawing;
}
