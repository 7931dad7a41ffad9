/** What is drawn over the cells of a map, in a frame { left, top, side, height } of pixels, with `words` as how much
 * larger words are than usual. */

const NAME = 12; // pixels

function font(pen, words, size = NAME, weight = 400) {
  pen.font = `${weight} ${size * words}px sans-serif`;
}

/** Title, numbers and names of the axes, in the colour of the pen. */
export function axes(pen, { left, top, side, height, words }, { x, y, panels }, run) {
  font(pen, words, 13, 600);
  pen.textAlign = 'left';
  pen.fillText(panels[run], left, 16 * words, side);
  font(pen, words);
  pen.textAlign = 'center';
  for (const { at, text } of x.ticks) {
    pen.textAlign = at < 1 ? 'center' : 'right'; // the last has no room beyond the picture
    pen.fillText(text, left + at * side + (at < 1 ? 0 : 8), top + height + 16 * words);
  }
  pen.textAlign = 'center';
  pen.fillText(x.label, left + side / 2, top + height + 34 * words, side);
  pen.textAlign = 'right';
  for (const { at, text } of y.ticks) pen.fillText(text, left - 6, top + (1 - at) * height + 4 * words);
  pen.save();
  pen.translate(12 * words, top + height / 2);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = 'center';
  pen.fillText(y.label, 0, 0, height);
  pen.restore();
}

/** Thin white lines with their names on them. */
export function theory(pen, frame, lines, run) {
  const { left, top, side, height } = frame;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, side, height);
  pen.clip();
  for (const { name, points, dot } of lines.filter((one) => one.run === run)) {
    const places = points.map(([u, v]) => [left + u * side, top + (1 - v) * height]);
    line(pen, places, dot, 'rgba(0,0,0,.55)', 4);
    line(pen, places, dot, '#fff', 1.6);
    named(pen, frame, name, places);
  }
  pen.restore();
}

function line(pen, places, dot, colour, width) {
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  if (dot) pen.arc(places[0][0], places[0][1], 3 + width / 2, 0, 7);
  else places.forEach(([u, v], i) => (i ? pen.lineTo(u, v) : pen.moveTo(u, v)));
  if (dot) pen.fill();
  else pen.stroke();
}

function named(pen, { left, top, side, words }, name, places) {
  const inside = places.filter(([u, v]) => u > left && u < left + side && v > top + 14);
  if (!inside.length) return;
  const [u, v] = inside[Math.floor(inside.length / 2)];
  const right = u > left + 0.6 * side;
  font(pen, words);
  pen.textAlign = right ? 'right' : 'left';
  pen.lineWidth = 3;
  pen.strokeStyle = 'rgba(0,0,0,.65)';
  pen.strokeText(name, u + (right ? -8 : 8), v - 6);
  pen.fillStyle = '#fff';
  pen.fillText(name, u + (right ? -8 : 8), v - 6);
}

/** A frame around a cell. @param {number[]} cell */
export function outline(pen, { left, top, side, height }, { rows, columns }, cell, colour) {
  const [, row, column] = cell;
  const [wide, tall] = [side / columns, height / rows];
  const box = [left + column * wide - 2, top + height - (row + 1) * tall - 2, wide + 4, tall + 4];
  pen.lineWidth = 4;
  pen.strokeStyle = '#fff';
  pen.strokeRect(...box);
  pen.lineWidth = 2;
  pen.strokeStyle = colour;
  pen.strokeRect(...box);
}
