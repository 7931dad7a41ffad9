/**
 * A picture of vectors as a page, with its words as words. What writes it, and the fonts, are loaded when a page is
 * asked for.
 */

/** @typedef {{ size: number[], svg: Element }} Page in CSS pixels */

const FAMILY = 'Slalom Sans';
const FONTS = { normal: 'regular', bold: 'bold' };
/** Points of a pixel. */
const POINT = 0.75;

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
  dress(svg);
  await svg2pdf(svg, pdf, { x: 0, y: 0, width, height });
  return pdf.output('blob');
}
