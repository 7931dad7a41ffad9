/** The formula above the picture. One that is too long fades out at the end, is scrolled, and opens when pointed at. */

import { mathNodes } from '../basics/math.js';

export class Formula {
  #shown = null;

  /** @param {HTMLElement} line in a heading that is as wide as it may be */
  constructor(line) {
    this.line = line;
    line.addEventListener('scroll', () => this.measure(), { passive: true });
  }

  /** @param {string} [markup] MathML */
  set(markup = '') {
    if (markup !== this.#shown) this.line.replaceChildren(...mathNodes(markup));
    this.#shown = markup;
    this.measure();
  }

  /** Its width, or what of it is seen, has changed. */
  measure() {
    const { line } = this;
    const room = line.parentElement.clientWidth;
    const long = line.scrollWidth > room + 1;
    line.classList.toggle('slalom-long', long);
    line.classList.toggle('slalom-end', long && line.scrollLeft + room >= line.scrollWidth - 1);
    if (long) line.tabIndex = 0;
    else line.removeAttribute('tabindex');
  }
}
