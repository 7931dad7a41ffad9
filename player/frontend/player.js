/**
 * The animated contour. It knows nothing of where it is mounted.
 *
 * `root.slalom` holds read-only numbers for tests and benchmarks: `step`, `last`, `playing`, `speed`, `loop`,
 * `drawings` (how often a picture was drawn), `updates` (how many payloads are on screen), `start`, `view()` and
 * `pixels(x, y)` (where a point of the plane is, relative to the map).
 */

import { Bar } from './bar.js';
import { Clock } from './clock.js';
import { Curve } from './curve.js';
import { translator } from './dom.js';
import { awaitGrid, depositGrid, hasGrid } from './grids.js';
import { Inside } from './inside.js';
import { listenKeys } from './keys.js';
import { buildLayout, drawNotice, drawWords } from './layout.js';
import { Panel } from './panel.js';
import { unpackPaths } from './payload.js';
import { loadPlotly } from './plotly.js';
import { savePicture } from './save.js';
import { watchTheme } from './theme.js';

const NARROW = 720;
/** A grid travels with its paths or shortly after them; later than this, something is wrong. */
const GRID_PATIENCE = 8000;
const PATIENT = 300;

class Player {
  clock = new Clock();
  drawings = 0;
  updates = 0;
  #calls = 0;
  #frame = 0;
  #time = 0;
  #ending = new AbortController();

  constructor(root, onStart) {
    Object.assign(this, { root, onStart, t: translator({}) });
    root.classList.add('slalom');
    this.theme = watchTheme(root, () => this.#recolour(), this.#ending.signal);
    this.#expose();
  }

  async update({ paths, grid }) {
    const call = ++this.#calls;
    const current = () => call === this.#calls && !this.#ending.signal.aborted;
    try {
      if (grid) depositGrid(grid);
      const data = unpackPaths(paths);
      this.#prepare(data);
      const [plotly, surface] = await this.#fetch(data.grid, current);
      if (current()) this.#show(data, surface, plotly);
    } catch (error) {
      if (!current()) return;
      this.#say('The picture could not be read. The last good one stays.', 'The picture could not be read.');
      console.warn('slalom:', error);
    }
  }

  /** Says what is waited for, if it takes long enough to be read. */
  async #fetch(key, current) {
    const say = (text) => () => current() && drawNotice(this.parts, this.t(text));
    const timers = [
      setTimeout(say('Drawing the surface …'), this.data ? PATIENT : 0),
      setTimeout(() => hasGrid(key) || say('The surface has not arrived. Reload the page to try again.')(), GRID_PATIENCE),
    ];
    try {
      return await Promise.all([loadPlotly(), awaitGrid(key)]);
    } finally {
      timers.forEach(clearTimeout);
    }
  }

