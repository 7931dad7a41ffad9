/** One map with its paths: the ground, the canvases above it, the marks, and the gestures on it. */

import { h, setText } from '../basics/dom.js';
import { short } from '../basics/format.js';
import { listenGestures } from '../basics/gestures.js';
import { marker } from '../basics/marker.js';
import { Plot } from '../drawing/plot.js';
import { panned, zoomed } from '../drawing/view.js';
import { interpolate } from '../payload/heights.js';
import { Marks } from './marks.js';
import { PathLayer } from './paths.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Pen } from '../drawing/plotly.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Factors, Scene } from './anatomy.js' */
/** @import { Start } from './start.js' */

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
  fit;
  /** @type {Paths} */
  data;
  #placed = null;

  /**
   * @param {HTMLElement} host
   * @param {{ pen: Pen, t: Translate, theme: () => Theme, margin: Object,
   *           start: Start, look: Function, fit: Function, signal: AbortSignal }} context
   *   `start`, `look(view)` and `fit()` are shared by all maps
   */
  constructor(host, { pen, t, theme, margin, start, look, fit, signal }) {
    Object.assign(this, { host, t, theme, start, look, fit });
    this.plot = new Plot(host, pen, margin, LAYERS);
    this.paths = new PathLayer(this.plot);
    this.marks = new Marks(this.plot, { start, t, signal });
    this.chip = h('div.slalom-chip', { hidden: true });
    this.readout = h('div.slalom-readout', { 'aria-hidden': 'true', hidden: true });
    host.append(this.chip, this.readout);
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
    this.host.setAttribute('aria-label', this.t('Contour with paths: {title}', { title }));
    this.host.tabIndex = leads ? 0 : -1;
    this.chip.hidden = !named;
    if (named) this.chip.replaceChildren(marker(runs[0]), h('span', {}, title));
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
    if (this.#placed !== this.plot.scales) this.marks.place();
    this.#placed = this.plot.scales;
    this.paths.draw(this.runs, step, this.theme(), scenes, factors);
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
      hover: (at) => this.#read(at),
      busy: (busy) => this.host.classList.toggle('slalom-busy', busy),
    };
  }

  #read(at) {
    const seen = Boolean(at && this.grid) && this.plot.contains(at.px, at.py);
    this.readout.hidden = !seen;
    if (!seen) return;
    const { x, y } = this.plot.toPlane(at.px, at.py);
    const f = interpolate(this.grid, x, y);
    const [first, second] = this.data.coordinates;
    const height = Number.isNaN(f) ? '' : `   f ≈ ${short(f, 4)}`;
    setText(this.readout, `${first} ${short(x, 4)}   ${second} ${short(y, 4)}${height}`);
  }

  destroy() {
    this.plot.destroy();
  }
}
