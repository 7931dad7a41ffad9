/**
 * Streamlit component without a face: the browser's address says what is shown. Streamlit is not told, so nothing is
 * run again for it. It hears the keys of undo and redo, and tells the page.
 */

import { unpacked } from './packed.js';
import { listenHistory, record, settled, walking } from './steps.js';
import { listenUndo } from './undo.js';

const LATER = 5000; // ms; Safari refuses more than 100 changes in 30 s
/** What the player last said of how it is seen; it writes it and calls out (`player/frontend/streamlit.js`). */
const VIEW = Symbol.for('slalom.view');

let session = null;
let written = null;
let again = 0;
/** What was last said of the page that is shown. */
let latest = null;
/** @type {(name: string, value: any) => void} */
let send = () => {};
let told = '';
/** Where it was mounted last; a page that has been left is no more connected. @type {Node | null} */
let place = null;
/** The parts of the address that are not ours, as the page has them. */
let rest = '';

/** The name of a part of the address, also of one out of HTML, or with all that was encoded twice. */
function nameOf(part) {
  try {
    return decodeURIComponent(part.split('=')[0]).replace(/^amp;/, '').split('=')[0];
  } catch {
    return part; // a % that begins nothing
  }
}

/** The parts of the address that have none of these names. */
function without(names) {
  return location.search.slice(1).split('&').filter((part) => part && !names.includes(nameOf(part))).join('&');
}

/** The address with these parts in the place of all that have one of these names. Other parts stay as they are. */
function withQuery(query, names) {
  const search = [query, without(names)].filter(Boolean).join('&');
  return `${location.pathname}${search && `?${search}`}${location.hash}`;
}

/** The query with how it is seen: as the player says, and before it has come as the page does. */
function whole({ query, own }) {
  const seen = globalThis[VIEW];
  if (seen === undefined) return query;
  const others = query.split('&').filter((part) => !part.startsWith('view='));
  const said = [seen, own].filter(Boolean).join('~');
  return [...others, said && `view=${encodeURIComponent(said).replaceAll('%2C', ',')}`].filter(Boolean).join('&');
}

const bare = (path) => path.replace(/\/+$/, '');
const isHere = (path) => Boolean(latest) && bare(latest.path) === bare(path);
const present = () => `${location.pathname}${location.search}${location.hash}`;

/** Whether the address names what is shown, something else of the same page, or something else. */
function where() {
  if (!place?.isConnected || !isHere(location.pathname) || without(latest.names) !== rest) return 'away';
  const same = !history.state?.slalom && written?.split('#')[0] === present().split('#')[0];
  return same ? 'shown' : 'here';
}

/** The page may have been left by the time its address is written; and Back may lead elsewhere by then. */
function write(data) {
  clearTimeout(again);
  if (bare(data.path) !== bare(location.pathname) || walking()) return;
  rest = without(data.names);
  written = withQuery(whole(data), data.names);
  try {
    record(data, written, (query) => withQuery(whole({ ...data, query }), data.names));
  } catch {
    again = setTimeout(() => write(data), LATER);
  }
}

/** A page that shows its link is told how it is seen. */
function tell() {
  const seen = globalThis[VIEW];
  if (!latest?.wants || seen === undefined || seen === told || seen === latest.seen) return;
  told = seen;
  send('view', seen);
}

listenHistory(where, (walk) => place?.isConnected && isHere(location.pathname) && send('walk', walk));
listenUndo((what) => isHere(location.pathname) && (send(what, Date.now()), true));
window.addEventListener('slalom:view', () => {
  if (latest && isHere(location.pathname)) write(latest);
  tell();
});
/**
 * A server that has been started again knows nothing of what was shown, and opens the link by which the page was come
 * to. What was written last is newer: the page is loaded from it.
 * @param {{ data: Uint8Array, parentElement: Node, setTriggerValue: (name: string, value: any) => void }} args of
 *   { path, query, seen, own, names, session, step, recent, answer, wants }, or of nothing that is to be written
 */
export default function ({ data: bytes, parentElement, setTriggerValue }) {
  const data = bytes ? unpacked(bytes) : {};
  if (!data.names) return;
  const come = place !== parentElement;
  [send, latest, place] = [setTriggerValue, data, parentElement];
  if (bare(data.path) === bare(location.pathname)) {
    const state = settled(data, come);
    if (!state) return;
    if (state === 'restored') globalThis[VIEW] = undefined; // the player takes up what the entry says of it
  }
  const here = written?.split(/[?#]/)[0] === location.pathname;
  const lost = session !== null && session !== data.session && here;
  session = data.session;
  if (!lost || written === withQuery(whole(data), data.names)) {
    write(data);
    tell();
  } else if (written === present()) location.reload();
  else location.replace(written);
}
