/** Streamlit's side of the player: a Components v2 module around `createPlayer`. */

import { createPlayer } from './player.js';

/**
 * @typedef {{ root: HTMLElement, player: ReturnType<typeof createPlayer>, data: Uint8Array | null,
 *             send: (name: string, value: any) => void, unwatch: () => void }} Mounted
 */

/** @type {WeakMap<HTMLElement, Mounted>} */
const mounted = new WeakMap();

/** How the picture is seen belongs into the address, which is written elsewhere (`ui/frontend/address.js`). */
const VIEW = Symbol.for('slalom.view');
const CONNECTION = 'data-test-connection-state';

/**
 * The picture that is drawn before Streamlit has a place for it. `said` is what is to be told when somebody listens, of
 * several the last; `settle` says that the page is there, and has time for Plotly.
 * @typedef {Mounted & { said: Map<string, any>, settle: () => void }} Early
 * @type {Early | null}
 */
let early = null;

function tell(text) {
  globalThis[VIEW] = text;
  window.dispatchEvent(new CustomEvent('slalom:view'));
}

/** Streamlit writes on its page whether it is connected. @param {(there: boolean) => void} reach */
function watchConnection(reach) {
  const app = document.querySelector(`[${CONNECTION}]`);
  if (!app) return () => {};
  const look = () => reach(app.getAttribute(CONNECTION) === 'CONNECTED');
  const watching = new MutationObserver(look);
  watching.observe(app, { attributes: true, attributeFilter: [CONNECTION] });
  return () => watching.disconnect();
}

/** @param {HTMLElement} parent @param {Promise<void>} settled when it is ready for Plotly @returns {Mounted} */
function create(parent, settled) {
  globalThis[VIEW] = undefined;
  const root = document.createElement('div');
  parent.append(root);
  const send = (name) => (value) => state.send(name, value);
  const asked = { onStart: send('start'), onHandle: send('handle'), onLayout: send('layout'), onView: send('view') };
  const player = createPlayer(root, { ...asked, onSeen: tell, settled });
  /** @type {Mounted} */
  const state = { root, player, data: null, send: () => {}, unwatch: () => {} };
  return state;
}

/**
 * Draws a picture at once. The player moves as it is to its place in Streamlit's page when that has come.
 * @param {HTMLElement} place where it stands until then
 * @param {ArrayBuffer} bytes u32 little-endian length of the paths | paths | grid, as `ui/playground/first.py` sends it
 */
export function begin(place, bytes) {
  if (!place.isConnected) return;
  const length = new DataView(bytes).getUint32(0, true);
  /** @type {() => void} */
  let settle;
  const state = create(place, new Promise((resolve) => (settle = resolve)));
  early = Object.assign(state, { said: new Map(), settle });
  state.send = (name, value) => early.said.set(name, value);
  state.data = new Uint8Array(bytes, 4, length);
  state.player.update({ paths: state.data, grid: new Uint8Array(bytes, 4 + length) });
}

/** The early picture, if it stands in the page still, in the place that it was kept. */
function adopted(parent, send) {
  const found = early;
  early = null;
  const place = found?.root.parentElement;
  if (!place?.isConnected) return null;
  parent.append(found.root);
  place.remove();
  found.send = send;
  found.said.forEach((value, name) => send(name, value));
  found.settle();
  return found;
}

function mount(parent, send) {
  const state = adopted(parent, send) ?? create(parent, Promise.resolve());
  state.unwatch = watchConnection(state.player.reach);
  mounted.set(parent, state);
  return state;
}

function unmount(parent) {
  const state = mounted.get(parent);
  if (!state) return;
  mounted.delete(parent);
  state.unwatch();
  state.player.destroy();
  state.root.remove();
}

const equal = (a, b) => a?.length === b.length && a.every((byte, at) => byte === b[at]);

/**
 * Streamlit calls this on every change of data or theme. What it returns is called on unmount, but also at once when
 * a newer call has overtaken this one: the player therefore only ends when its place in the page is gone.
 * @param {{ data: Uint8Array, parentElement: HTMLElement, setTriggerValue: Mounted["send"] }} args
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const state = mounted.get(parentElement) ?? mount(parentElement, setTriggerValue);
  state.send = setTriggerValue;
  if (data && data !== state.data) {
    const fresh = !equal(state.data, data);
    state.data = data;
    if (fresh) state.player.update({ paths: data });
  }
  const endIfGone = () => {
    if (!parentElement.isConnected) unmount(parentElement);
  };
  return () => {
    endIfGone();
    setTimeout(endIfGone);
  };
}
