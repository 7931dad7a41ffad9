/** The name of a map, in the first of its corners where it does not cover the start. */

import { h } from '../basics/dom.js';
import { marker } from '../basics/marker.js';

/** @import { Run } from '../payload/payload.js' */

const CORNERS = ['top-left', 'bottom-left', 'top-right', 'bottom-right'];
/** Pixels around the middle of the start that stay free. */
const RING = 16;

export class Name {
  #host = h('div.slalom-chip', { hidden: true });
  /** What is written, and as what. */
  #said = '';
  /**
   * What is covered in each corner. It is asked once as long as the same is written: asked at every drawing, a browser
   * lays all of the page out for it.
   * @type {Map<string, { left: number, top: number, right: number, bottom: number }>}
   */
  #covered = new Map();

  /** @param {HTMLElement} map */
  constructor(map) {
    map.append(this.#host);
  }

  /** @param {Run | null} run the run of its map, if it is named @param {boolean} moving whether a hand moves it */
  set(run, moving) {
    this.#host.hidden = !run;
    if (!moving) this.#covered.clear();
    const said = run ? JSON.stringify([run.label, run.marker, run.color]) : '';
    if (run && said !== this.#said) this.#host.replaceChildren(marker(run), h('span', {}, run.label));
    if (said !== this.#said) this.#covered.clear();
    this.#said = said;
  }

  /** Out of the way of the start. @param {{ px: number, py: number }} start */
  place({ px, py }) {
    if (this.#host.hidden) return;
    const corner = CORNERS.find((name) => {
      const { left, top, right, bottom } = this.#at(name);
      return !(px > left - RING && px < right + RING && py > top - RING && py < bottom + RING);
    });
    this.#stand(corner ?? CORNERS[0]);
  }

  /** Its two ends, in pixels of the map; nothing if it is not there. */
  ends() {
    if (this.#host.hidden) return [];
    const { left, top, right, bottom } = this.#at(this.#host.dataset.corner ?? CORNERS[0]);
    const py = (top + bottom) / 2;
    return [{ px: left, py }, { px: right, py }];
  }

  #at(corner) {
    let found = this.#covered.get(corner);
    if (!found) {
      this.#stand(corner);
      const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = this.#host;
      this.#covered.set(corner, (found = { left, top, right: left + width, bottom: top + height }));
    }
    return found;
  }

  #stand(corner) {
    if (this.#host.dataset.corner !== corner) this.#host.dataset.corner = corner;
  }
}
