/**
 * A player that nobody answers: what is walked in it stays until the reader takes it back, and a line under the bar
 * says so. What cannot be walked here cannot be moved.
 */

import { h, setText } from '../basics/dom.js';

/** @import { Translate } from '../basics/dom.js' */

const MOVED = 'Worked out in this page.';
const BACK = 'As it was';
const FIXED = 'This page cannot walk {runs}, so the start and the numbers stay as they are.';

/**
 * @param {HTMLElement} line @param {Translate} t @param {() => void} takeBack
 * @returns {(moved: boolean, resting: string[]) => void} says that something was moved, or which runs cannot be walked
 */
export function standAlone(line, t, takeBack) {
  const words = h('span');
  const button = h('button.slalom-link', { type: 'button', onclick: takeBack }, t(BACK));
  line.replaceChildren(words, ' ', button);
  return (moved, resting) => {
    const runs = [...new Set(resting)].join(', ');
    setText(words, moved ? t(MOVED) : runs && t(FIXED, { runs }));
    button.hidden = !moved;
    line.hidden = !moved && !runs;
  };
}
