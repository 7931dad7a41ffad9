/** One map with its paths: the ground, the canvases above it, the marks, and the gestures on it. */

import { h, setAttribute, setText } from '../basics/dom.js';
import { short, shortened } from '../basics/format.js';
import { listenGestures } from '../basics/gestures.js';
import { Plot } from '../drawing/plot.js';
import { panned, zoomed } from '../drawing/view.js';
import { Marks } from './marks.js';
import { Name } from './name.js';
import { PathLayer } from './paths.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Factors, Scene } from './anatomy.js' */
/** @import { Field } from './field.js' */
/** @import { Start } from './start.js' */

/** Characters of a name beside a number. */
const NAME = 24;

/** The finite points of a path on a map. */
function drawnLine({ x, last }, plot) {
  const points = [];
  for (let k = 0; k <= 2 * last; k += 2) {
    if (Number.isFinite(x[k]) && Number.isFinite(x[k + 1])) points.push(plot.toPixels(x[k], x[k + 1]));
  }
  return points;
}

const LAYERS = ['slalom-halos', 'slalom-lines', 'slalom-heads'];

export class Panel {
  /** @type {HTMLElement} */
  host;
  /** @type {Translate} */
  t;
  /** @type {Run[]} */
  runs;
  /** @type {() => Theme} */
  theme;
  /** @type {Grid} */
  grid;
  look;
  /** @type {Start} */
  start;
  /** @type {Field} */
  field;
  /** @type {() => void} */
  scrolled;
  fit;
  /** @type {Paths} */
  data;
  #placed = null;

  /**
   * @param {HTMLElement} host
   * @param {{ pen: Pen, t: Translate, theme: () => Theme, margin: Object, start: Start, field: Field, look: Function,
   *           fit: Function, scrolled: () => void, signal: AbortSignal }} context
   *   `start`, `field`, `look(view)` and `fit()` are shared by all maps
   */
  constructor(host, { pen, t, theme, margin, start, field, look, fit, scrolled, signal }) {
    Object.assign(this, { host, t, theme, start, field, look, fit, scrolled });
    this.plot = new Plot(host, pen, margin, LAYERS);
    this.paths = new PathLayer(this.plot);
    this.marks = new Marks(this.plot, { start, t, signal });
    this.name = new Name(host);
    this.readout = h('div.slalom-readout', { 'aria-hidden': 'true', hidden: true });
    host.append(this.readout);
    listenGestures(host, this.#gestures(), signal);
  }

  /**
   * @param {Paths} data
   * @param {Grid} grid
   * @param {Run[]} runs those of this map
   * @param {{ named: boolean, leads: boolean }} role whether its run is named on it, and whether keys reach it
   */
  set(data, grid, runs, { named, leads }) {
    Object.assign(this, { data, grid, runs });
    const title = named ? runs[0].label : data.title;
    const words = data.line ? 'Curve with paths: {title}' : 'Contour with paths: {title}';
    setAttribute(this.host, 'aria-label', this.t(words, { title }));
    this.host.tabIndex = leads ? 0 : -1;
    this.name.set(named ? runs[0] : null, runs.some((run) => run.walked));
    this.paths.reset();
    this.marks.set(data, leads);
    this.displace();
  }

  /** The view, the size or the start have changed. */
  displace() {
    this.#placed = null;
  }

  /**
   * Draws what has changed since the last time.
   * @param {number} step
   * @param {Map<Run, Scene | null>} scenes
   * @param {Factors} factors
   */
  draw(step, scenes, factors) {
    if (!this.plot.visible) return;
    if (this.#placed !== this.plot.scales) {
      this.marks.place();
      this.name.place(this.#begun);
    }
    this.#placed = this.plot.scales;
    this.paths.draw(this.runs, step, this.theme(), scenes, factors);
  }

  /** Where its picture is, in pixels of the board. */
  get area() {
    const { plot: { area }, host } = this;
    return { ...area, left: area.left + host.offsetLeft, top: area.top + host.offsetTop };
  }

  #onBoard = ({ px, py }) => ({ px: px + this.host.offsetLeft, py: py + this.host.offsetTop });

  /** Where minima and the like are, in pixels of the board: each a line of one point. */
  marked() {
    return this.marks.points.map(({ x, y }) => [this.#onBoard(this.plot.toPixels(x, y))]);
  }

  /** What words should not cover, in pixels of the board: the paths as lines, the start, and the name of the map. */
  lines() {
    const moved = this.#onBoard;
    const lines = [[this.#begun], this.name.ends(), ...this.runs.map((run) => drawnLine(run, this.plot))];
    return lines.map((line) => line.map(moved));
  }

  /** The start, in pixels of the map. */
  get #begun() {
    return this.plot.toPixels(this.start.point.x, this.start.point.y);
  }

  #gestures() {
    const { plot } = this;
    return {
      accepts: ({ px, py }) => Boolean(this.grid) && plot.contains(px, py),
      pan: (dx, dy) => this.look(panned(plot.view, plot.area, dx, dy)),
      zoom: ({ px, py }, factor) => this.look(zoomed(plot.view, plot.toPlane(px, py), factor, this.grid)),
      tap: ({ px, py }) => {
        this.before = this.start.point;
        this.start.drop(plot.toPlane(px, py));
      },
      doubleTap: () => {
        this.start.drop(this.before);
        this.fit();
      },
      scrolled: () => this.scrolled(),
      hover: (at) => this.#read(at),
      busy: (busy) => this.host.classList.toggle('slalom-busy', busy),
    };
  }

  #read(at) {
    const seen = Boolean(at && this.grid) && this.plot.contains(at.px, at.py);
    this.readout.hidden = !seen;
    if (!seen) return;
    const { x, y } = this.plot.toPlane(at.px, at.py);
    const f = this.field.read(this.plot.view, x, y);
    const [first, second, third] = (this.data.axes ?? [...this.data.coordinates, 'f']).map((name) => shortened(name, NAME));
    const height = Number.isNaN(f) ? '' : `   ${third} ≈ ${short(f, 4)}`;
    const place = this.data.line ? '' : `   ${second} ${short(y, 4)}`;
    setText(this.readout, `${first} ${short(x, 4)}${place}${height}`);
  }

  destroy() {
    this.plot.destroy();
  }
}
