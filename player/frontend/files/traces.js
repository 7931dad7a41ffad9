/** One map as Plotly traces, so that a file holds vectors: what is on the screen, in the same order. Pure. */

import { ARROW_HALO, ARROWS, EDGE, FAINT, HEAD, INK, OLD, RIM, WIDTHS } from '../basics/looks.js';
import { symbol } from '../basics/shapes.js';
import { PLACES } from '../drawing/places.js';
import { staircase } from '../line/stairs.js';
import { dashOf, shrunk } from '../map/overlaps.js';
import { halo } from '../map/paths.js';
import { rowAt } from '../payload/steps.js';

/** @import { Theme } from '../basics/theme.js' */
/** @import { Factors, Scene } from '../map/anatomy.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

const AROUND = { color: INK, width: 1.3 };
const CORNERS = 72;
/** Plotly's size of a symbol, for a radius of one. */
const SPAN = 1.8;
/** Of an arrow, for each pixel of its line and beside that. */
const TIP = [2, 7];

const finite = (v) => (Number.isFinite(v) ? v : null);
const dashes = (pattern) => (pattern.length ? pattern.map((one) => `${one}px`).join(',') : 'solid');

function line(run, step, look, path = run.x) {
  const rows = rowAt(run, step) + 1;
  if (run.line && path === run.x) {
    const corners = staircase(path, rows);
    const along = (c) => corners.map((point) => finite(point[c]));
    return { mode: 'lines', x: along(0), y: along(1), connectgaps: false, line: look };
  }
  const column = (c) => Array.from({ length: rows }, (_, k) => finite(path[2 * k + c]));
  return { mode: 'lines', x: column(0), y: column(1), connectgaps: false, line: look };
}

function head(run, step, size) {
  const at = 2 * rowAt(run, step);
  const marker = { symbol: symbol(run.marker), size: 2 * HEAD * size * shrunk(run), color: run.color };
  return { mode: 'markers', x: [finite(run.x[at])], y: [finite(run.x[at + 1])], marker: { ...marker, line: { color: RIM, width: EDGE } } };
}

function points(places, marker) {
  const [x, y] = [0, 1].map((c) => places.map((place) => place[c]));
  return { mode: 'markers', x, y, marker };
}

/** The paths of a run's second points. */
const second = (run, step, size) =>
  run.second.map((path) => line(run, step, { color: run.color, width: 1.5 * size, dash: '6px,4px' }, path));

function paths({ runs, step, theme, size }) {
  const widths = WIDTHS.map((width) => width * size);
  const thin = ({ color }) => ({ color, width: FAINT.width * widths[1] });
  const [faint, clear] = [runs.filter((run) => run.faint), runs.filter((run) => !run.faint)];
  return [
    ...faint.map((run) => ({ ...line(run, step, thin(run)), opacity: FAINT.alpha })),
    ...clear.filter((run) => !run.line).map((run) => line(run, step, { color: halo(theme), width: widths[0] })),
    ...clear.flatMap((run) => second(run, step, size)),
    ...clear.map((run) => {
      const look = { color: run.color, width: widths[1] * (run.line ? OLD.width : 1), dash: dashes(dashOf(run)) };
      return { ...line(run, step, look), opacity: run.line ? 2 * OLD.alpha : 1 };
    }),
  ];
}

/** The marks of all places of a kind. */
function placeTrace(kind, places, ink) {
  const { shape, radius, open } = PLACES[kind];
  const look = { symbol: symbol(shape) + (open ? '-open' : ''), size: Math.round(SPAN * radius) };
  return points(places, { ...look, color: open ? ink : '#fff', line: open ? { width: 1.5 } : AROUND });
}

function marks({ data, theme }) {
  const ink = data.line ? theme.text : '#fff'; // beside a curve the ground is that of the page
  return [
    ...Object.keys(PLACES).map((kind) => placeTrace(kind, data[kind], ink)),
    points([data.start], { symbol: 'circle-open', size: 19, color: 'rgba(27,39,51,0.6)', line: { width: 1.5 } }),
    points([data.start], { symbol: 'circle-open', size: 16, color: '#fff', line: { width: 2.5 } }),
  ];
}

/** How lines of a kind look. */
export function styleOf(kind, color, size) {
  const { dash, width } = ARROWS[kind];
  return { color, width: width * size, dash: dashes(dash) };
}

/** A line on its halo, and what is at its end. */
function stroke(kind, corners, { color, light, size }, tip = null) {
  const [x, y] = [0, 1].map((c) => corners.map((corner) => corner[c]));
  const look = styleOf(kind, color, size);
  const below = { mode: 'lines', x, y, line: { color: light, width: look.width + ARROW_HALO * size } };
  const end = tip && { symbol: ['circle', tip.symbol], size: [0, tip.size], angleref: 'previous', opacity: 1 };
  return [below, { mode: tip ? 'lines+markers' : 'lines', x, y, line: look, marker: { ...end, color, ...tip?.look } }];
}

function arrow(kind, from, to, ink) {
  const size = ink.size * (TIP[1] + TIP[0] * ARROWS[kind].width);
  return stroke(kind, [from, to], ink, { symbol: 'arrow', size, look: { line: { color: ink.light, width: 1 } } });
}

/** What is drawn of the step, as `anatomy.js` says. */
function scene({ from, arrows, step, asked, axes, strokes = [] }, factors, ink) {
  const moved = ([x, y], [dx, dy], factor = 1) => [x + dx * factor, y + dy * factor];
  const around = (angle) => moved(from, [axes[0] * Math.cos(angle), axes[1] * Math.sin(angle)], factors.axes);
  const ellipse = Array.from({ length: CORNERS + 1 }, (_, i) => axes && around((2 * Math.PI * i) / CORNERS));
  const ring = { symbol: 'circle', size: 9 * ink.size, look: { color: '#fff', line: { color: ink.color, width: 2.4 } } };
  return [
    ...(axes ? stroke('axes', ellipse, ink) : []),
    ...strokes.flatMap((one) => stroke(one.kind, one.points, ink)),
    ...(step ? arrow('step', step.at, moved(step.at, step.vector), ink) : []),
    ...(asked ? stroke('asked', [from, asked], ink, ring) : []),
    ...arrows.flatMap(({ kind, at, vector }) => arrow(kind, at, moved(at, vector, factors.arrows), ink)),
  ];
}

/**
 * @param {{ data: Paths, runs: Run[], step: number, contour: Object,
 *           theme: Theme, size: number, factors: Factors,
 *           scenes: Map<Run, Scene | null> }} map
 * @param {{ xaxis: string, yaxis: string }} axes
 */
export function mapTraces(map, axes) {
  const { runs, step, contour, size, theme, scenes, factors } = map;
  const ink = ({ color }) => ({ color, light: halo(theme), size });
  const drawn = [
    ...paths(map),
    ...marks(map),
    ...runs.map((run) => head(run, step, size)),
    ...runs.flatMap((run) => (scenes.get(run) ? scene(scenes.get(run), factors, ink(run)) : [])),
  ];
  return [contour, ...drawn.map((trace) => ({ type: 'scatter', showlegend: false, ...trace }))].map((trace) => ({
    ...trace,
    ...axes,
  }));
}
