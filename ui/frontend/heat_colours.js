/** The colours of a map's cells. */

const DEEP = [
  [0x0b, 0x2f, 0x55],
  [0x1f, 0x63, 0x9c],
  [0x6a, 0xa5, 0xcf],
  [0xc7, 0xdf, 0xee],
  [0xf6, 0xf1, 0xdc],
];
const PALE = 0.55; // of white, for what took longest

/** A number's share of the range → colour: low is deep. @param {number} share */
export function colourOf(share) {
  return `rgb(${mixed(share).join(',')})`;
}

/** Low is good and deep, or where more is better (`up`) high. */
export function good(data, share) {
  return data.up ? 1 - share : share;
}

/** The cells of a panel, a pixel each. @returns {HTMLCanvasElement} */
export function imageOf(data, run) {
  const { rows, columns, numbers, codes } = data;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns, rows];
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(columns, rows);
  const none = parts(data.none);
  const palette = data.colours.map(parts);
  for (let cell = 0; cell < rows * columns; cell += 1) {
    const at = run * rows * columns + cell;
    const share = (numbers[at] - data.range[0]) / (data.range[1] - data.range[0] || 1);
    const colour = data.by === 'fate' ? pale(palette[codes[at]] ?? none, share) : shade(numbers[at], good(data, share), none);
    const row = rows - 1 - Math.floor(cell / columns); // the lowest stands at the foot
    const known = codes[at] < palette.length;
    image.data.set([...colour, known ? 255 : 0], 4 * (row * columns + (cell % columns)));
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}

function shade(number, share, none) {
  return Number.isFinite(number) ? mixed(share) : none;
}

/** What is shown by its kind is paler the longer it took. */
function pale(colour, share) {
  const part = Number.isFinite(share) ? PALE * Math.min(Math.max(share, 0), 1) : 0;
  return colour.map((one) => Math.round(one + part * (255 - one)));
}

function mixed(share) {
  const at = Math.min(Math.max(share, 0), 1) * (DEEP.length - 1);
  const [low, high] = [DEEP[Math.floor(at)], DEEP[Math.min(Math.floor(at) + 1, DEEP.length - 1)]];
  return low.map((one, i) => Math.round(one + (at - Math.floor(at)) * (high[i] - one)));
}

function parts(colour) {
  return [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
}
