/**
 * Handles: one or two numbers of the chosen run, or of the surface, as slim sliders under the bar. They stand where the
 * page's own sliders do, and have the same places; which numbers they are is chosen in a small menu.
 */

import { h, setAttribute, setText } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { Held } from '../basics/held.js';
import { icon } from '../basics/icons.js';
import { marker } from '../basics/marker.js';
import { createPopup } from '../basics/popup.js';
import { nearest, places } from '../payload/places.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { HandleHeader } from '../payload/header.d.ts' */
/** @import { Paths, Run } from '../payload/payload.js' */

/** @typedef {HandleHeader & { run: string, stops: number[] }} Handle `run` is the id of its run, '' of the surface */
/** @typedef {{ run: string, name: string, value: number }} Turned */

const MOST = 2;
/** Begins the names of numbers of the surface. */
export const OF_SURFACE = 'f.';
const DIGITS = 5;
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** All that may be moved: of a run, and of the surface. @param {Paths} data @param {Run} [run] @returns {Handle[]} */
function offeredOf(data, run) {
  const own = (data.handles?.[run?.handles] ?? []).map((one) => ({ ...one, run: run.id }));
  const ground = (data.ground ?? []).map((one) => ({ ...one, name: OF_SURFACE + one.name, run: '' }));
  return [...own, ...ground].map((one) => ({ ...one, stops: places(one) }));
}

