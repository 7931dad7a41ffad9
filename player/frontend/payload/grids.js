/**
 * Grids by key, shared by the component that receives them and the players that draw them. The two are served under
 * different addresses, so each has its own copy of this module: the map itself is kept under a registered symbol.
 */

import { unpackGrid } from './payload.js';

/** @import { Grid } from './payload.js' */

const BOUND = 12;
const MAP = Symbol.for('slalom.grids');

/** @typedef {{ promise: Promise<Grid>, resolve: (grid: Grid) => void, filled: boolean }} Place */

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

/**
 * Makes the grid of this blob known to every player of the page.
 * @param {Uint8Array} bytes
 * @returns {string} its key
 */
export function depositGrid(bytes) {
  const grid = unpackGrid(bytes);
  const place = entry(grid.key);
  if (place.filled) place.promise = Promise.resolve(grid);
  else place.resolve(grid);
  place.filled = true;
  return grid.key;
}

/**
 * The grid of this key, now or as soon as it is deposited.
 * @param {string} key
 */
export function awaitGrid(key) {
  return entry(key).promise;
}

/** @param {string} key */
export function hasGrid(key) {
  return grids.get(key)?.filled ?? false;
}
