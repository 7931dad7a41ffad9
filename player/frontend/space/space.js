/**
 * The surface in three dimensions with the paths on it. Plotly draws the surface; the paths lie on canvases above it,
 * as on the map, so that playing asks nothing of WebGL: it draws only when the camera moves.
 */

import { h, setText } from '../basics/dom.js';
import { listenGestures } from '../basics/gestures.js';
import { Plot } from '../drawing/plot.js';
import { loadPlotly } from '../drawing/plotly.js';
import { scaleWords } from '../payload/heights.js';
import { FIRST, framed, moved, turned } from './camera.js';
import { Draped, LAYERS } from './draped.js';
import { Relief } from './relief.js';
import { Scene } from './webgl.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Camera } from './camera.js' */

const BARE = { l: 0, r: 0, t: 0, b: 0 };
/** Degrees per pixel of a drag, and per key. */
const DRAG = 0.4;
const TURN = 5;
const NEARER = 0.9;
/** Plotly's camera glides: it is where it was sent to within this many milliseconds. */
const SETTLING = 200;
const TURNS = { ArrowLeft: [-TURN, 0], ArrowRight: [TURN, 0], ArrowUp: [0, TURN], ArrowDown: [0, -TURN] };
const ZOOMS = { PageUp: NEARER, PageDown: 1 / NEARER };

function drawsWebgl() {
  const context = h('canvas').getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return Boolean(context);
}

export class Space {
  /** @type {HTMLElement} */
  host;
  /** @type {Translate} */
  t;
  /** @type {AbortSignal} */
  signal;
  /** @type {() => void} */
  changed;
  /** @type {() => void} */
  scrolled;
  /** @type {() => Theme} */
  theme;
  camera = FIRST;
  first = FIRST;
  #shown = null;
  #state = 'none';
  #matrix = null;
  #framed = null;
  #until = 0;

  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, theme: () => Theme, changed: () => void, scrolled: () => void,
   *           signal: AbortSignal }} context
   */
  constructor(host, { t, theme, changed, scrolled, signal }) {
    Object.assign(this, { host, t, theme, changed, scrolled, signal });
    this.caption = h('div.slalom-meaning');
    this.notice = h('p.slalom-notice', { role: 'status' });
    host.setAttribute('role', 'group');
    host.tabIndex = 0;
    listenGestures(host, this.#gestures(), signal);
    host.addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  /**
   * Shows these runs on this surface, or nothing. A failure is forgotten when the picture is chosen again.
   * @param {{ data: Paths, grid: Grid,
   *           runs: Run[] } | null} shown
   */
  show(shown) {
    const chosen = Boolean(shown) && !this.#shown;
    const before = this.#shown;
    this.host.hidden = !shown;
    if (shown) {
      const same = shown.grid === before?.grid;
      this.#shown = { ...shown, relief: same ? before.relief : new Relief(shown.grid) };
      if (!same || shown.data.options.colorscale !== before.data.options.colorscale) this.scene?.renew();
      this.#describe();
      this.draped?.set(this.#shown);
      this.#matrix = null;
    } else this.#shown = null;
    if (chosen && this.#state !== 'ready') this.#load();
  }

  get runs() {
    return this.#shown?.runs ?? [];
  }

  #describe() {
    const { data, grid } = this.#shown;
    const help = this.t('Drag, or Shift and the arrow keys, to turn it; Page Up and Page Down to come nearer or go back.');
    this.host.setAttribute('aria-label', `${this.t('Surface with paths: {title}', { title: data.title })}. ${help}`);
    setText(this.caption, this.t('height and colour: {scale}', { scale: scaleWords(grid) }));
  }

  #say(text) {
    setText(this.notice, text);
    this.notice.hidden = !text;
  }

  async #load() {
    if (this.#state === 'loading') return;
    this.#state = 'loading';
    this.host.append(this.caption, this.notice);
    this.#say(this.t('Drawing the surface …'));
    try {
      if (!drawsWebgl()) throw new Error('no WebGL');
      const plotly = await loadPlotly('gl3d');
      if (this.signal.aborted) return;
      this.plot = new Plot(this.host, { plotly }, BARE, LAYERS);
      this.scene = new Scene(this.plot.graph, plotly, () => this.#fail(new Error('WebGL was taken away')));
      this.draped = new Draped(this.plot);
      if (this.#shown) this.draped.set(this.#shown);
      this.#state = 'ready';
      this.changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error) {
    if (this.signal.aborted) return;
    this.destroy();
    this.#state = 'failed';
    this.#say(this.t('3-D needs WebGL, which this browser does not give; the maps are still here.'));
    console.warn('slalom:', error);
  }

  /** The colours have changed. */
  recolour() {
    this.scene?.renew();
    this.draped?.reset();
  }

  /** Sees the surface from here. @param {Camera} camera */
  look(camera) {
    this.camera = camera;
    this.#framed = null;
    this.changed();
  }

  /** The camera as it was at first. */
  fit() {
    this.look(FIRST);
  }

  /** @param {number} step */
  draw(step) {
    if (this.#state !== 'ready') return;
    if (this.plot.measure()) this.#resize();
    if (!this.plot.visible) return;
    const look = { theme: this.theme(), colorscale: this.#shown.data.options.colorscale, frame: this.plot.frame() };
    look.camera = this.#framed ??= framed(this.camera, this.plot);
    if (this.scene.draw(this.#shown, look, (error) => this.#fail(error))) this.#until = performance.now() + SETTLING;
    const matrix = this.scene.matrix();
    if (matrix) this.#lay(matrix, step);
    if (!matrix || performance.now() < this.#until) this.changed();
  }

  #resize() {
    this.#framed = this.#matrix = null;
    this.recolour();
  }

  #lay(matrix, step) {
    if (!this.#matrix?.every((value, i) => value === matrix[i])) this.draped.place(matrix, this.#framed, this.plot);
    this.#matrix = matrix;
    this.draped.draw(step, this.theme());
    this.#say('');
  }

  /** All that a saved picture needs, or null while there is none. */
  picture() {
    if (!this.#matrix || !this.#framed) return null;
    const { plot } = this;
    const words = this.caption.textContent;
    const seen = { plot, camera: this.#framed, matrix: this.#matrix, theme: this.theme() };
    return { ...seen, plotly: plot.plotly, shown: this.#shown, words };
  }

  #gestures() {
    return {
      accepts: () => this.#state === 'ready',
      pan: (dx, dy) => this.look(turned(this.camera, -DRAG * dx, DRAG * dy)),
      zoom: (_, factor) => this.look(moved(this.camera, factor)),
      tap: () => this.host.focus(),
      doubleTap: () => this.fit(),
      scrolled: () => this.scrolled(),
      hover: () => {},
      busy: (busy) => this.host.classList.toggle('slalom-busy', busy),
    };
  }

  #key(event) {
    const turn = event.shiftKey && TURNS[event.key];
    const zoom = ZOOMS[event.key];
    if (!turn && !zoom) return;
    event.preventDefault();
    event.stopPropagation();
    this.look(turn ? turned(this.camera, turn[0], turn[1]) : moved(this.camera, zoom));
  }

  destroy() {
    this.plot?.destroy();
    this.plot = this.scene = this.draped = this.#matrix = null;
  }
}
