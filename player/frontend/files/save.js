/** The picture as a file: the maps as they are on the screen, as one Plotly figure, so that an SVG holds vectors. */

import { fileName } from '../basics/format.js';
import { outlined, symbol } from '../basics/shapes.js';
import { axisTitle, contourLayout } from '../drawing/axes.js';
import { fitted, plain } from '../drawing/fitted.js';
import { framed } from '../drawing/view.js';
import { leaders } from '../payload/bundles.js';
import { page } from './pdf.js';
import { KEY, keyed, keyLayout, more, rowsOf } from './signs.js';
import { mapTraces, styleOf } from './traces.js';
import { vectors, written } from './vectors.js';

/** @import { Plotly } from '../drawing/bundles.d.ts' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { Framing, View } from '../drawing/view.js' */
/** @import { Signs } from './signs.js' */
/** @import { Paths, Run } from '../payload/payload.js' */

const MARGIN = { l: 60, r: 24, t: 56, b: 84 };
/** A map is at least this large in a file: one alone, and one of several. */
const ALONE = { width: 556, height: 420 };
const BESIDE = { width: 240, height: 190 };
/** Pixels between maps, and above each of them for its name. */
const GAP = 18;
const NAME = 28;
/** Sizes of words, and the room of a marker beside them. */
const [LEGEND, NAMES] = [13, 14];
const HANDLE = 48;
/** How long a file is kept for the browser that saves it, in ms. */
const KEPT = 60_000;
/** Of the head beside a map's name: its middle from the map's left end, and its radius. */
const [CHIP, HEAD] = [9, 5.5];

const nth = (letter, i) => (i ? `${letter}${i + 1}` : letter);

/** What the colour means, in the corner. */
export function note(text, theme) {
  const corner = { xref: 'paper', yref: 'paper', x: 1, y: 0, xanchor: 'right', yanchor: 'bottom', showarrow: false };
  return { ...corner, text, font: { size: 11, color: theme.text }, bgcolor: theme.ground, opacity: 0.9, borderpad: 3 };
}

/** The title, the legend, the key under it and the ground of a picture of so many pixels. @param {string} text */
export function pictureLayout(text, width, height, theme) {
  const size = 18 * theme.scale;
  return {
    paper_bgcolor: theme.ground,
    title: { text: plain(fitted(text, width, `${size}px ${theme.font}`)), x: 0.5, font: { size, color: theme.text } },
    showlegend: true,
    legend: { ...keyLayout(theme), y: KEY / height },
    legend2: keyLayout(theme),
  };
}

/** Runs as entries of a legend so many pixels wide: points that are nowhere. */
export const named = (runs, width, theme) =>
  leaders(runs).map(({ label, color, marker }) => ({
    type: 'scatter',
    mode: 'markers',
    x: [null],
    y: [null],
    name: plain(fitted(label, width - HANDLE, `${LEGEND}px ${theme.font}`)),
    showlegend: true,
    marker: { symbol: symbol(marker), size: 14, color, line: { color: '#fff', width: 2 } },
  }));

const kindsNamed = ({ why, theme }) =>
  why.kinds.map(({ kind, words }) => {
    const line = styleOf(kind, theme.muted, 1);
    return { type: 'scatter', mode: 'lines', x: [null], y: [null], name: words, showlegend: true, line };
  });

/** Where the maps are: their size, and of each its column and row. */
function grid({ maps, across, area, apart }) {
  const least = apart ? BESIDE : ALONE;
  const [width, height] = [Math.max(least.width, area.width), Math.max(least.height, area.height)];
  const above = apart ? NAME : 0;
  const down = Math.ceil(maps.length / across);
  const whole = { width: across * (width + GAP) - GAP, height: down * (height + GAP + above) - GAP };
  const cells = maps.map((_, i) => {
    const [left, top] = [(i % across) * (width + GAP), Math.floor(i / across) * (height + GAP + above) + above];
    const x = [left / whole.width, (left + width) / whole.width];
    const y = [1 - (top + height) / whole.height, 1 - top / whole.height];
    return { x, y, edge: [i % across === 0, i + across >= maps.length] };
  });
  return { whole, cells, map: { width, height } };
}

