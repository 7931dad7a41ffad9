/**
 * Marker shapes, centred on the origin, with radius about 1, and what Plotly calls them in a saved picture.
 * A run is told by its shape as well as by its colour.
 */

import { SHAPES } from './looks.js';

/** Plotly's name of a marker. */
export const symbol = (marker) => SHAPES[marker].symbol;

/** SVG path data of a marker. */
export function outline(marker, centre, radius) {
  const points = SHAPES[marker].points;
  if (!points.length) {
    const around = `a${radius} ${radius} 0 1 0 `;
    return `M${centre - radius} ${centre}${around}${2 * radius} 0${around}${-2 * radius} 0z`;
  }
  return 'M' + points.map(([x, y]) => `${centre + radius * x} ${centre + radius * y}`).join('L') + 'z';
}

/** A marker as a shape of Plotly's, whose y goes up. @param {string} marker @param {[number, number]} centre */
export function outlined(marker, [x, y], radius) {
  const points = SHAPES[marker].points;
  if (!points.length) return { type: 'circle', x0: x - radius, x1: x + radius, y0: y - radius, y1: y + radius };
  return { type: 'path', path: `M${points.map(([px, py]) => `${x + radius * px},${y - radius * py}`).join('L')}Z` };
}

/** Draws a filled marker with an edge on a canvas. */
export function drawMarker(context, marker, x, y, radius, fill, edge, edgeWidth) {
  const points = SHAPES[marker].points;
  context.beginPath();
  for (const [px, py] of points) context.lineTo(x + radius * px, y + radius * py);
  if (!points.length) context.arc(x, y, radius, 0, 2 * Math.PI);
  context.closePath();
  context.lineJoin = 'round';
  context.lineWidth = 2 * edgeWidth;
  context.strokeStyle = edge;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}
