/** The picture as a file: the contour and real Plotly traces, so that an SVG holds vectors. */

import { contourLayout } from './contour.js';
import { fileName } from './format.js';
import { halo } from './paths.js';
import { symbol } from './shapes.js';

const finite = (v) => (Number.isFinite(v) ? v : null);

function line(run, step, extra, path = run.x) {
  const rows = Math.min(step, run.last) + 1;
  const column = (c) => Array.from({ length: rows }, (_, k) => finite(path[2 * k + c]));
  return { type: 'scatter', mode: 'lines', x: column(0), y: column(1), connectgaps: false, ...extra };
}

function head(run, step) {
  const at = 2 * Math.min(step, run.last);
  const marker = { symbol: symbol(run.marker), size: 14, color: run.color, line: { color: '#fff', width: 2 } };
  return { type: 'scatter', mode: 'markers', x: [finite(run.x[at])], y: [finite(run.x[at + 1])], marker };
}

function points(places, marker) {
  const [x, y] = [0, 1].map((c) => places.map((place) => place[c]));
  return { type: 'scatter', mode: 'markers', x, y, marker, showlegend: false };
}

/** The paths of a run's second points. */
function second(run, step) {
  const look = { line: { color: run.color, width: 1.5, dash: '6px,4px' }, showlegend: false };
  return run.second.map((path) => line(run, step, look, path));
}

function traces({ data, theme, step, contour }) {
  const edge = { color: '#1b2733', width: 1.3 };
  return [
    contour,
    ...data.runs.map((run) => line(run, step, { line: { color: halo(theme), width: 5.75 }, showlegend: false })),
    ...data.runs.map((run) => line(run, step, { line: { color: run.color, width: 2.75 }, showlegend: false })),
    ...data.runs.flatMap((run) => second(run, step)),
    points(data.local_minima, { symbol: 'star-open', size: 11, color: '#fff', line: { width: 1.5 } }),
    points(data.minima, { symbol: 'star', size: 15, color: '#fff', line: edge }),
    points(data.saddles, { symbol: 'x', size: 11, color: '#fff', line: edge }),
    points(data.maxima, { symbol: 'triangle-up', size: 10, color: '#fff', line: edge }),
    points([data.start], { symbol: 'circle-open', size: 19, color: 'rgba(27,39,51,0.6)', line: { width: 1.5 } }),
    points([data.start], { symbol: 'circle-open', size: 16, color: '#fff', line: { width: 2.5 } }),
    ...data.runs.map((run) => ({ ...head(run, step), name: run.label, showlegend: true })),
  ];
}

/** What the colour means, in the corner. */
export function note(text, theme) {
  const corner = { xref: 'paper', yref: 'paper', x: 1, y: 0, xanchor: 'right', yanchor: 'bottom', showarrow: false };
  return { ...corner, text, font: { size: 11, color: theme.text }, bgcolor: theme.ground, opacity: 0.9, borderpad: 3 };
}

function layout({ data, theme, view, size, meaning }) {
  const base = contourLayout(theme, view, size);
  const [x, y] = data.coordinates;
  return {
    ...base,
    ...size,
    paper_bgcolor: theme.ground,
    margin: { l: 60, r: 24, t: 56, b: 84 },
    title: { text: data.title, x: 0.5, font: { size: 18, color: theme.text } },
    xaxis: { ...base.xaxis, title: { text: x } },
    yaxis: { ...base.yaxis, title: { text: y } },
    annotations: [note(meaning, theme)],
    showlegend: true,
    legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: -0.12, yanchor: 'top', font: { size: 13 } },
  };
}

/**
 * @param {Object} plotly
 * @param {'png' | 'svg'} format
 * @param {{ data: import('./payload.js').Paths, theme: import('./theme.js').Theme, step: number, contour: Object,
 *           view: import('./view.js').View, meaning: string, size: { width: number, height: number } }} picture
 */
export async function savePicture(plotly, format, picture) {
  const figure = { data: traces(picture), layout: layout(picture), config: { staticPlot: true } };
  const url = await plotly.toImage(figure, { format, ...picture.size, scale: format === 'png' ? 2 : 1 });
  download(url, picture.data.title, format);
}

/** Gives the viewer a file named after its title. */
export function download(url, title, format) {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(title, format);
  link.click();
}
