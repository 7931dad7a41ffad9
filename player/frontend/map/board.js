/**
 * The maps: all paths on one, or one map a run, in a grid that fits the stage. They share the contour, the view and
 * the start: what is done to one is done to all.
 */

import { h, setText } from '../basics/dom.js';
import { grown } from '../drawing/plot.js';
import { around, carried, levelled, sameView } from '../drawing/view.js';
import { bundles } from '../payload/bundles.js';
import { rowOf } from '../payload/evaluate.js';
import { meaning } from '../payload/heights.js';
import { anatomy, factorsOf, uncovered } from './anatomy.js';
import { Ground } from './ground.js';
import { overlap } from './overlaps.js';
import { Panel } from './panel.js';
import { Start } from './start.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { View } from '../drawing/view.js' */
/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Factors } from './anatomy.js' */

/** With its own axes; and with the axes outside of it, on the left and below of all maps. */
const MARGIN = { l: 44, r: 12, t: 10, b: 28 };
const BARE = { l: 3, r: 3, t: 3, b: 3 };
/** From this many maps on, only those at the edge have axes. */
const MANY = 5;
const SLIM = 480;
/** How large lines and heads are on a small map. */
const SMALL = 0.78;

/** Pixels that a map needs to stand in a row that the page asks for: with its own axes, and without. */
const ROOM = 150;
const BARE_ROOM = 100;

/** Columns of a grid of `count` maps on a wide stage: 1×2, 2×2, 2×3, 3×3, 3×4. */
const columns = (count) => [1, 1, 2, 2, 2, 3, 3, 3, 3, 3][count] ?? 4;

export class Board {
  /** @type {() => void} */
  changed;
  /** @type {Grid} */
  grid;
  /** @type {Translate} */
  t;
  /** @type {Run[]} */
  runs;
  /** @type {Paths} */
  data;
  /** @type {boolean} */
  apart;
  /** @type {HTMLElement} */
  host;
  context;
  panels = [];
  /** Whether x and y have equal scales. */
  level = false;
  /** What is to be seen at least; without equal scales, all that is seen. @type {View} */
  #wish = { x: [0, 1], y: [0, 1] };
  #hosts = new AbortController();
  #narrow = false;

