/**
 * Paths and marks above the drawn surface, on canvases: what the surface hides shines through, the rest lies on top.
 * They are placed anew when the camera moves; while the clock goes on, only the new segments are drawn.
 */

import { drawMarker } from '../basics/shapes.js';
import { PLACES } from '../drawing/places.js';
import { PathLayer } from '../map/paths.js';
import { interpolate } from '../payload/heights.js';
import { eye } from './camera.js';
import { project } from './webgl.js';

/** @import { Run } from '../payload/payload.js' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Camera } from './camera.js' */
/** @import { Relief } from './relief.js' */

const KINDS = ['halos', 'lines', 'heads'];

/** Names of the canvases, lowest first. */
export const LAYERS = [...['behind', 'front'].flatMap((place) => KINDS.map((kind) => `${place}-${kind}`)), 'marks'].map(
  (name) => `slalom-space-${name}`,
);

const MARKS = LAYERS.length - 1;
/** How much of what is hidden shines through. */
export const FAINT = 0.4;

/** Arrows are drawn on maps. */
const NO_SCENES = new Map();

const WHITE = '#fff';
const DARK = '#1b2733';
const SHADE = 'rgba(27,39,51,0.6)';
const EDGE = 1.3;
const CLEAR = 'rgba(255,255,255,0.35)';
const POINTS = { ...PLACES, starts: { shape: 'circle', radius: 7.5, open: true } };

/** Layers from `first` on, in pixels. */
function part(sheets, first) {
  return {
    scales: { sx: 1, sy: 1, ox: 0, oy: 0 },
    toPixels: (px, py) => ({ px, py }),
    begin: (layer, options) => sheets.begin(first + layer, options),
  };
}

export class Draped {
  /** @type {Run[]} */
  runs;
  /** @type {Relief} */
  relief;
  #marked = false;

  /** @param {{ begin: Function }} sheets with a canvas for each of `LAYERS`, as `Plot` has them */
  constructor(sheets) {
    this.sheets = sheets;
    this.behind = new PathLayer(part(sheets, 0));
    this.front = new PathLayer(part(sheets, KINDS.length));
  }

  /** @param {{ data: Object, grid: Object, runs: Object[], relief: Relief }} shown */
  set({ data, grid, runs, relief }) {
    Object.assign(this, { runs, relief });
    this.placed = runs.map((run) => relief.run(run));
    const places = { ...data, starts: [data.start] };
    const exact = { starts: data.runs[0]?.value[0], minima: data.lowest };
    this.marks = Object.keys(POINTS).flatMap((kind) =>
      places[kind].map(([x, y]) => ({ kind, at: relief.place(x, y, exact[kind] ?? interpolate(grid, x, y)) })),
    );
  }

  /**
   * Finds where everything is on the screen.
   * @param {Float64Array} matrix of the drawing below @param {Camera} camera
   * @param {{ width: number, height: number }} size
   */
  place(matrix, camera, size) {
    const from = eye(camera);
    const pixels = this.placed.map((places) => project(matrix, places, size));
    // A second point is of the plane only: how high f is there is not sent.
    this.all = this.runs.map((run, i) => ({ ...run, x: pixels[i], second: [] }));
    this.seen = this.all.map((run, i) => ({ ...run, x: this.#uncovered(this.placed[i], run.x, from) }));
    for (const mark of this.marks) {
      [mark.px, mark.py] = project(matrix, mark.at, size);
      mark.hidden = this.relief.hides(mark.at, from);
    }
    this.reset();
  }

  /** Pixels with gaps where the surface is between the path and the eye. */
  #uncovered(places, pixels, from) {
    const seen = pixels.slice();
    for (let i = 0, at = 0; at < seen.length; i += 3, at += 2) {
      if (this.relief.hides(places.subarray(i, i + 3), from)) seen[at] = seen[at + 1] = NaN;
    }
    return seen;
  }

  /** The next drawing starts from nothing. */
  reset() {
    this.behind.reset();
    this.front.reset();
    this.#marked = false;
  }

  /** @param {number} step @param {Theme} theme */
  draw(step, theme) {
    this.behind.size = this.front.size = theme.scale;
    this.behind.draw(this.all, step, theme, NO_SCENES);
    this.front.draw(this.seen, step, theme, NO_SCENES);
    if (!this.#marked) this.#drawMarks(theme.scale);
    this.#marked = true;
  }

  #drawMarks(scale) {
    const context = this.sheets.begin(MARKS);
    for (const { kind, px, py, hidden } of this.marks) {
      if (Number.isNaN(px + py)) continue;
      const { shape, open } = POINTS[kind];
      const fill = open ? CLEAR : WHITE;
      const radius = POINTS[kind].radius * scale;
      const ring = kind === 'starts';
      context.globalAlpha = hidden ? FAINT : 1;
      if (ring) drawMarker(context, shape, px, py, radius + EDGE, fill, SHADE, EDGE / 2);
      drawMarker(context, shape, px, py, radius, fill, ring ? WHITE : DARK, ring ? EDGE : EDGE / 2);
    }
    context.restore();
  }
}
