/**
 * Streamlit component without a face: the browser's address says what is shown. It is replaced and never pushed, so
 * the history does not grow, and Streamlit is not told, so nothing is run again.
 */

import { unpacked } from './packed.js';

const LATER = 5000; // ms; Safari refuses more than 100 replacements in 30 s

let session = null;
let written = null;
let again = 0;

/** The address with these parts in the place of all that have one of these names. Other parts stay as they are. */
function withQuery(query, names) {
  const name = (part) => decodeURIComponent(part.split('=')[0]);
  const others = location.search.slice(1).split('&').filter((part) => part && !names.includes(name(part)));
  const search = [query, ...others].filter(Boolean).join('&');
  return `${location.pathname}${search && `?${search}`}${location.hash}`;
}

const bare = (path) => path.replace(/\/+$/, '');
const present = () => `${location.pathname}${location.search}${location.hash}`;

/** The page may have been left by the time its address is written. */
function write({ path, query, names }) {
  clearTimeout(again);
  if (bare(path) !== bare(location.pathname)) return;
  written = withQuery(query, names);
  if (written === present()) return;
  try {
    history.replaceState(history.state, '', written);
  } catch {
    again = setTimeout(() => write({ path, query, names }), LATER);
  }
}

/**
 * A server that has been started again knows nothing of what was shown, and opens the link by which the page was come
 * to. What was written last is newer: the page is loaded from it.
 * @param {{ data: Uint8Array }} args of { path, query, names, session }, or of nothing that is to be written
 */
export default function ({ data: bytes }) {
  const data = bytes ? unpacked(bytes) : {};
  if (!data.names) return;
  const here = written?.split(/[?#]/)[0] === location.pathname;
  const lost = session !== null && session !== data.session && here;
  session = data.session;
  if (!lost || written === withQuery(data.query, data.names)) write(data);
  else if (written === present()) location.reload();
  else location.replace(written);
}