function axesOf(picture, { cells, map }) {
  const base = contourLayout(picture.theme, picture.view, map, picture.apart);
  const { theme, data } = picture;
  const [first, second] = data.axes ?? data.coordinates;
  const axis = (own, domain, anchor, edge, text, pixels) => ({
    ...own,
    domain,
    anchor,
    showticklabels: edge,
    title: { ...axisTitle(edge ? text : '', pixels, theme), standoff: 8 },
  });
  return Object.fromEntries(
    cells.flatMap(({ x, y, edge: [left, bottom] }, i) => [
      [nth('xaxis', i), axis(base.xaxis, x, nth('y', i), bottom, first, map.width)],
      [nth('yaxis', i), axis(base.yaxis, y, nth('x', i), left, second, map.height)],
    ]),
  );
}

/** The head of a map's run beside its name, in its colour. */
function chip({ x, y }, { marker, color }) {
  const place = { xref: 'paper', yref: 'paper', xsizemode: 'pixel', ysizemode: 'pixel', xanchor: x[0], yanchor: y[1] };
  const drawn = outlined(marker, [CHIP, NAME / 2], HEAD);
  return { ...place, ...drawn, fillcolor: color, line: { color, width: 1 } };
}

/** The name of a map, above its left end, as wide as the map. */
function title({ x, y }, runs, theme, width) {
  const size = NAMES * theme.scale;
  const words = fitted(runs[0].label, width - 2 * CHIP, `bold ${size}px ${theme.font}`);
  const place = { xref: 'paper', yref: 'paper', x: x[0], y: y[1], xanchor: 'left', yanchor: 'bottom', xshift: 2 * CHIP, showarrow: false };
  return { ...place, text: `<b>${plain(words)}</b>`, font: { size, color: theme.text } };
}

/** @param {Picture} seen @returns {Object} a Plotly figure */
export function figure(seen) {
  const places = grid(seen);
  const picture = { ...seen, view: framed(seen.view, places.map, seen.framing) };
  const { data, maps, apart, theme, meaning, why } = picture;
  const compared = apart ? [] : named(maps[0], places.whole.width, theme);
  const legend = [...compared, ...kindsNamed(picture)];
  const rows = rowsOf(legend, places.whole.width, theme);
  const margin = { ...MARGIN, b: MARGIN.b - (rows ? 0 : 28) + more(rows) + KEY };
  const words = [meaning, why.factors].filter(Boolean).join(' · ');
  const names = apart ? maps.map((runs, i) => title(places.cells[i], runs, theme, places.map.width)) : [];
  const height = Math.round(places.whole.height + margin.t + margin.b);
  const layout = {
    ...contourLayout(theme, picture.view, places.map),
    ...axesOf(picture, places),
    ...pictureLayout(data.title, places.whole.width, height, theme),
    width: Math.round(places.whole.width + margin.l + margin.r),
    height,
    margin: { ...margin, autoexpand: false },
    shapes: apart ? maps.map((runs, i) => chip(places.cells[i], runs[0])) : [],
    annotations: [note(words, theme), ...names],
  };
  const traces = maps.flatMap((runs, i) => mapTraces({ ...picture, runs }, { xaxis: nth('x', i), yaxis: nth('y', i) }));
  const key = keyed(picture.signs, data, theme, picture.view);
  return { data: [...traces, ...legend, ...key], layout, config: { staticPlot: true } };
}

/**
 * @typedef {{ data: Paths, maps: Run[][], across: number, apart: boolean,
 *             theme: Theme, step: number, contour: Object, view: View,
 *             framing: Framing, area: { width: number, height: number }, size: number, meaning: string, scenes: Map,
 *             signs: Signs, factors: Object,
 *             why: { kinds: { kind: string, words: string }[], factors: string } }} Picture
 *   `maps` are the runs of each map, `across` how many are in a row, `apart` whether each is named, `view` is
 *   what is seen at least and `framing` how it may be stretched
 * @param {Plotly} plotly
 * @param {'png' | 'svg' | 'pdf'} format
 * @param {Picture} picture
 */
export async function savePicture(plotly, format, picture) {
  const { title: name } = picture.data;
  download(await made(plotly, format, figure(picture), name), name, format);
}

/** The address of a figure as a file. */
async function made(plotly, format, spec, name) {
  const { width, height } = spec.layout;
  if (format === 'png') return plotly.toImage(spec, { format, width, height, scale: 2 });
  const picture = await vectors(plotly, spec);
  return URL.createObjectURL(format === 'svg' ? written(picture) : await page(picture, name));
}

/** Gives the viewer a file named after its title. */
export function download(url, name, format) {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(name, format);
  link.click();
  if (url.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