  #prepare(data) {
    if (this.parts) return;
    this.t = translator(data.labels ?? {});
    this.#build();
  }

  #build() {
    this.parts = buildLayout(this.t);
    this.root.append(this.parts.layout);
    const context = { t: this.t, signal: this.#ending.signal, changed: () => this.request(), theme: this.theme };
    this.bar = new Bar(this.parts.bar, { ...context, act: this.#actions() });
    this.inside = new Inside(this.parts.inside, context);
    listenKeys(this.root, this.#actions(), this.#ending.signal);
    this.context = context;
  }

  /** What needs Plotly is built when Plotly is there. */
  #buildPictures(plotly) {
    const context = { ...this.context, plotly };
    const { map, curve, toggle, note } = this.parts;
    const onStart = (point) => {
      this.parts.hint.hidden = true;
      this.onStart(point);
    };
    this.plotly = plotly;
    this.panel = new Panel(map, { ...context, onStart });
    this.curve = new Curve(curve, { ...context, toggle, note, seek: (step) => this.#actions().seek(step) });
    this.sizes = new ResizeObserver(() => this.#resized());
    for (const element of [this.root, map, curve]) this.sizes.observe(element);
  }

  #show(data, surface, plotly) {
    const first = !this.panel;
    if (first) this.#buildPictures(plotly);
    this.data = data;
    drawNotice(this.parts, '');
    if (first) this.parts.hint.hidden = false;
    drawWords(this.parts, data);
    this.panel.set(data, surface);
    this.curve.set(data.runs);
    this.inside.set(data);
    this.clock.setLast(Math.max(0, ...data.runs.map((run) => run.last)));
    if (first) this.#begin(data.options);
    this.updates += 1;
    this.request();
  }

  #begin({ autoplay }) {
    this.clock.seek(this.clock.last);
    if (autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.clock.play();
  }

  #actions() {
    const { clock } = this;
    const then = (act) => (...args) => {
      act(...args);
      this.request();
    };
    return {
      play: then(() => clock.toggle()),
      start: then(() => (clock.pause(), clock.seek(0))),
      end: then(() => (clock.pause(), clock.seek(clock.last))),
      back: then(() => clock.stepBy(-1)),
      forward: then(() => clock.stepBy(1)),
      seek: then((step) => (clock.pause(), clock.seek(step))),
      loop: then(() => (clock.loop = !clock.loop)),
      speed: then((speed) => (clock.speed = speed)),
      faster: then(() => clock.shiftSpeed(1)),
      slower: then(() => clock.shiftSpeed(-1)),
      fit: () => this.data && this.panel.fit(),
      save: (format) => this.#save(format),
    };
  }

  /** Asks for one drawing; while the clock plays, each drawing asks for the next. */
  request() {
    this.#frame ||= requestAnimationFrame((now) => this.#draw(now));
  }

  #draw(now) {
    this.#frame = 0;
    if (!this.data || !this.root.isConnected) return;
    const { clock } = this;
    if (this.#time) clock.tick((now - this.#time) / 1000);
    this.#time = clock.playing ? now : 0;
    this.panel.draw(clock.step);
    this.curve.draw(clock.step);
    this.inside.draw(clock.step);
    this.bar.draw(clock);
    this.drawings += 1;
    if (clock.playing) this.request();
  }

  #resized() {
    this.bar.arrange(this.root.clientWidth < NARROW);
    this.request();
  }

  #recolour() {
    this.panel?.recolour();
    this.curve?.recolour();
    this.request();
  }

  #say(withPicture, without) {
    if (!this.parts) this.#build();
    drawNotice(this.parts, this.t(this.data ? withPicture : without));
  }

  async #save(format) {
    if (!this.data) return;
    const { plot } = this.panel;
    const size = { width: Math.max(640, plot.width), height: Math.max(560, plot.height + 80) };
    const picture = { data: this.data, theme: this.theme(), step: this.clock.step, view: plot.view, size };
    await savePicture(this.plotly, format, { ...picture, contour: this.panel.trace() });
  }

  #expose() {
    const player = this;
    this.root.slalom = Object.freeze({
      get step() { return player.clock.step; },
      get last() { return player.clock.last; },
      get playing() { return player.clock.playing; },
      get speed() { return player.clock.speed; },
      get loop() { return player.clock.loop; },
      get drawings() { return player.drawings; },
      get updates() { return player.updates; },
      get start() { return player.panel?.start.point ?? null; },
      view: () => player.panel && structuredClone(player.panel.plot.view),
      pixels: (x, y) => player.panel?.plot.toPixels(x, y),
    });
  }

  destroy() {
    this.#ending.abort();
    cancelAnimationFrame(this.#frame);
    this.sizes?.disconnect();
    this.panel?.destroy();
    this.curve?.destroy();
    this.root.classList.remove('slalom', 'slalom-dark');
    this.root.replaceChildren();
    delete this.root.slalom;
  }
}

/**
 * @param {HTMLElement} root an empty element, as wide as the player may be
 * @param {{ onStart?: (point: { x: number, y: number }) => void }} options
 * @returns {{ update: (blobs: { paths: Uint8Array, grid?: Uint8Array }) => Promise<void>, destroy: () => void }}
 */
export function createPlayer(root, { onStart = () => {} } = {}) {
  const player = new Player(root, onStart);
  return { update: (blobs) => player.update(blobs), destroy: () => player.destroy() };
}
