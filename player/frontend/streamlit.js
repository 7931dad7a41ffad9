/** Streamlit's side of the player: a Components v2 module around `createPlayer`. */

import { createPlayer } from './player.js';

/**
 * @typedef {{ root: HTMLElement, player: ReturnType<typeof createPlayer>, data: Uint8Array | null,
 *             send: Function }} Mounted
 */

/** @type {WeakMap<HTMLElement, Mounted>} */
const mounted = new WeakMap();

function mount(parent) {
  const root = document.createElement('div');
  parent.append(root);
  const send = (name) => (value) => state.send(name, value);
  const player = createPlayer(root, { onStart: send('start'), onLayout: send('layout') });
  const state = { root, player, data: null, send: /** @type {Function} */ (() => {}) };
  mounted.set(parent, state);
  return state;
}

function unmount(parent) {
  const state = mounted.get(parent);
  if (!state) return;
  mounted.delete(parent);
  state.player.destroy();
  state.root.remove();
}

/**
 * Streamlit calls this on every change of data or theme. What it returns is called on unmount, but also at once when
 * a newer call has overtaken this one: the player therefore only ends when its place in the page is gone.
 * @param {{ data: Uint8Array, parentElement: HTMLElement, setTriggerValue: Function }} args
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const state = mounted.get(parentElement) ?? mount(parentElement);
  state.send = setTriggerValue;
  if (data && data !== state.data) {
    state.data = data;
    state.player.update({ paths: data });
  }
  const endIfGone = () => {
    if (!parentElement.isConnected) unmount(parentElement);
  };
  return () => {
    endIfGone();
    setTimeout(endIfGone);
  };
}
