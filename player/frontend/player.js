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
import { ResultsCard } from './cards/results.js';
import { createActions, readOnly } from './controls/actions.js';
import { Bar } from './controls/bar.js';
import { Choices } from './controls/choices.js';
import { Foot } from './controls/foot.js';
import { invite, place, wheelHint } from './controls/hint.js';
import { announce, arrangeStage, buildLayout, drawNotice, drawSentence, drawWords, dress } from './controls/layout.js';
import { Legend, Switch } from './controls/legend.js';
import { Sample } from './controls/sample.js';
import { fullScreen } from './controls/screen.js';
import { Seen } from './controls/seen.js';
import { Why } from './controls/why.js';
import { bringPlotly } from './drawing/plotly.js';
import { saved, UNSAVED } from './files/saved.js';
import { Handles } from './hand/handles.js';
import { Preview } from './hand/preview.js';
import { Live } from './live/live.js';
import { Board } from './map/board.js';
import { drawn, leaders } from './payload/bundles.js';
import { networkCards } from './networks/cards.js';
import { depositGrid, expectGrid } from './payload/grids.js';
import { unpackPaths } from './payload/payload.js';
import { Space } from './space/space.js';

/** @import { Engine } from './hand/engine.d.ts' */
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
  onHandle;
  onView;
  /** @type {Promise<void>} */
  settled;
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

  /** @param {Player['root']} root @param {Required<Parameters<typeof createPlayer>[1]>} told */
  constructor(root, { onSeen, engine: walks, alone, ...said }) {
    Object.assign(this, { root, ...said, t: translator({}) });
    root.classList.add('slalom');
    this.preview = new Preview(this, walks, alone);
    this.seen = new Seen(this, onSeen);
    this.theme = watchTheme(root, () => this.#recolour(), this.#ending.signal);
    this.screen = fullScreen(root, () => this.request(), this.#ending.signal);
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
      if (!this.parts) this.#build(data);
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

  #build(data = null) {
    this.t = translator(data?.labels ?? {});
    this.parts = buildLayout(this.t);
    this.root.append(this.parts.layout);
    const { t, theme } = this;
    const { signal } = this.#ending;
    const scrolled = wheelHint(this.parts.wheel, t, signal);
    const context = { t, theme: theme.current, changed: () => this.request(), scrolled, signal };
    this.bar = new Bar(this.parts.bar, { ...context, act: this.act, screen: this.screen });
    this.foot = new Foot(this.parts.foot, t, this.parts.preview.parted);
    this.inside = new Inside(this.parts.inside, context);
    this.results = new ResultsCard(this.parts.results, t);
    const choosing = { t, choices: this.choices, chosen: () => this.#arrange(), report: this.onLayout };
    this.legend = new Legend(this.parts.legend, choosing);
    this.sample = new Sample(this.parts.sample, choosing);
    this.layouts = new Switch(this.parts.layouts, choosing);
    this.why = new Why(this.parts.why, this.parts.key, { ...context, choices: this.choices });
    listenKeys(this.root, this.act, signal);
    this.space = new Space(this.parts.space, context);
    const moved = () => this.preview.moved();
    this.handles = new Handles(this.parts.handles, { ...context, send: this.onHandle, moved });
    this.#buildPictures({ ...context, pen: this.pen, onMoved: moved });
    this.preview.begin(this.parts.preview, t, signal);
    if (data) announce(this, data);
  }

  #buildPictures(context) {
    const { board, space, curves, fit, networks } = this.parts;
    this.board = new Board(board, { ...context, onStart: this.onStart, onView: this.onView });
    const curve = new Curves(curves, { ...context, choices: this.choices, seek: this.act.seek });
    this.cards = [curve, new FitCard(fit, context), ...networkCards(networks, context)];
    this.sizes = new ResizeObserver(() => this.#resized());
    for (const element of [this.root, board, space, curves.curve, fit.plot]) this.sizes.observe(element);
  }

  /** Plotly takes half a second to start: it is asked for when the first picture, which does without it, is seen. */
  async #bringPlotly() {
    const lost = this.t('Axes and curves could not be loaded. Reload the page to try again.');
    await bringPlotly(this.pen, () => drawNotice(this.parts, lost, false));
    if (this.#ending.signal.aborted) return;
    if (this.seen.plays() && !this.clock.step) this.clock.play();
    this.#recolour();
  }

  #show(data, surface) {
    const first = !this.data;
    Object.assign(this, { data, surface });
    drawNotice(this.parts, surface.f.some(Number.isFinite) ? '' : this.t('f has no value anywhere in this picture.'), false);
    drawWords(this.parts, data, this.t);
    dress(this.root, data.options);
    this.theme.check();
    const fresh = this.seen.takeUp(data);
    this.choices.suggest(data.layout ?? (data.deep ? 'space' : undefined), fresh);
    this.preview.take(data, surface);
    if (first && this.preview.starts) invite(this.root, this.parts.hint, data.options, this.#ending.signal);
    this.#arrange();
    this.seen.look();
    this.seen.begin(first);
    this.updates += 1;
  }

  /** Shows the runs that are not hidden, in the layout that was chosen. */
  #arrange() {
    const { choices, parts, preview: { data } } = this;
    const flat = Boolean(data.line || data.options.flat);
    const deep = choices.layout === 'space' && !flat;
    const grid = this.preview.grid(this.surface, deep);
    const named = leaders(data.runs).length > 1;
    const several = named && data.layout !== undefined;
    this.sample.set(data);
    const runs = drawn(named ? choices.shown(data.runs) : data.runs, choices.together);
    const apart = several && choices.layout === 'panels';
    arrangeStage(parts, data.options, { several, named, apart, deep });
    this.legend.set(leaders(data.runs));
    this.why.set(runs, deep);
    this.layouts.draw(several, flat);
    parts.layouts.hidden ||= flat && !several;
    this.results.set(data);
    this.foot.set(data, grid);
    this.board.set(data, grid, runs, apart);
    this.space.show(deep ? { data, grid, runs } : null);
    this.picture = deep ? this.space : this.board;
    this.bar.offer(deep, data.runs, data.line, data.network?.moments);
    for (const card of this.cards) card.set(data, runs, grid);
    this.inside.set(data, leaders(data.runs, choices.together));
    this.clock.setLast(data.last, data.thinned);
    this.request();
  }

  /** Asks for one drawing; while the clock plays, each drawing asks for the next. */
  request() {
    this.#frame ||= requestAnimationFrame((now) => this.#draw(now));
  }

  #draw(now) {
    this.#frame = 0;
    if (!this.data || !this.root.isConnected) return;
    const { clock, preview } = this;
    if (preview.renew()) this.#arrange();
    if (this.#time) clock.tick((now - this.#time) / 1000);
    this.#time = clock.playing ? now : 0;
    const factors = this.picture.draw(clock.step, this.why.kinds);
    if (factors) this.why.draw(factors);
    place(this.parts.hint, this.board);
    const [moving, hurries] = [preview.moving, preview.hurries()];
    for (const card of this.cards) card.draw(clock.step, clock.playing || moving, hurries);
    this.handles.set(this.data, this.inside.run);
    this.bar.draw(clock, this.board.level);
    if (preview.writes()) this.#write(moving);
    this.drawings += 1;
    this.whole = Boolean(this.pen.plotly);
    if (this.drawings === 1) this.settled.then(() => setTimeout(() => this.#bringPlotly()));
    return clock.playing ? this.request() : this.seen.drawn();
  }

  #write(moving) {
    this.inside.draw(this.clock.step, this.clock.playing || moving);
    drawSentence(this.parts, this.preview.data, moving, this.preview.on);
  }

  #resized() {
    this.preview.resized();
    this.theme.check();
    for (const part of [this.bar, this.board]) part.arrange(this.root.clientWidth < NARROW);
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

  save = (format) => saved(this, format).catch(() => drawNotice(this.parts, this.t(UNSAVED), false));

  destroy() {
    this.seen.keep();
    this.#ending.abort();
    cancelAnimationFrame(this.#frame);
    this.sizes?.disconnect();
    for (const part of [this.board, this.handles, this.space, ...this.cards]) part?.destroy();
    dress(this.root, {});
    this.root.classList.remove('slalom', 'slalom-dark', 'slalom-movable');
    this.root.replaceChildren();
    delete this.root.slalom;
  }
}

/**
 * @param {HTMLElement} root an empty element, as wide as the player may be
 * @param {{ onStart?: (point: { x: number, y: number }) => void, onLayout?: (layout: string) => void,
 *           onHandle?: (turned: { run: string, name: string, value: number }[]) => void,
 *           engine?: (data: Paths, grid: Grid) => Engine | null,
 *           onView?: (looked: { key: string, window: number[] }) => void, onSeen?: (text: string) => void,
 *           settled?: Promise<void>, alone?: boolean }} [told]
 *   what is told to the page; `onView` asks for a patch of the grid, `onSeen` is told how the picture is seen, once it
 *   has settled; `settled` comes when the page around it has been drawn, and is ready for Plotly; `alone` is true where
 *   nobody answers to a new start or number
 * @returns {{ update: (blobs: { paths: Uint8Array, grid?: Uint8Array }) => Promise<void>,
 *             reach: (there: boolean) => void, destroy: () => void }} `reach` is told whether the page can reach who
 *   hears of a new start
 */
export function createPlayer(root, told = {}) {
  const nobody = () => {};
  const unheard = { onStart: nobody, onHandle: nobody, onLayout: nobody, onView: nobody, onSeen: nobody };
  const engine = (data, grid) => (data.live ? new Live(data, grid) : null);
  const player = new Player(root, { ...unheard, engine, settled: Promise.resolve(), alone: false, ...told });
  return {
    update: (blobs) => player.update(blobs),
    reach: (there) => player.parts && player.preview.reach(there),
    destroy: () => player.destroy(),
  };
}
