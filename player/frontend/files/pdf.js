/**
 * A picture of vectors as a page, with its words as words. What writes it, and the fonts, are loaded when a page is
 * asked for.
 */

/** @typedef {{ size: number[], svg: Element }} Page in CSS pixels */

const FAMILY = 'Slalom Sans';
const FONTS = { normal: 'regular', bold: 'bold' };
/** Points of a pixel. */
const POINT = 0.75;

/** Of words that are a picture: pixels to one of the page, where letters stand, and where the words are held. */
const SHARP = 4;
const BASE = 0.7;
const ANCHORS = { middle: 0.5, end: 1 };

const vendored = (name) => new URL(`../vendor/${name}`, import.meta.url).href;

/** The bytes of a file as one text. @param {string} name */
async function binary(name) {
  const response = await fetch(vendored(name));
  if (!response.ok) throw new Error(`${name} could not be loaded`);
  return Array.from(new Uint8Array(await response.arrayBuffer()), (byte) => String.fromCharCode(byte)).join('');
}

/** @type {Promise<any> | null} */
let loading = null;

/** What writes pages, and its fonts, loaded once. */
function load() {
  loading ??= Promise.all([
    import(vendored('pdf.min.js')),
    ...Object.entries(FONTS).map(async ([style, name]) => ({ style, file: `sans-${name}.ttf`, data: await binary(`sans-${name}.ttf`) })),
  ]).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

const bold = (style) => Number(style.fontWeight) >= 600 || style.fontWeight.startsWith('bold');

/**
 * What svg2pdf draws as it is seen: it takes copies for symbols, which it fills and strokes, and an opacity of 0 for
 * none. Every word is in the font of the page.
 * @param {Element} svg
 */
function dress(svg) {
  for (const use of svg.querySelectorAll('use')) {
    const drawn = /** @type {Element} */ (svg.querySelector(use.getAttribute('href')).cloneNode(true));
    drawn.removeAttribute('id');
    use.replaceWith(drawn);
  }
  for (const element of svg.querySelectorAll('[style*="stroke-opacity: 0;"]')) {
    /** @type {SVGElement} */ (element).style.stroke = 'none';
  }
  for (const text of svg.querySelectorAll('text, tspan')) {
    const { style } = /** @type {SVGElement} */ (text);
    if (style.fontWeight) text.setAttribute('font-weight', bold(style) ? 'bold' : 'normal');
    style.fontFamily = '';
    style.fontWeight = '';
    text.setAttribute('font-family', FAMILY);
  }
}

/**
 * Words with letters that the font of the page lacks, as the browser draws them: a picture, sharp enough for paper.
 * @param {SVGElement} text
 */
function photographed(text) {
  const inner = /** @type {SVGElement | null} */ (text.querySelector('tspan'));
  const [{ style }, { style: own }] = [text, inner ?? text];
  const size = parseFloat(style.fontSize) || 12;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const font = `${own.fontWeight || style.fontWeight || 'normal'} ${size * SHARP}px ${style.fontFamily || 'sans-serif'}`;
  context.font = font;
  canvas.width = Math.ceil(context.measureText(text.textContent).width) + 1;
  canvas.height = Math.ceil(2 * size * SHARP);
  Object.assign(context, { font, fillStyle: style.fill || '#000', textBaseline: 'alphabetic' });
  context.fillText(text.textContent, 0, BASE * canvas.height);
  const [width, height] = [canvas.width / SHARP, canvas.height / SHARP];
  const image = text.ownerDocument.createElementNS(text.namespaceURI, 'image');
  const x = Number(text.getAttribute('x')) - width * (ANCHORS[text.getAttribute('text-anchor') || style.textAnchor] ?? 0);
  const place = { x, y: Number(text.getAttribute('y')) - BASE * height, width, height, href: canvas.toDataURL() };
  for (const [name, value] of Object.entries(place)) image.setAttribute(name, String(value));
  if (text.hasAttribute('transform')) image.setAttribute('transform', text.getAttribute('transform'));
  return image;
}

/**
 * @param {Document} picture an SVG
 * @param {string} title
 * @returns {Promise<Blob>}
 */
export async function page(picture, title) {
  const [{ jsPDF, svg2pdf }, ...fonts] = await load();
  const svg = picture.documentElement;
  const [width, height] = ['width', 'height'].map((side) => Number(svg.getAttribute(side)) * POINT);
  const orientation = width > height ? 'landscape' : 'portrait';
  const pdf = new jsPDF({ unit: 'pt', format: [width, height], orientation, compress: true, putOnlyUsedFonts: true });
  pdf.setProperties({ title, creator: 'Slalom' });
  for (const { style, file, data } of fonts) {
    pdf.addFileToVFS(file, data);
    pdf.addFont(file, FAMILY, style);
  }
  pdf.setFont(FAMILY, 'normal');
  const { metadata } = pdf.getFont();
  const known = (sign) => sign <= ' ' || metadata.characterToGlyph(sign.codePointAt(0));
  for (const text of svg.querySelectorAll('text')) {
    if (![...text.textContent].every(known)) text.replaceWith(photographed(/** @type {any} */ (text)));
  }
  dress(svg);
  await svg2pdf(svg, pdf, { x: 0, y: 0, width, height });
  return pdf.output('blob');
}
