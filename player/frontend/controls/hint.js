/**
 * Two lines over the picture that go by themselves: one invites, and goes with the first thing that is done or when it
 * has been seen for some seconds; the other says how the wheel zooms, when it is turned over a map.
 */

import { setText } from '../basics/dom.js';

/** @import { Translate } from '../basics/dom.js' */

const ACTIONS = ['pointerdown', 'wheel', 'keydown', 'input'];
/** How long the second stays after the last turn, in ms. */
const STAYS = 1400;
/** Pixels of a map beside the first, which breaks its line where the map is narrow. */
const AIR = 24;

/** Whether fingers do what a mouse does elsewhere. */
const touched = () => matchMedia('(pointer: coarse)').matches;

/**
 * How long it stays and how it fades is said in the style sheet.
 * @param {HTMLElement} root the player: anything done in it is an action
 * @param {HTMLElement} line
 * @param {{ hint?: string, tap?: string, embed?: boolean }} options of the first payload: the words, and those for
 *   fingers; a place in another page is told nothing
 * @param {AbortSignal} signal
 */
export function invite(root, line, { hint = '', tap = hint, embed = false }, signal) {
  if (!hint || embed) return;
  const ending = new AbortController();
  const until = { signal: AbortSignal.any([signal, ending.signal]), capture: true, passive: true };
  const seen = new IntersectionObserver(([{ isIntersecting }]) => line.classList.toggle('slalom-seen', isIntersecting));
  until.signal.addEventListener('abort', () => seen.disconnect());
  const scrolls = (event) => event.type === 'wheel' && !event.ctrlKey && !event.metaKey;
  const act = (event) => scrolls(event) || line.classList.add('slalom-done');
  for (const action of ACTIONS) root.addEventListener(action, act, until);
  line.addEventListener('animationend', () => ((line.hidden = true), ending.abort()), until);
  setText(line, touched() ? tap : hint);
  line.classList.add('slalom-away'); // until it has its place
  line.hidden = false;
  seen.observe(line);
}

/** Puts the invitation where it covers no path; where there is no such place, it is not seen. */
export function place(line, board) {
  if (line.hidden) return;
  line.style.setProperty('--slalom-room', `${board.areas[0].width - AIR}px`);
  const { offsetWidth: width, offsetHeight: height } = line;
  const free = board.room({ width, height });
  line.classList.toggle('slalom-away', !free);
  if (!free) return;
  const { offsetLeft, offsetTop } = board.host;
  line.style.left = `${Math.round(offsetLeft + free.left)}px`;
  line.style.top = `${Math.round(offsetTop + free.top)}px`;
}

/**
 * @param {HTMLElement} line
 * @param {Translate} t
 * @param {AbortSignal} signal
 * @returns {() => void} to be called when the wheel was turned and nothing zoomed
 */
export function wheelHint(line, t, signal) {
  let timer = 0;
  const key = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : t('Ctrl');
  setText(line, t('Hold {key} and turn the wheel to zoom', { key }));
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    line.classList.add('slalom-seen');
    clearTimeout(timer);
    timer = setTimeout(() => line.classList.remove('slalom-seen'), STAYS);
  };
}