export class Handles {
  /** @type {Translate} */
  t;
  /** @type {HTMLElement} */
  host;
  /** @type {AbortSignal} */
  signal;
  /** @type {(turned: Turned[]) => void} */
  send;
  /** @type {() => void} */
  moved;
  /** @type {() => void} */
  changed;
  /** Whether the server is needed while a number of a run is moved. @type {(run: string, name: string) => boolean} */
  asks = () => true;
  /** Whether a number may be moved. @type {(run: string, name: string) => boolean} */
  offers = () => true;
  /** Names that the reader has chosen; null for the usual ones. @type {string[] | null} */
  #chosen = null;
  /** @type {Map<string, Held<number>>} */
  #held = new Map();
  /** @type {{ handle: Handle, input: HTMLInputElement, value: HTMLElement, box: HTMLElement }[]} */
  #rows = [];
  #key = '';
  #offered = '';
  #there = true;
  /** @type {Paths} */
  #data;

  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, send: (turned: Turned[]) => void, moved: () => void, changed: () => void,
   *           signal: AbortSignal }} context `moved` is told when a number has another value, `changed` when there are
   *   other handles
   */
  constructor(host, context) {
    Object.assign(this, { host, ...context });
    const { t } = context;
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', t('Numbers to move'));
    this.sliders = h('div.slalom-sliders');
    const title = t('Choose the numbers that are moved here: one or two');
    const said = { type: 'button', 'aria-label': title, title };
    this.opener = h('button.slalom-button', said, icon('handles'));
    this.popup = h('div.slalom-popup', { role: 'group', 'aria-label': title });
    this.popup.addEventListener('change', ({ target }) => this.#pick(/** @type {HTMLInputElement} */ (target)));
    host.append(this.sliders, createPopup(this.opener, this.popup, context.signal).element);
  }

  /** Takes its room before there is a picture, so that nothing moves when it comes. @param {Paths} data */
  reserve(data) {
    this.set(data, data.runs[0]);
    this.host.inert = true;
    this.#key = ''; // what may be moved is known with the picture
  }

  /** @param {Paths} data @param {Run} [run] the chosen one */
  set(data, run) {
    this.host.inert = false;
    if (data !== this.#data) this.#offered = JSON.stringify([data.handles, data.ground]);
    this.#data = data;
    const { id, label, color, marker: sign, handles } = run ?? {};
    const key = `${JSON.stringify([id, label, color, sign, handles, this.#chosen])}${this.#offered}`;
    if (key !== this.#key) this.#build(data, run);
    this.#key = key;
    for (const row of this.#rows) this.#write(row, this.#valueOf(row.handle));
  }

  /** What is held, as runs are walked with it. @returns {{ values: Record<string, Record<string, number>>,
   * ground?: Record<string, number> } | null} */
  get held() {
    const held = [...this.#held].filter(([, { value }]) => value !== null);
    if (!held.length) return null;
    const found = { values: {} };
    for (const [key, { value }] of held) {
      const [run, name] = JSON.parse(key);
      if (name.startsWith(OF_SURFACE)) found.ground = { ...found.ground, [name.slice(OF_SURFACE.length)]: value };
      else found.values[run] = { ...found.values[run], [name]: value };
    }
    return found;
  }

  /** Whether a hand is on one. */
  get moving() {
    return [...this.#held.values()].some(({ moving }) => moving);
  }

  /** An answer of the server. @param {Paths} data */
  answer(data) {
    for (const [key, held] of this.#held) {
      const [id, name] = JSON.parse(key);
      const settings = name.startsWith(OF_SURFACE)
        ? Object.fromEntries(Object.entries(data.grounded ?? {}).map(([own, value]) => [OF_SURFACE + own, value]))
        : data.runs.find((run) => run.id === id)?.settings;
      held.answer((value) => settings?.[name] === value);
    }
  }

  /** What was held is so no longer. */
  release() {
    for (const held of this.#held.values()) held.release();
  }

  /** @param {boolean} there whether the server can be reached */
  reach(there) {
    this.#there = there;
    for (const held of this.#held.values()) held.reach(there);
  }

  /** The names that a link asks for. @param {string[]} [names] */
  choose(names) {
    this.#chosen = names?.slice(0, MOST) ?? null;
  }

  /** What of that is not as it is at first, for a link. */
  seen() {
    return { handles: this.#chosen ?? [] };
  }

  #valueOf({ run, name }) {
    const held = this.#held.get(JSON.stringify([run, name]))?.value ?? null;
    if (held !== null) return held;
    if (name.startsWith(OF_SURFACE)) return this.#data.grounded[name.slice(OF_SURFACE.length)];
    return this.#data.runs.find(({ id }) => id === run)?.settings?.[name] ?? NaN;
  }

  #build(data, run) {
    const offered = offeredOf(data, run).filter(({ run: id, name }) => this.offers(id, name));
    const chosen = offered.filter(({ name }) => this.#chosen?.includes(name));
    const shown = chosen.length ? chosen : offered.filter(({ usual }) => usual).slice(0, MOST);
    const focused = this.#rows.find(({ input }) => input.matches(':focus'))?.handle.name;
    this.#rows = shown.map((handle) => this.#row(handle));
    const several = shown.some((one) => one.run) && data.runs.some(({ id }) => id !== run.id);
    this.sliders.replaceChildren(...(several ? [this.#name(run)] : []), ...this.#rows.map(({ box }) => box));
    this.#rows.find(({ handle }) => handle.name === focused)?.input.focus({ preventScroll: true });
    this.#offer(offered, shown);
    this.host.hidden = !offered.length;
    this.host.closest('.slalom')?.classList.toggle('slalom-movable', offered.length > 0);
  }

  #name(run) {
    return h('span.slalom-handled', { role: 'img', 'aria-label': run.label, title: run.label }, marker(run));
  }

  #offer(offered, shown) {
    const names = shown.map(({ name }) => name);
    const box = ({ name, words }) => {
      const checked = names.includes(name);
      const input = h('input', { type: 'checkbox', value: name, checked, disabled: checked && names.length === 1 });
      return h('label.slalom-kind', {}, input, words);
    };
    const focused = /** @type {HTMLInputElement | null} */ (this.popup.querySelector(':focus'))?.value;
    this.popup.replaceChildren(...offered.map(box));
    const again = [...this.popup.querySelectorAll('input')].find(({ value }) => value === focused);
    again?.focus({ preventScroll: true });
  }

  /** One more, in the place of the older where there are two, or one less. */
  #pick({ value, checked }) {
    const before = this.#rows.map(({ handle }) => handle.name);
    const others = before.filter((name) => name !== value);
    this.#chosen = checked ? [...others.slice(1 - MOST), value] : others;
    this.changed();
  }

  #row(handle) {
    const { words, symbol, stops } = handle;
    const most = stops.length - 1;
    const range = { type: 'range', min: 0, max: most, step: 1 };
    const input = h('input.slalom-slide', { ...range, 'aria-label': words, title: words });
    const value = h('output.slalom-handle-value');
    const name = h('span.slalom-handle-name', { 'aria-hidden': 'true' }, symbol);
    const row = { handle, input, value, box: h('label.slalom-handle', { title: words }, name, input, value) };
    this.#listen(row);
    return row;
  }

  /** By keys, what is moved is let go with the key, as the start is. */
  #listen({ handle, input }) {
    let keyed = false;
    const at = () => handle.stops[Number(input.value)];
    const listen = (type, act) => input.addEventListener(type, act, { signal: this.signal });
    const settle = () => {
      keyed = false;
      if (this.#hold(handle).moving) this.#hold(handle).drop(at());
    };
    listen('input', () => this.#hold(handle).move(at()));
    listen('keydown', ({ key }) => (keyed ||= KEYS.includes(key)));
    listen('change', () => keyed || settle());
    for (const type of ['keyup', 'blur', 'pointerup', 'pointercancel']) listen(type, settle);
  }

  /** @param {Handle} handle @returns {Held<number>} */
  #hold({ run, name }) {
    const key = JSON.stringify([run, name]);
    if (!this.#held.has(key)) {
      const held = new Held(() => this.send(this.#turned()), () => this.moved());
      held.asks = () => this.asks(run, name);
      held.reach(this.#there);
      this.#held.set(key, held);
    }
    return this.#held.get(key);
  }

  /** All that the server does not know: a later word must not make it forget an earlier one. */
  #turned() {
    const held = [...this.#held].filter(([, { value }]) => value !== null);
    return held.map(([key, { value }]) => ({ run: JSON.parse(key)[0], name: JSON.parse(key)[1], value }));
  }

  #write({ handle, input, value }, number) {
    const at = nearest(handle, number);
    if (Number(input.value) !== at) input.value = String(at);
    const most = Math.max(1, handle.stops.length - 1);
    const text = short(number, DIGITS);
    if (text === value.textContent) return;
    input.style.setProperty('--slalom-share', String(at / most));
    setText(value, text);
    setAttribute(input, 'aria-valuetext', text);
  }

  destroy() {
    for (const held of this.#held.values()) held.destroy();
  }
}
