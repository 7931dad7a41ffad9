/**
 * What stands on the map: the start as a ring that can be dragged or nudged by keys, minima as stars, saddles as
 * crosses, maxima as triangles, and one tooltip for all of them. Real elements, so that keys and screen readers reach
 * them.
 */

import { h, setText, svg } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { outline } from '../basics/shapes.js';
import { PLACES } from '../drawing/places.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Plot } from '../drawing/plot.js' */
/** @import { Paths } from '../payload/payload.js' */
/** @import { Start } from './start.js' */

const SIZE = 24;
const KINDS = {
  minima: { name: 'minimum', focusable: true },
  saddles: { name: 'saddle', focusable: true },
  local_minima: { name: 'local minimum', focusable: false },
  maxima: { name: 'maximum', focusable: false },
};
const NUDGE = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FINE = 0.01;
const COARSE = 0.1;

export class Marks {
  /** @type {Translate} */
  t;
  /** @type {Start} */
  start;
  plot;
  #marks = [];

  /**
   * @param {Plot} plot
   * @param {{ start: Start, t: Translate, signal: AbortSignal }} context
   */
  constructor(plot, { start, t, signal }) {
    Object.assign(this, { plot, start, t });
    this.tip = h('div.slalom-tip', { role: 'tooltip', hidden: true });
    this.ring = h('button.slalom-ring', { type: 'button', 'aria-roledescription': t('draggable point') });
    this.box = h('div.slalom-marks');
    plot.host.append(this.box, this.ring, this.tip);
    this.#dragRing(signal);
    this.#nudgeRing(signal);
    this.#nameRing();
    this.#explain(this.ring, () => `${t('start')} ${this.#words(start.point)}.${start.fixed ? '' : ` ${t('Drag it, or use the arrow keys.')}`}`);
  }

  /** @param {Paths} paths @param {boolean} reached whether the Tab key comes here */
  set(paths, reached) {
    const { t } = this;
    this.ring.tabIndex = reached ? 0 : -1;
    this.ring.disabled = this.start.fixed;
    this.line = paths.line;
    const key = JSON.stringify([paths.minima, paths.saddles, paths.local_minima, paths.maxima, reached]);
    if (key === this.key) return;
    this.key = key;
    this.#marks = Object.entries(KINDS).flatMap(([kind, look]) =>
      paths[kind].map(([x, y, name]) => {
        const words = `${name || t(look.name)} ${this.#words({ x, y })}`;
        const drawing = svg('slalom-shape', SIZE, outline(PLACES[kind].shape, SIZE / 2, PLACES[kind].radius));
        const options = { role: 'img', 'aria-label': words, tabindex: look.focusable && reached ? 0 : undefined };
        const element = h(`span.slalom-mark.slalom-${kind.replace('_', '-')}`, options, drawing);
        this.#explain(element, () => words);
        return { element, x, y };
      }),
    );
    this.box.replaceChildren(...this.#marks.map(({ element }) => element));
    this.tip.hidden = true;
  }

  /** Where they are in the plane. @returns {{ x: number, y: number }[]} */
  get points() {
    return this.#marks;
  }

  /** Puts everything where the view says. */
  place() {
    const { point } = this.start;
    this.tip.hidden = true;
    for (const { element, x, y } of this.#marks) this.#put(element, x, y);
    this.#put(this.ring, point.x, point.y);
    this.#nameRing();
  }

  #nameRing() {
    const words = `${this.t('start')} ${this.#words(this.start.point)}`;
    if (this.ring.getAttribute('aria-label') !== words) this.ring.setAttribute('aria-label', words);
  }

  #words({ x, y }) {
    return this.line ? `x = ${short(x)}, f = ${short(y)}` : `(${short(x)}, ${short(y)})`;
  }

  #put(element, x, y) {
    const { px, py } = this.plot.toPixels(x, y);
    const seen = this.plot.contains(px, py);
    element.classList.toggle('slalom-away', !seen);
    if (seen) element.style.transform = `translate(${px}px, ${py}px)`;
  }

  #explain(element, words) {
    const show = () => {
      const [box, host] = [element.getBoundingClientRect(), this.plot.host.getBoundingClientRect()];
      setText(this.tip, words());
      this.tip.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = this.tip;
      const left = box.left + box.width / 2 - host.left - width / 2;
      const above = box.top - host.top - height - 4;
      const top = above < 0 ? box.bottom - host.top + 4 : above;
      const inside = Math.max(4, Math.min(host.width - width - 4, left));
      this.tip.style.transform = `translate(${Math.round(inside)}px, ${Math.round(top)}px)`;
    };
    const hide = () => (this.tip.hidden = true);
    element.addEventListener('pointermove', (event) => event.buttons || show());
    element.addEventListener('focus', () => element.matches(':focus-visible') && show());
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('blur', hide);
  }

  #dragRing(signal) {
    const { ring, plot, start } = this;
    let held = null;
    let moved = false;
    const place = (event) => {
      const box = plot.host.getBoundingClientRect();
      const { left, top, width, height } = plot.area;
      const px = Math.max(left, Math.min(left + width, event.clientX - box.left - held.dx));
      const py = Math.max(top, Math.min(top + height, event.clientY - box.top - held.dy));
      return plot.toPlane(px, py);
    };
    const listen = (type, act) => ring.addEventListener(type, act, { signal });
    listen('pointerdown', (event) => {
      event.stopPropagation();
      if (event.button !== 0) return;
      const box = plot.host.getBoundingClientRect();
      const at = plot.toPixels(start.point.x, start.point.y);
      held = { dx: event.clientX - box.left - at.px, dy: event.clientY - box.top - at.py };
      moved = false;
      ring.setPointerCapture(event.pointerId);
    });
    listen('pointermove', (event) => {
      if (!held) return;
      moved = true;
      start.move(place(event));
    });
    listen('pointerup', (event) => {
      if (held && moved) start.drop(place(event));
      held = null;
    });
    listen('pointercancel', () => {
      if (held && moved) start.drop(start.point);
      held = null;
    });
  }

  #nudgeRing(signal) {
    const { ring, plot, start } = this;
    let nudged = false;
    const settle = () => {
      if (nudged) start.drop(start.point);
      nudged = false;
    };
    ring.addEventListener('keydown', (event) => {
      const direction = NUDGE[event.key];
      if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const { x, y } = plot.view;
      const part = event.shiftKey ? COARSE : FINE;
      const { point } = start;
      nudged = true;
      start.move({
        x: point.x + direction[0] * part * (x[1] - x[0]),
        y: point.y + direction[1] * part * (y[1] - y[0]),
      });
    }, { signal });
    ring.addEventListener('keyup', settle, { signal });
    ring.addEventListener('blur', settle, { signal });
  }
}
