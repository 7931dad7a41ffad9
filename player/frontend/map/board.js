/**
 * The maps: all paths on one, or one map a run, in a grid that fits the stage. They share the contour, the view and
 * the start: what is done to one is done to all.
 */

import { h } from '../basics/dom.js';
import { MANY, SMALL } from '../basics/looks.js';
import { marginOf } from '../drawing/axes.js';
import { inARow } from '../drawing/columns.js';
import { covers, places } from '../drawing/room.js';
import { bundles } from '../payload/bundles.js';
import { rowOf } from '../payload/evaluate.js';
import { sceneOnCurve } from '../line/scene.js';
import { PATCHED } from '../payload/grids.js';
import { anatomy, factorsOf, uncovered } from './anatomy.js';
import { Asking } from './asking.js';
import { Field, follows } from './field.js';
import { Ground } from './ground.js';
import { Lens } from './lens.js';
import { overlap } from './overlaps.js';
import { Panel } from './panel.js';
import { Start } from './start.js';
import { rowAt } from '../payload/steps.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { View } from '../drawing/view.js' */
/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Factors } from './anatomy.js' */

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
  lens = new Lens();
  field = new Field();
  #hosts = new AbortController();
  #narrow = false;
  #stage = { width: NaN, height: NaN };

  /**
   * @param {HTMLElement} host
   * @param {{ pen: Pen, t: Translate, theme: () => Theme, onStart: (point: { x: number, y: number }) => void,
   *           onMoved: () => void, onView: (looked: { key: string, window: number[] }) => void, scrolled: () => void,
   *           changed: () => void, signal: AbortSignal }} context `onView` is told what more of a surface is looked at
   */
  constructor(host, { onStart, onMoved, onView, ...context }) {
    this.asking = new Asking(this.field, onView);
    Object.assign(this, { host, context, changed: context.changed, t: context.t });
    this.start = new Start(onStart, () => {
      for (const panel of this.panels) panel.displace();
      onMoved();
    });
    document.addEventListener(PATCHED, () => this.changed(), { signal: context.signal });
    context.signal.addEventListener('abort', () => this.#hosts.abort());
    this.#add(context.signal);
    this.ground = new Ground(this.lead.plot, this.field, context);
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
    const fresh = !follows(grid, this.grid);
    const named = apart && runs.length > 0;
    const parts = named ? bundles(runs) : [runs];
    Object.assign(this, { data, grid, runs, apart: named });
    this.asked = bundles(runs).length === bundles(data.runs).length ? data.columns : undefined;
    overlap(parts.map((part) => part.filter((run) => !run.faint)), grid);
    this.lens.set(grid, runs);
    this.field.set(grid);
    this.start.onto = grid.line ? (point) => this.field.onto(this.view, point) : null;
    this.#count(parts.length);
    this.#arrange();
    parts.forEach((part, i) => this.panels[i].set(data, grid, part, { named, leads: i === 0 }));
    this.ground.set(data.options.colorscale, parts.length >= MANY, data.axes);
    if (fresh) this.look(this.lens.domain);
    this.start.seen(this.lens.domain, this.view);
  }

  /** Whether x and y have equal scales. */
  get level() {
    return this.lens.level;
  }

  set level(equal) {
    this.lens.level = equal;
  }

  /** What is to be seen at least. */
  get wish() { return this.lens.wish; }

  /** Shows this part of the plane in all maps. @param {View} view */
  look(view) {
    this.lens.wish = view;
    this.#look();
  }

  /** Equal scales of x and y, or those that fill the stage: what was seen stays in sight. */
  toggleLevel() {
    this.level = !this.level;
    this.#arrange();
    this.#look();
  }

  /** A gesture leads from the view to this one. @param {View} view */
  #move(view) {
    this.lens.move(view, this.lead.plot.area);
    this.#look(true);
  }

  #look(moves = false) {
    const { area } = this.lead.plot;
    this.field.home = this.lens.home(area);
    for (const panel of this.panels) {
      panel.plot.look(this.lens.seen(area));
      panel.paths.reset();
    }
    this.start.seen(this.lens.domain, this.view);
    this.asking.look(this.view, moves);
    this.changed();
  }

  /** Shows the domain; from there, all of the paths; from there, the domain again. */
  fit() {
    if (!this.grid) return;
    this.lens.fit();
    this.#look();
  }

  /** @param {boolean} narrow */
  arrange(narrow) {
    this.#narrow = narrow;
    this.#arrange();
  }

  /** Where words may stand, in pixels of the board: on one of the maps, since between two are numbers of axes; across
   * all of them where these are at the edge only. */
  get areas() {
    const own = this.panels.map((panel) => panel.area);
    if (own.length < MANY) return own;
    const [first, last] = [own[0], own.at(-1)];
    const right = Math.max(...own.map(({ left, width }) => left + width));
    return [{ ...first, width: right - first.left, height: last.top + last.height - first.top }];
  }

  /** A place for words of this size in one of the areas that covers no path, and if it can be no mark; else null. */
  room(size) {
    const [lines, marks] = ['lines', 'marked'].map((kind) => this.panels.flatMap((panel) => panel[kind]()));
    const boxes = this.areas.flatMap((area) => places(area, size)).filter((box) => !covers(box, lines));
    return boxes.find((box) => !covers(box, marks)) ?? boxes[0] ?? null;
  }

  /**
   * What a file of the picture needs, as it is on the screen.
   * @param {number} step @param {Set<string>} kinds
   */
  picture(step, kinds) {
    const { panels, lead, data, across } = this;
    const { scenes, factors } = this.#scenes(step, kinds);
    const seen = { maps: panels.map(({ runs }) => runs), across, apart: this.apart };
    const { wish: view, framing } = this.lens;
    const sizes = { area: lead.plot.area, size: lead.paths.size };
    return { data, step, view, framing, ...seen, ...sizes, scenes, factors, contour: this.ground.trace() };
  }

  /**
   * @param {number} step
   * @param {Set<string>} kinds what of the step is drawn beside the paths
   * @returns {Factors} how much larger than in the plane
   */
  draw(step, kinds) {
    const resized = this.panels.filter(({ plot }) => plot.measure());
    if (resized.length) {
      this.ground.resize();
      this.#look();
    }
    const [first, ...others] = this.panels.map(({ plot }) => plot);
    if (first.visible) this.ground.draw(others);
    const { scenes, factors } = this.#scenes(step, kinds);
    for (const panel of this.panels) panel.draw(step, scenes, factors);
    return factors;
  }

  #scenes(step, kinds) {
    const scenes = new Map(kinds.size ? this.#clear.map((run) => [run, this.#scene(run, step, kinds)]) : []);
    return { scenes, factors: factorsOf([...scenes.values()].filter(Boolean), this.lead.plot) };
  }

  /** The runs that stand for themselves. */
  get #clear() {
    return this.runs.filter((run) => !run.faint);
  }

  #scene(run, step, kinds) {
    if (run.line) return sceneOnCurve(run, step, kinds, this.lead);
    const scene = anatomy(run, step, kinds);
    const { plot, paths } = this.lead;
    return scene && uncovered(scene, rowOf(run, 'x', rowAt(run, step)), plot.scales, paths.headRadius(run));
  }

  /** The colours or the size of words have changed. */
  retheme() {
    this.#arrange();
    this.recolour();
  }

  /** The colours have changed. */
  recolour() {
    this.ground.recolour();
    for (const panel of this.panels) panel.paths.reset();
  }

  #add(signal) {
    const host = h('div.slalom-map', { role: 'group' });
    this.host.append(host);
    const shared = { start: this.start, look: (view) => this.#move(view), fit: () => this.fit(), field: this.field };
    const panel = new Panel(host, { ...this.context, ...shared, margin: marginOf(), signal });
    if (this.panels.length) panel.plot.look(this.view);
    this.panels.push(panel);
  }

  #count(count) {
    if (count === this.panels.length) return;
    this.context.pen.sized = false;
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
    const { scale } = this.context.theme();
    const margin = marginOf(this.data?.axes, bare ? 0 : scale);
    this.across = this.#across(count, bare, margin);
    this.host.classList.toggle('slalom-many', count > 1);
    this.host.classList.toggle('slalom-bare', bare);
    this.host.style.setProperty('--slalom-columns', String(this.across));
    this.host.style.setProperty('--slalom-rows', String(Math.ceil(count / this.across)));
    this.panels.forEach(({ plot, paths, host }, i) => {
      plot.border(margin);
      paths.size = scale * (bare ? SMALL : 1);
      host.classList.toggle('slalom-left', i % this.across === 0);
      host.classList.toggle('slalom-bottom', i + this.across >= count);
    });
  }

  #across(count, bare, margin) {
    const { asked, grid, lens: { framing } } = this;
    return inARow(count, { asked, bare, narrow: this.#narrow, stage: this.#size(), domain: grid, framing, margin });
  }

  /** Of the place for all maps. */
  #size() {
    const { host, context } = this;
    if (!context.pen.sized) this.#stage = { width: host.clientWidth, height: host.clientHeight };
    return this.#stage;
  }

  destroy() {
    this.asking.destroy();
    this.#hosts.abort();
    this.start.destroy();
    this.ground.destroy();
    for (const panel of this.panels) panel.destroy();
  }
}
