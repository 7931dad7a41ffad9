/** Elements in one line each. */

import { whole } from './format.js';

/**
 * What `h` makes of a tag with classes.
 * @template {string} T
 * @typedef {T extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[T]
 *           : T extends `${infer N extends keyof HTMLElementTagNameMap}.${string}` ? HTMLElementTagNameMap[N]
 *           : HTMLElement} Made
 */
/** @typedef {(text: string, values?: Record<string, unknown>) => string} Translate into words with {places} filled */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {string} T
 * @param {T} tag with optional classes, as in 'div.slalom-card'
 * @param {Object<string, *>} attributes `on…` functions become listeners; undefined and false are left out
 * @param {...(Node | string)} children
 * @returns {Made<T>}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return /** @type {any} */ (element);
}

/**
 * A drawing from path data.
 * @param {string} className
 * @param {number} size of the square view box
 * @param {...string} paths
 */
export function svg(className, size, ...paths) {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', className);
  element.setAttribute('viewBox', `0 0 ${size} ${size}`);
  element.setAttribute('aria-hidden', 'true');
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    element.append(path);
  }
  return element;
}

/**
 * Writes only what changed: layout is not asked for nothing sixty times a second. A text stays the one it is, with
 * other letters: a new one would have the page around it ask what it holds.
 */
export function setText(element, text) {
  if (element.textContent === text) return;
  const { firstChild: first, lastChild: last } = element;
  if (first === last && first?.nodeType === Node.TEXT_NODE) first.data = text;
  else element.textContent = text;
}

/** The same of an attribute. @param {Element} element @param {string} name @param {string} value */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Whole numbers are counts: steps, rows. */
const said = (value) => (Number.isInteger(value) ? whole(value) : String(value));

/** @param {Record<string, string>} labels @returns {Translate} */
export function translator(labels) {
  return (text, values = {}) =>
    (labels[text] ?? text).replace(/\{(\w+)\}/g, (place, key) => said(values[key] ?? place));
}
