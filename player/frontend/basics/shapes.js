/**
 * Marker shapes, centred on the origin, with radius about 1, and what Plotly calls them in a saved picture.
 * A run is told by its shape as well as by its colour.
 */

const polygon = (corners, turn = 0, radius = 1) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

const star = Array.from({ length: 10 }, (_, i) => {
  const angle = (Math.PI * i) / 5 - Math.PI / 2;
  const radius = i % 2 ? 0.5 : 1.2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});

const arm = 0.36;
const plus = [
  [-arm, -1], [arm, -1], [arm, -arm], [1, -arm], [1, arm], [arm, arm], [arm, 1], [-arm, 1], [-arm, arm], [-1, arm],
  [-1, -arm], [-arm, -arm],
];
const turned = (points) => points.map(([x, y]) => [(x - y) * Math.SQRT1_2 * 1.1, (x + y) * Math.SQRT1_2 * 1.1]);

const SHAPES = {
  circle: { symbol: 'circle' },
  square: { symbol: 'square', points: polygon(4, Math.PI / 4, 1.22) },
  diamond: { symbol: 'diamond', points: polygon(4, 0, 1.28) },
  triangle: { symbol: 'triangle-up', points: polygon(3, 0, 1.28) },
  pentagon: { symbol: 'pentagon', points: polygon(5, 0, 1.1) },
  hexagon: { symbol: 'hexagon', points: polygon(6, 0, 1.08) },
  star: { symbol: 'star', points: star },
  cross: { symbol: 'x', points: turned(plus) },
  plus: { symbol: 'cross', points: plus.map(([x, y]) => [1.1 * x, 1.1 * y]) },
  down: { symbol: 'triangle-down', points: polygon(3, Math.PI, 1.28) },
  left: { symbol: 'triangle-left', points: polygon(3, -Math.PI / 2, 1.28) },
  right: { symbol: 'triangle-right', points: polygon(3, Math.PI / 2, 1.28) },
};

/** Plotly's name of a marker. */
export const symbol = (marker) => SHAPES[marker].symbol;

/** SVG path data of a marker. */
export function outline(marker, centre, radius) {
  const points = SHAPES[marker].points;
  if (!points) {
    const around = `a${radius} ${radius} 0 1 0 `;
    return `M${centre - radius} ${centre}${around}${2 * radius} 0${around}${-2 * radius} 0z`;
  }
  return 'M' + points.map(([x, y]) => `${centre + radius * x} ${centre + radius * y}`).join('L') + 'z';
}

/** Draws a filled marker with an edge on a canvas. */
export function drawMarker(context, marker, x, y, radius, fill, edge, edgeWidth) {
  const points = SHAPES[marker].points;
  context.beginPath();
  if (points) for (const [px, py] of points) context.lineTo(x + radius * px, y + radius * py);
  else context.arc(x, y, radius, 0, 2 * Math.PI);
  context.closePath();
  context.lineJoin = 'round';
  context.lineWidth = 2 * edgeWidth;
  context.strokeStyle = edge;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}
