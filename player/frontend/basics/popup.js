/** A small box that a button opens: it closes by the button, by Escape, and by a press anywhere else. */

import { h } from './dom.js';

/**
 * @param {HTMLButtonElement} opener
 * @param {HTMLElement} popup
 * @param {AbortSignal} signal
 * @returns {{ element: HTMLElement, open: (open: boolean) => void }} both in one element
 */
export function createPopup(opener, popup, signal) {
  const open = (shown) => {
    popup.hidden = !shown;
    opener.setAttribute('aria-expanded', String(shown));
  };
  const element = h('div.slalom-menu', {}, opener, popup);
  opener.addEventListener('click', () => open(popup.hidden));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || popup.hidden) return;
    event.stopPropagation();
    open(false);
    opener.focus();
  });
  const outside = (event) => element.contains(event.target) || open(false);
  document.addEventListener('pointerdown', outside, { signal, capture: true });
  open(false);
  return { element, open };
}
