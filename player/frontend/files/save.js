/** The picture as a file: the maps as they are on the screen, as one Plotly figure, so that an SVG holds vectors. */

import { fileName } from '../basics/format.js';
import { symbol } from '../basics/shapes.js';
import { contourLayout } from '../drawing/axes.js';
import { levelled } from '../drawing/view.js';
import { leaders } from '../payload/bundles.js';
import { fitted } from './fitted.js';
import { mapTraces, styleOf } from './traces.js';

/** @import { Plotly } from '../drawing/bundles.d.ts' */
/** @import { Theme } from '../basics/theme.js' */
/** @import { View } from '../drawing/view.js' */
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

/** Plotly reads tags in its texts; names are what they are. */
export const plain = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const nth = (letter, i) => (i ? `${letter}${i + 1}` : letter);

/** What the colour means, in the corner. */
export function note(text, theme) {
  const corner = { xref: 'paper', yref: 'paper', x: 1, y: 0, xanchor: 'right', yanchor: 'bottom', showarrow: false };
  return { ...corner, text, font: { size: 11, color: theme.text }, bgcolor: theme.ground, opacity: 0.9, borderpad: 3 };
}

/** The title, the legend and the ground of a picture. */
export function pictureLayout(text, theme) {
  return {
    paper_bgcolor: theme.ground,
    title: { text: plain(text), x: 0.5, font: { size: 18 * theme.scale, color: theme.text } },
    showlegend: true,
    legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: 0, yref: 'container', yanchor: 'bottom', font: { size: LEGEND } },
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
  const [first, second] = picture.data.coordinates;
  const axis = (own, domain, anchor, edge, text) => ({
    ...own,
    domain,
    anchor,
    showticklabels: edge,
    title: { text: edge ? text : '', standoff: 8 },
  });
  return Object.fromEntries(
    cells.flatMap(({ x, y, edge: [left, bottom] }, i) => [
      [nth('xaxis', i), axis(base.xaxis, x, nth('y', i), bottom, first)],
      [nth('yaxis', i), axis(base.yaxis, y, nth('x', i), left, second)],
    ]),
  );
}

/** The name of a map, above its left end, as wide as the map. */
function title({ x, y }, runs, theme, width) {
  const size = NAMES * theme.scale;
  const words = fitted(runs[0].label, width, `bold ${size}px ${theme.font}`);
  const place = { xref: 'paper', yref: 'paper', x: x[0], y: y[1], xanchor: 'left', yanchor: 'bottom', showarrow: false };
  return { ...place, text: `<b>${plain(words)}</b>`, font: { size, color: theme.text } };
}

/** @param {Picture} seen @returns {Object} a Plotly figure */
export function figure(seen) {
  const places = grid(seen);
  const picture = { ...seen, view: seen.level ? levelled(seen.view, places.map) : seen.view };
  const { data, maps, apart, theme, meaning, why } = picture;
  const legend = [...(apart ? [] : named(maps[0], places.whole.width, theme)), ...kindsNamed(picture)];
  const margin = { ...MARGIN, b: legend.length ? MARGIN.b : MARGIN.b - 28 };
  const words = [meaning, why.factors].filter(Boolean).join(' · ');
  const names = apart ? maps.map((runs, i) => title(places.cells[i], runs, theme, places.map.width)) : [];
  const layout = {
    ...contourLayout(theme, picture.view, places.map),
    ...axesOf(picture, places),
    ...pictureLayout(data.title, theme),
    width: Math.round(places.whole.width + margin.l + margin.r),
    height: Math.round(places.whole.height + margin.t + margin.b),
    margin: { ...margin, autoexpand: false },
    showlegend: legend.length > 0,
    annotations: [note(words, theme), ...names],
  };
  const traces = maps.flatMap((runs, i) => mapTraces({ ...picture, runs }, { xaxis: nth('x', i), yaxis: nth('y', i) }));
  return { data: [...traces, ...legend], layout, config: { staticPlot: true } };
}

/**
 * @typedef {{ data: Paths, maps: Run[][], across: number, apart: boolean,
 *             theme: Theme, step: number, contour: Object, view: View,
 *             level: boolean, area: { width: number, height: number }, size: number, meaning: string, scenes: Map,
 *             factors: Object, why: { kinds: { kind: string, words: string }[], factors: string } }} Picture
 *   `maps` are the runs of each map, `across` how many are in a row, `apart` whether each is named, `level` whether
 *   x and y have equal scales
 * @param {Plotly} plotly
 * @param {'png' | 'svg'} format
 * @param {Picture} picture
 */
export async function savePicture(plotly, format, picture) {
  const spec = figure(picture);
  const { width, height } = spec.layout;
  const url = await plotly.toImage(spec, { format, width, height, scale: format === 'png' ? 2 : 1 });
  download(url, picture.data.title, format);
}

/** Gives the viewer a file named after its title. */
export function download(url, name, format) {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(name, format);
  link.click();
}
