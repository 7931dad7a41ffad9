/** One contour with its paths: a Plotly drawing, the canvases above it, the marks, and the gestures on it. */

import { contourLayout, contourTrace, interpolate, meaning } from './contour.js';
import { h, setText } from './dom.js';
import { short } from './format.js';
import { listenGestures } from './gestures.js';
import { Marks } from './marks.js';
import { PathLayer } from './paths.js';
import { CONFIG, Plot } from './plot.js';
import { Start } from './start.js';
import { around, panned, sameView, zoomed } from './view.js';

const MARGIN = { l: 44, r: 12, t: 10, b: 28 };
const LAYERS = ['slalom-halos', 'slalom-lines', 'slalom-heads'];
/** After a drawing of the contour that took t ms, the next one waits at least this many times t. */
const REST = 3;

export class Panel {
  #stale = true;
  #seen = null;
  #placed = null;
  #due = 0;
  #timer = 0;

  /**
   * @param {HTMLElement} host
   * @param {{ plotly: Object, t: Function, theme: () => import('./theme.js').Theme, onStart: Function,
   *           changed: () => void, signal: AbortSignal }} context
   */
  constructor(host, { plotly, t, theme, onStart, changed, signal }) {
    Object.assign(this, { host, t, theme, changed });
    this.plot = new Plot(host, plotly, MARGIN, LAYERS);
    this.paths = new PathLayer(this.plot);
    this.start = new Start(onStart, () => {
      this.#placed = null;
      changed();
    });
    this.marks = new Marks(this.plot, { start: this.start, t, signal });
    this.caption = h('div.slalom-meaning');
    this.readout = h('div.slalom-readout', { 'aria-hidden': 'true', hidden: true });
    host.append(this.caption, this.readout);
    listenGestures(host, this.#gestures(), signal);
  }

  /**
   * @param {import('./payload.js').Paths} data
   * @param {import('./payload.js').Grid} grid
   */
  set(data, grid) {
    const fresh = grid.key !== this.grid?.key;
    if (grid !== this.grid || data.options.colorscale !== this.data?.options.colorscale) this.#stale = true;
    Object.assign(this, { data, grid });
    this.domain = { x: grid.x, y: grid.y };
    if (fresh) this.plot.look({ ...this.domain });
    setText(this.caption, meaning(grid, this.t));
    this.paths.reset();
    this.start.answer(data.start, 0.004 * (this.plot.view.x[1] - this.plot.view.x[0]));
    this.marks.set(data);
    this.#placed = null;
  }

  /** Draws what has changed since the last time. @param {number} step */
  draw(step) {
    if (!this.grid) return;
    if (this.plot.measure()) this.recolour();
    if (!this.plot.visible) return;
    this.#drawContour();
    if (this.#placed !== this.plot.scales) this.marks.place();
    this.#placed = this.plot.scales;
    this.paths.draw(this.data.runs, step, this.theme());
  }

  /** The colours or the size have changed. */
  recolour() {
    this.#stale = true;
    this.paths.reset();
  }

  /** Shows the domain; from there, all of the path; from there, the domain again. */
  fit() {
    const all = around(this.domain, this.data.runs);
    this.#look(sameView(this.plot.view, this.domain) ? all : { x: [...this.domain.x], y: [...this.domain.y] });
  }

  trace() {
    return contourTrace(this.grid, this.theme(), this.data.options.colorscale);
  }

  #look(view) {
    this.plot.look(view);
    this.paths.reset();
    this.changed();
  }

  /** While a gesture or the playing goes on, the contour leaves most of the time to the paths. */
  #drawContour() {
    if (!this.#stale && this.#seen === this.plot.view) return;
    const now = performance.now();
    if (now < this.#due) {
      this.#stretch();
      this.#timer ||= setTimeout(() => {
        this.#timer = 0;
        this.changed();
      }, this.#due - now);
      return;
    }
    const { plotly, graph, view } = this.plot;
    const layout = contourLayout(this.theme(), view);
    if (this.#stale) plotly.react(graph, [this.trace()], { ...this.plot.frame(), ...layout }, CONFIG);
    else plotly.relayout(graph, { 'xaxis.range': layout.xaxis.range, 'yaxis.range': layout.yaxis.range });
    [this.#stale, this.#seen] = [false, view];
    this.#stretch();
    this.#due = performance.now() + REST * (performance.now() - now);
  }

  /** Between two drawings the last one is moved and scaled into the present view. */
  #stretch() {
    const { plot } = this;
    const view = this.#seen;
    const group = plot.graph.querySelector('.contourlayer');
    if (!group || !view) return;
    if (view === plot.view) {
      group.removeAttribute('transform');
      return;
    }
    const [a, b] = [plot.toPixels(view.x[0], view.y[1]), plot.toPixels(view.x[1], view.y[0])];
    const { left, top, width, height } = plot.area;
    const scale = `scale(${(b.px - a.px) / width} ${(b.py - a.py) / height})`;
    group.setAttribute('transform', `translate(${a.px - left} ${a.py - top}) ${scale}`);
  }

  #gestures() {
    const { plot } = this;
    return {
      accepts: ({ px, py }) => Boolean(this.grid) && plot.contains(px, py),
      pan: (dx, dy) => this.#look(panned(plot.view, plot.area, dx, dy)),
      zoom: ({ px, py }, factor) => this.#look(zoomed(plot.view, plot.toPlane(px, py), factor, this.domain)),
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
    clearTimeout(this.#timer);
    this.start.destroy();
    this.plot.destroy();
  }
}
