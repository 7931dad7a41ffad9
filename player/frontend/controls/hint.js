/** One line that invites: it goes with the first thing that is done, or when it has been seen for some seconds. */

import { setText } from '../basics/dom.js';

const ACTIONS = ['pointerdown', 'wheel', 'keydown', 'input'];

/**
 * How long it stays and how it fades is said in the style sheet.
 * @param {HTMLElement} root the player: anything done in it is an action
 * @param {HTMLElement} line
 * @param {{ hint?: string, embed?: boolean }} options of the first payload; a place in another page is told nothing
 * @param {AbortSignal} signal
 */
export function invite(root, line, { hint = '', embed = false }, signal) {
  if (!hint || embed) return;
  const ending = new AbortController();
  const until = { signal: AbortSignal.any([signal, ending.signal]), capture: true, passive: true };
  const seen = new IntersectionObserver(([{ isIntersecting }]) => line.classList.toggle('slalom-seen', isIntersecting));
  until.signal.addEventListener('abort', () => seen.disconnect());
  for (const action of ACTIONS) root.addEventListener(action, () => line.classList.add('slalom-done'), until);
  line.addEventListener('animationend', () => ((line.hidden = true), ending.abort()), until);
  setText(line, hint);
  line.hidden = false;
  seen.observe(line);
}
