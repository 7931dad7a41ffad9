/**
 * The player in a notebook: an anywidget module around `createPlayer`. Paths and grid are traits of the model, and what
 * is moved is told to the kernel, which runs again. Plotly is asked of the kernel once a page.
 */

import { fetchPlotlyFrom } from './drawing/plotly.js';
import { depositGrid } from './payload/grids.js';
import { createPlayer } from './player.js';

/** @import { Bundle } from './drawing/bundles.d.ts' */

/**
 * @typedef {{ get: (name: string) => any, on: Function, off: Function, send: Function }} Model
 */

/**
 * Shared by all widgets of a page, each of which has its own copy of this module.
 * @type {Map<string, Promise<string>>}
 */
const texts = (globalThis[Symbol.for('slalom.bundles')] ??= new Map());
const PATIENCE = 20_000;

/** @param {any} value as a kernel's bytes come: a view, or a buffer @returns {Uint8Array} */
function bytesOf(value) {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

/** @param {Uint8Array} packed */
const unpacked = (packed) =>
  new Response(new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream('gzip'))).text();

/** @param {Model} model @param {Bundle} bundle @returns {Promise<string>} */
function asked(model, bundle) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      model.off('msg:custom', take);
      reject(new Error('the kernel does not answer'));
    }, PATIENCE);
    function take(message, buffers) {
      if (message?.bundle !== bundle) return;
      clearTimeout(timer);
      model.off('msg:custom', take);
      resolve(unpacked(bytesOf(buffers[0])));
    }
    model.on('msg:custom', take);
    model.send({ bundle });
  });
}

/** @param {Model} model @returns {import('./drawing/bundles.d.ts').Source} */
const fromKernel = (model) => async (bundle) => {
  if (!texts.has(bundle)) {
    const coming = asked(model, bundle);
    texts.set(bundle, coming);
    coming.catch(() => texts.delete(bundle));
  }
  return { text: await texts.get(bundle) };
};

/** A notebook puts its output into the page after it has drawn it. @param {HTMLElement} root @param {() => void} act */
function whenThere(root, act) {
  const watch = new ResizeObserver(() => {
    if (!root.isConnected) return;
    watch.disconnect();
    act();
  });
  watch.observe(root);
  return watch;
}

/** @param {Model} model @param {HTMLElement} root @returns {() => void} what ends it */
function mount(model, root) {
  const tell = (name) => (value) => model.send({ [name]: value });
  const player = createPlayer(root, { onStart: tell('start'), onHandle: tell('turned'), onView: tell('looked') });
  const update = () => player.update({ paths: bytesOf(model.get('paths')), grid: bytesOf(model.get('grid')) });
  const patch = (message, buffers) => {
    if (message?.patch) depositGrid(bytesOf(buffers[0]));
  };
  model.on('change:paths', update);
  model.on('msg:custom', patch);
  update();
  return () => {
    model.off('change:paths', update);
    model.off('msg:custom', patch);
    player.destroy();
  };
}

/** @param {{ model: Model, el: HTMLElement }} args @returns {() => void} */
function render({ model, el }) {
  el.classList.add('slalom-notebook');
  el.dataset.lmSuppressShortcuts = 'true'; // JupyterLab's keys would come before the player's
  const root = document.createElement('div');
  el.append(root);
  fetchPlotlyFrom(fromKernel(model));
  let end = () => {};
  const waiting = whenThere(root, () => (end = mount(model, root)));
  return () => {
    waiting.disconnect();
    end();
  };
}

export default { render };
