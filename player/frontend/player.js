/**
 * The animated contour. It knows nothing of where it is mounted.
 */

import { Clock } from './basics/clock.js';
import { translator } from './basics/dom.js';
import { listenKeys } from './basics/keys.js';
import { watchTheme } from './basics/theme.js';
import { Curves } from './cards/curves.js';
import { FitCard } from './cards/fit.js';
import { Inside } from './cards/inside.js';
import { createActions, readOnly } from './controls/actions.js';
import { Bar } from './controls/bar.js';
import { Choices } from './controls/choices.js';
import { invite } from './controls/hint.js';
import { buildLayout, drawNotice, drawWords, dress, leavesOut } from './controls/layout.js';
import { Legend, Switch } from './controls/legend.js';
import { Why } from './controls/why.js';
import { loadPlotly } from './drawing/plotly.js';
import { savePicture } from './files/save.js';
import { saveSpace } from './files/snapshot.js';
import { Board } from './map/board.js';
import { leaders } from './payload/bundles.js';
import { depositGrid, expectGrid } from './payload/grids.js';
import { meaning } from './payload/heights.js';
import { unpackPaths } from './payload/payload.js';
import { Space } from './space/space.js';

/** @import { Pen } from './drawing/plotly.js' */
/** @import { Grid, Paths } from './payload/payload.js' */

const NARROW = 720;
const PATIENT = 300;

class Player {
  /** @type {Paths} */
  data;
  /** @type {Grid} */
  surface;
  /** @type {HTMLElement & { slalom?: ReturnType<typeof readOnly> }} */
  root;
  onLayout;
  onStart;
  clock = new Clock();
  choices = new Choices();
  cards = [];
  /** @type {Pen} */
  pen = { plotly: null };
  drawings = 0;
  whole = false;
  updates = 0;
  #calls = 0;
  #frame = 0;
  #time = 0;
  #ending = new AbortController();

