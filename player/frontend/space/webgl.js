/**
 * The surface as Plotly's WebGL bundle draws it: once per grid, theme and size. Only the camera moves. Where a point
 * of the box is on the screen is read off the matrices of the last drawing, so that what is drawn above the surface
 * moves with it to the frame.
 */

import { axisTitle } from '../drawing/axes.js';
import { colors } from '../drawing/colors.js';
import { innerTicks } from '../drawing/ticks.js';
import { geometry } from '../payload/heights.js';
import { eye } from './camera.js';
import { BOX } from './relief.js';

/** @import { Plotly } from '../drawing/bundles.d.ts' */
/** @import { Grid } from '../payload/payload.js' */
/** @import { Camera } from './camera.js' */
/** @import { Relief } from './relief.js' */

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
/** Even light from all sides, with enough shade to see the shape: the colour is to be read. */
const LIGHTING = { ambient: 0.86, diffuse: 0.42, specular: 0.02, roughness: 1, fresnel: 0 };
const LIGHT = { x: -2e4, y: -4e4, z: 5e4 };
const INK = { light: '#6f8fb3', dark: '#5c87a8', named: '#d5dde5' };
/** Pixels that the name of an axis may take. */
const NAME = 140;
/** While the surface itself moves, the next one waits at least so many times as long as the last one took. */
const REST = 2;
/** Nearer to the eye than this, nothing is drawn. */
const NEAR = 0.05;

function ink(theme, colorscale) {
  if (colorscale === 'viridis' || colorscale === 'cividis') return INK.named;
  return theme.dark ? INK.dark : INK.light;
}

/** @param {Grid} grid @param {number[]} range of the heights */
export function surfaceTrace(grid, range, theme, colorscale) {
  const { contours, ...data } = geometry(grid);
  const line = { ...contours, show: true, color: ink(theme, colorscale), width: 1, highlight: false };
  return {
    type: 'surface',
    ...data,
    cmin: range[0],
    cmax: range[1],
    colorscale: colors(theme, colorscale),
    contours: { x: { highlight: false }, y: { highlight: false }, z: line },
    lighting: LIGHTING,
    lightposition: LIGHT,
    showscale: false,
    showlegend: false,
    hoverinfo: 'skip',
  };
}

/** @param {{ grid: Grid, relief: Relief, data: Object }} what */
export function sceneLayout({ grid, relief, data }, theme, camera) {
  const [first, second, third] = data.axes ?? [...data.coordinates, 'f'];
  const axis = (range, text) => ({
    range: [...range],
    title: { ...axisTitle(text, NAME, theme), font: { size: 13 * theme.scale, color: theme.muted } },
    tickfont: { size: 11 * theme.scale, color: theme.muted },
    gridcolor: theme.line,
    linecolor: theme.line,
    zeroline: false,
    showspikes: false,
    exponentformat: 'power',
    nticks: 6,
  });
  return {
    xaxis: { ...axis(relief.x, first), ...innerTicks(relief.x) },
    yaxis: { ...axis(relief.y, second), ...innerTicks(relief.y) },
    // On a log scale the caption says what the height is: there is no room for it along the axis.
    zaxis: { ...axis(relief.z, grid.scale === 'log' ? '' : third), nticks: 5 },
    aspectmode: 'manual',
    aspectratio: { ...BOX },
    camera: { eye: eye(camera), center: { x: 0, y: 0, z: 0 }, up: { x: 0, y: 0, z: 1 } },
    dragmode: false,
    hovermode: false,
    bgcolor: 'rgba(0,0,0,0)',
  };
}

export class Scene {
  /** @type {Plotly} */
  plotly;
  /** @type {HTMLElement & { _fullLayout?: any }} */
  graph;
  #stale = true;
  #seen = null;
  #due = 0;

  /** @param {HTMLElement} graph @param {Plotly} plotly @param {() => void} lost the browser has taken WebGL away */
  constructor(graph, plotly, lost) {
    Object.assign(this, { graph, plotly });
    graph.addEventListener('webglcontextlost', lost, { capture: true, once: true });
  }

  /** The next drawing is made anew. */
  renew() {
    this.#stale = true;
  }

  /**
   * Draws what has changed since the last time.
   * @param {Object} what as `sceneLayout` takes it
   * @param {{ theme: Object, colorscale: string, camera: Camera, frame: Object }} look
   * @param {(error: Error) => void} failed
   * @returns {boolean} whether anything had changed, or will have soon
   */
  draw(what, look, failed) {
    const { camera } = look;
    const now = performance.now();
    const waits = this.#stale && what.grid.moving && now < this.#due;
    if (camera === this.#seen && (waits || !this.#stale)) return waits;
    const renews = this.#stale && !waits;
    const made = renews ? this.#react(what, look) : this.plotly.relayout(this.graph, { 'scene.camera.eye': eye(camera) });
    if (renews) this.#due = performance.now() + REST * (performance.now() - now);
    [this.#stale, this.#seen] = [waits, camera];
    made.catch(failed);
    return true;
  }

  async #react(what, { theme, colorscale, camera, frame }) {
    const layout = { ...frame, paper_bgcolor: 'rgba(0,0,0,0)', font: { family: theme.font, color: theme.text } };
    const trace = surfaceTrace(what.grid, what.relief.z, theme, colorscale);
    await this.plotly.react(this.graph, [trace], { ...layout, scene: sceneLayout(what, theme, camera) }, CONFIG);
    // Plotly would wait, frame by frame, for a context that does not come back.
    if (this.#plot) this.#plot.oncontextloss = null;
  }

  /** What draws in WebGL: inside of Plotly, and the only place from which the camera of a drawing can be read. */
  get #plot() {
    return this.graph._fullLayout?.scene?._scene?.glplot;
  }

  /** Projection · view of the last drawing, by columns; null before the first one. */
  matrix() {
    const { view, projection } = this.#plot?.cameraParams ?? {};
    return view ? multiplied(projection, view) : null;
  }

  destroy() {
    this.plotly.purge(this.graph);
  }
}

function multiplied(a, b) {
  const sum = (row, column) => [0, 1, 2, 3].reduce((total, k) => total + a[4 * k + row] * b[4 * column + k], 0);
  return Float64Array.from({ length: 16 }, (_, i) => sum(i % 4, i >> 2));
}

const depth = (m, p, i) => m[3] * p[i] + m[7] * p[i + 1] + m[11] * p[i + 2] + m[15];

/**
 * Points of the box (count × 3) as pixels (count × 2). A point behind the eye is put where its line from the point
 * before it leaves the picture, so that a path that flies past is seen to go; others behind the eye are NaN.
 */
export function project(m, places, { width, height }) {
  const pixels = new Float64Array((places.length / 3) * 2).fill(NaN);
  const put = (at, x, y, z) => {
    const w = depth(m, [x, y, z], 0);
    pixels[at] = width * (0.5 + (0.5 * (m[0] * x + m[4] * y + m[8] * z + m[12])) / w);
    pixels[at + 1] = height * (0.5 - (0.5 * (m[1] * x + m[5] * y + m[9] * z + m[13])) / w);
  };
  let before = -Infinity;
  for (let i = 0, at = 0; i < places.length; i += 3, at += 2) {
    const w = depth(m, places, i);
    if (w >= NEAR) put(at, places[i], places[i + 1], places[i + 2]);
    else if (before > NEAR) {
      const t = (before - NEAR) / (before - w);
      put(at, ...[0, 1, 2].map((c) => places[i - 3 + c] + t * (places[i + c] - places[i - 3 + c])));
    }
    before = w;
  }
  return pixels;
}
