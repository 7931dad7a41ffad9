/**
 * Grids by key, shared by the component that receives them and the players that draw them. The two are served under
 * different addresses, so each has its own copy of this module: the map itself is kept under a registered symbol.
 */

import { unpackGrid } from './payload.js';

/** @import { Grid, Patch } from './payload.js' */

const BOUND = 12;
/** A grid travels with its paths or shortly after them; after so many ms, something is wrong. */
const TOO_LONG = 8000;
const MAP = Symbol.for('slalom.grids');

/** Told to the document when a patch has come. */
export const PATCHED = 'slalom-patched';

/** @typedef {{ promise: Promise<Grid>, resolve: (grid: Grid) => void, filled: boolean, patch?: Patch }} Place */

/** @type {Map<string, Place>} */
const grids = (globalThis[MAP] ??= new Map());

/** @returns {Place} */
function empty() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve, filled: false };
}

function entry(key) {
  const found = grids.get(key) ?? empty();
  grids.delete(key);
  grids.set(key, found);
  if (grids.size > BOUND) forgetOldest();
  return found;
}

/** A grid that is still waited for is never forgotten. */
function forgetOldest() {
  const oldest = [...grids].find(([, { filled }]) => filled);
  if (oldest) grids.delete(oldest[0]);
}

/** The last part of a grid's surface that was looked at, if there is one. @param {string} key */
export const patchOf = (key) => grids.get(key)?.patch;

/** Makes this part of a grid's surface known to every player of the page. @param {Patch} patch */
export function depositPatch(patch) {
  entry(patch.key).patch = patch;
  document.dispatchEvent(new Event(PATCHED));
}

/**
 * Makes the grid of this blob, or a patch of one, known to every player of the page.
 * @param {Uint8Array} bytes
 * @returns {string} its key
 */
export function depositGrid(bytes) {
  const grid = unpackGrid(bytes);
  if ('window' in grid) {
    depositPatch(grid);
    return grid.key;
  }
  const place = entry(grid.key);
  if (place.filled) place.promise = Promise.resolve(grid);
  else place.resolve(grid);
  place.filled = true;
  return grid.key;
}

/**
 * The grid of this key, now or as soon as it is deposited.
 * @param {string} key
 * @param {(text: string) => void} say told what is waited for, if that takes `patience` ms, and if it takes too long
 * @param {number} patience
 */
export async function expectGrid(key, say, patience) {
  const { promise } = entry(key);
  const timers = [
    setTimeout(say, patience, 'Drawing the surface …'),
    setTimeout(say, TOO_LONG, 'The surface has not arrived. Reload the page to try again.'),
  ];
  try {
    return await promise;
  } finally {
    timers.forEach(clearTimeout);
  }
}
