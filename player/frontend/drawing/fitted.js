/** Words of others in a picture of ours: no wider than their place, and nothing but words. */

/** Plotly reads tags in its texts; names are what they are. */
export const plain = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Pixels that a text is wide. @param {string} text @param {string} font as CSS writes it */
export function widthOf(text, font) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = font;
  return context.measureText(text).width;
}

/**
 * The text if it is at most so many pixels wide, else as much of it as is, with an ellipsis.
 * @param {string} text
 * @param {number} width
 * @param {string} font as CSS writes it
 */
export function fitted(text, width, font) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = font;
  const fits = (words) => context.measureText(words).width <= width;
  if (fits(text)) return text;
  const signs = Array.from(text);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${signs.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  return `${signs.slice(0, low).join('')}…`;
}