  constructor(root, onStart, onLayout) {
    Object.assign(this, { root, onStart, onLayout, t: translator({}) });
    root.classList.add('slalom');
    this.theme = watchTheme(root, () => this.#recolour(), this.#ending.signal);
    this.act = createActions(this);
    root.slalom = readOnly(this);
  }

  /** @param {{ paths: Uint8Array, grid?: Uint8Array }} blobs */
  async update({ paths, grid }) {
    const call = ++this.#calls;
    const current = () => call === this.#calls && !this.#ending.signal.aborted;
    try {
      if (grid) depositGrid(grid);
      const data = unpackPaths(paths);
      if (!this.parts) this.#build(data.labels);
      const say = (text) => current() && drawNotice(this.parts, this.t(text));
      const known = this.surface?.key === data.grid;
      const surface = known ? this.surface : await expectGrid(data.grid, say, this.data ? PATIENT : 0);
      if (current()) this.#show(data, surface);
    } catch (error) {
      if (!current()) return;
      this.#say('The picture could not be read. The last good one stays.', 'The picture could not be read.');
      console.warn('slalom:', error);
    }
  }

  #build(labels = {}) {
    this.t = translator(labels);
    this.parts = buildLayout(this.t);
    this.root.append(this.parts.layout);
    const { t, theme } = this;
    const context = { t, theme: theme.current, changed: () => this.request(), signal: this.#ending.signal };
    this.bar = new Bar(this.parts.bar, { ...context, act: this.act });
    this.inside = new Inside(this.parts.inside, context);
    const choosing = { t, choices: this.choices, chosen: () => this.#arrange() };
    this.legend = new Legend(this.parts.legend, choosing);
    this.layouts = new Switch(this.parts.layouts, { ...choosing, report: this.onLayout });
    this.why = new Why(this.parts.why, this.parts.key, { ...context, choices: this.choices });
    listenKeys(this.root, this.act, this.#ending.signal);
    this.space = new Space(this.parts.space, context);
    this.#buildPictures({ ...context, pen: this.pen });
  }

  #buildPictures(context) {
    const { board, space, curves, fit } = this.parts;
    this.board = new Board(board, { ...context, onStart: this.onStart });
    const curve = new Curves(curves, { ...context, choices: this.choices, seek: this.act.seek });
    this.cards = [curve, new FitCard(fit, context)];
    this.sizes = new ResizeObserver(() => this.#resized());
    for (const element of [this.root, board, space, curves.curve, fit.plot]) this.sizes.observe(element);
  }

  /** Plotly takes half a second to start: it is asked for when the first picture, which does without it, is seen. */
  async #bringPlotly() {
    try {
      this.pen.plotly = await loadPlotly();
    } catch (error) {
      drawNotice(this.parts, this.t('Axes and curves could not be loaded. Reload the page to try again.'), false);
      console.warn('slalom:', error);
    }
    if (this.#ending.signal.aborted) return;
    if (this.#plays(this.data.options) && !this.clock.step) this.clock.play();
    this.#recolour();
  }

  #show(data, surface) {
    const first = !this.data;
    Object.assign(this, { data, surface });
    drawNotice(this.parts, surface.f.some(Number.isFinite) ? '' : this.t('f has no value anywhere in this picture.'), false);
    if (first) invite(this.root, this.parts.hint, data.options, this.#ending.signal);
    drawWords(this.parts, data);
    dress(this.root, data.options);
    this.theme.check();
    this.choices.suggest(data.layout ?? (data.deep ? 'space' : undefined));
    this.choices.suggestCurve(data.curve);
    this.#arrange();
    this.inside.set(data);
    this.clock.setLast(Math.max(0, ...data.runs.map((run) => run.last)));
    if (first) this.clock.seek(this.#plays(data.options) ? 0 : this.clock.last);
    this.updates += 1;
  }

  /** Shows the runs that are not hidden, in the layout that was chosen. */
  #arrange() {
    const { data, choices, parts } = this;
    const several = data.layout !== undefined && data.runs.length > 1;
    const runs = several ? choices.shown(data.runs) : data.runs;
    const apart = several && choices.layout === 'panels';
    const deep = choices.layout === 'space';
    parts.legend.hidden = !several;
    parts.layouts.hidden = parts.why.hidden = !several && leavesOut(data.options, 'title');
    parts.stage.classList.toggle('slalom-apart', apart);
    parts.stage.classList.toggle('slalom-deep', deep);
    this.legend.set(leaders(data.runs));
    this.why.set(runs, deep);
    this.layouts.draw(several);
    this.board.set(data, this.surface, runs, apart);
    this.space.show(deep ? { data, grid: this.surface, runs } : null);
    this.picture = deep ? this.space : this.board;
    this.bar.offer(deep, data.runs);
    for (const card of this.cards) card.set(data, runs, this.surface);
    this.request();
  }

  #plays({ autoplay = false }) {
    return autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches;
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
    const factors = this.picture.draw(clock.step, this.choices.why);
    if (factors) this.why.draw(factors);
    for (const card of this.cards) card.draw(clock.step, clock.playing);
    this.inside.draw(clock.step, clock.playing);
    this.bar.draw(clock, this.board.level);
    this.drawings += 1;
    this.whole = Boolean(this.pen.plotly);
    if (this.drawings === 1) setTimeout(() => this.#bringPlotly());
    if (clock.playing) this.request();
  }

  #resized() {
    this.theme.check();
    this.bar.arrange(this.root.clientWidth < NARROW);
    this.board.arrange(this.root.clientWidth < NARROW);
    this.parts.formula.measure();
    this.request();
  }

  #recolour() {
    this.board?.retheme();
    this.space?.recolour();
    for (const card of this.cards) card.recolour();
    this.request();
  }

  #say(withPicture, without) {
    if (!this.parts) this.#build();
    drawNotice(this.parts, this.t(this.data ? withPicture : without));
  }

  async save(format) {
    if (!this.data) return;
    if (this.picture === this.space) return void (await saveSpace(this.space, this.clock.step));
    const picture = this.board.picture(this.clock.step, this.choices.why);
    const words = { meaning: meaning(this.surface, this.t), why: this.why.said(picture.factors) };
    await savePicture(await loadPlotly(), format, { ...picture, ...words, theme: this.theme.current() });
  }

  destroy() {
    this.#ending.abort();
    cancelAnimationFrame(this.#frame);
    this.sizes?.disconnect();
    this.board?.destroy();
    this.space?.destroy();
    for (const card of this.cards) card.destroy();
    dress(this.root, {});
    this.root.classList.remove('slalom', 'slalom-dark');
    this.root.replaceChildren();
    delete this.root.slalom;
  }
}

/**
 * @param {HTMLElement} root an empty element, as wide as the player may be
 * @param {{ onStart?: (point: { x: number, y: number }) => void, onLayout?: (layout: string) => void }} options
 * @returns {{ update: (blobs: { paths: Uint8Array, grid?: Uint8Array }) => Promise<void>, destroy: () => void }}
 */
export function createPlayer(root, { onStart = () => {}, onLayout = () => {} } = {}) {
  const player = new Player(root, onStart, onLayout);
  return { update: (blobs) => player.update(blobs), destroy: () => player.destroy() };
}