  /**
   * @param {HTMLElement} host
   * @param {{ pen: Pen, t: Translate, theme: () => Theme, onStart: (point: { x: number, y: number }) => void,
   *           changed: () => void, signal: AbortSignal }} context
   */
  constructor(host, { onStart, ...context }) {
    Object.assign(this, { host, context, changed: context.changed, t: context.t });
    this.start = new Start(onStart, () => {
      for (const panel of this.panels) panel.displace();
      this.changed();
    });
    this.caption = h('div.slalom-meaning');
    context.signal.addEventListener('abort', () => this.#hosts.abort());
    this.#add(context.signal);
    this.ground = new Ground(this.lead.plot, context);
  }

  /** The first map, which is always there. */
  get lead() {
    return this.panels[0];
  }

  get view() {
    return this.lead.plot.view;
  }

  /**
   * @param {Paths} data
   * @param {Grid} grid
   * @param {Run[]} runs those that are shown
   * @param {boolean} apart one map a run
   */
  set(data, grid, runs, apart) {
    const fresh = grid.key !== this.grid?.key;
    const named = apart && runs.length > 0;
    const parts = named ? bundles(runs) : [runs];
    Object.assign(this, { data, grid, runs, apart: named });
    this.asked = runs.length === data.runs.length ? data.columns : undefined;
    overlap(parts, grid);
    this.#count(parts.length);
    this.#arrange();
    parts.forEach((part, i) => this.panels[i].set(data, grid, part, { named, leads: i === 0 }));
    this.ground.set(grid, data.options.colorscale, parts.length >= MANY);
    if (fresh) this.look({ x: [...grid.x], y: [...grid.y] });
    setText(this.caption, meaning(grid, this.t));
    this.start.answer(data.start, 0.004 * (this.view.x[1] - this.view.x[0]));
  }

  /** Shows this part of the plane in all maps. @param {View} view */
  look(view) {
    this.#wish = view;
    this.#look();
  }

  /** Equal scales of x and y, or those that fill the stage: what was seen stays in sight. */
  toggleLevel() {
    this.level = !this.level;
    this.#look();
  }

  /** A gesture leads from the view to this one. */
  #move(view) {
    this.look(this.level ? carried(this.#wish, this.view, view) : view);
  }

  #look() {
    const view = this.level ? levelled(this.#wish, this.lead.plot.area) : this.#wish;
    for (const panel of this.panels) {
      panel.plot.look(view);
      panel.paths.reset();
    }
    this.changed();
  }

  /** Shows the domain; from there, all of the paths; from there, the domain again. */
  fit() {
    if (!this.grid) return;
    /** @type {View} */
    const domain = { x: [...this.grid.x], y: [...this.grid.y] };
    this.look(sameView(this.#wish, domain) ? around(domain, this.runs) : domain);
  }

  /** @param {boolean} narrow */
  arrange(narrow) {
    this.#narrow = narrow;
    this.#arrange();
  }

  /**
   * What a file of the picture needs, as it is on the screen.
   * @param {number} step @param {Set<string>} kinds
   */
  picture(step, kinds) {
    const { panels, lead, data, across } = this;
    const { scenes, factors } = this.#scenes(step, kinds);
    const seen = { maps: panels.map(({ runs }) => runs), across, apart: this.apart };
    const { view, level } = this;
    const sizes = { area: lead.plot.area, size: lead.paths.size };
    return { data, step, view, level, ...seen, ...sizes, scenes, factors, contour: this.ground.trace() };
  }

  /**
   * @param {number} step
   * @param {Set<string>} kinds what of the step is drawn beside the paths
   * @returns {Factors} how much larger than in the plane
   */
  draw(step, kinds) {
    const resized = this.panels.filter(({ plot }) => plot.measure());
    if (resized.length) this.recolour();
    if (resized.length && this.level) this.#look();
    const [first, ...others] = this.panels.map(({ plot }) => plot);
    if (first.visible) this.ground.draw(others);
    const { scenes, factors } = this.#scenes(step, kinds);
    for (const panel of this.panels) panel.draw(step, scenes, factors);
    return factors;
  }

  #scenes(step, kinds) {
    const scenes = new Map(kinds.size ? this.runs.map((run) => [run, this.#scene(run, step, kinds)]) : []);
    return { scenes, factors: factorsOf([...scenes.values()].filter(Boolean), this.lead.plot) };
  }

  #scene(run, step, kinds) {
    const scene = anatomy(run, step, kinds);
    const { plot, paths } = this.lead;
    return scene && uncovered(scene, rowOf(run, 'x', Math.min(step, run.last)), plot.scales, paths.headRadius(run));
  }

  /** The colours or the size of words have changed. */
  retheme() {
    this.#arrange();
    this.recolour();
  }

  /** The colours or the size have changed. */
  recolour() {
    this.ground.recolour();
    for (const panel of this.panels) panel.paths.reset();
  }

  #add(signal) {
    const host = h('div.slalom-map', { role: 'group' });
    this.host.append(host);
    const shared = { start: this.start, look: (view) => this.#move(view), fit: () => this.fit() };
    const panel = new Panel(host, { ...this.context, ...shared, margin: MARGIN, signal });
    if (this.panels.length) panel.plot.look(this.view);
    this.panels.push(panel);
  }

  #count(count) {
    if (count === this.panels.length) return;
    if (count < this.panels.length) {
      for (const panel of this.panels.splice(1)) {
        panel.destroy();
        panel.host.remove();
      }
      this.#hosts.abort();
      this.#hosts = new AbortController();
    }
    while (this.panels.length < count) this.#add(this.#hosts.signal);
  }

  #arrange() {
    const count = this.panels.length;
    const bare = count >= MANY;
    const across = this.#across(count, bare ? BARE_ROOM : ROOM);
    this.across = across;
    this.host.classList.toggle('slalom-many', count > 1);
    this.host.classList.toggle('slalom-bare', bare);
    this.host.style.setProperty('--slalom-columns', String(across));
    this.host.style.setProperty('--slalom-rows', String(Math.ceil(count / across)));
    const { scale } = this.context.theme();
    this.panels.forEach(({ plot, paths, host }, i) => {
      plot.border(bare ? BARE : grown(MARGIN, scale));
      paths.size = scale * (bare ? SMALL : 1);
      host.classList.toggle('slalom-left', i % across === 0);
      host.classList.toggle('slalom-bottom', i + across >= count);
    });
    this.panels.at(-1).host.append(this.caption);
  }

  /** As many columns as the page asks for, where all runs of its grid are shown and have room; else what fits. */
  #across(count, room) {
    const { asked, host } = this;
    if (asked && asked <= count && host.clientWidth >= asked * room) return asked;
    if (!this.#narrow) return columns(count);
    return host.clientWidth < SLIM && count < 3 ? 1 : Math.min(2, count);
  }

  destroy() {
    this.#hosts.abort();
    this.start.destroy();
    this.ground.destroy();
    for (const panel of this.panels) panel.destroy();
  }
}
