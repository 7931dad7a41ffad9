/** A picture of vectors as a document. Maps that show the same ground hold it once, and Plotly draws it once. */

/** @import { Plotly } from '../drawing/bundles.d.ts' */

const NAMESPACE = 'http://www.w3.org/2000/svg';
const LINK = 'http://www.w3.org/1999/xlink';
const GROUND = 'slalom-ground';

/** @param {Document} svg */
function copy(svg) {
  const element = (name) => svg.createElementNS(NAMESPACE, name);
  const [layer, use] = [element('g'), element('use')];
  layer.setAttribute('class', 'contourlayer mlayer');
  use.setAttribute('href', `#${GROUND}`);
  use.setAttributeNS(LINK, 'xlink:href', `#${GROUND}`); // for programs that know nothing else
  layer.append(use);
  return layer;
}

/** A curve whose two handles lie at its ends is a line: c₀ and c₁ of "M c₀ C c₀ c₁ c₁". */
const STRAIGHT = /([-\d.]+,[-\d.]+)C\1 ([-\d.]+,[-\d.]+) \2(?=[MLCQZ]|$)/g;

/** The outline of a band or a line without what says twice the same. @param {string} d path data */
function straight(d) {
  const once = d.replace(STRAIGHT, '$1L$2');
  return once === d ? d : straight(once);
}

/**
 * A figure, whose maps are equally large and show the same, as an SVG.
 * @param {Plotly} plotly @param {any} spec
 */
export async function vectors(plotly, spec) {
  const { width, height } = spec.layout;
  const [first] = spec.data.filter(({ type }) => type === 'contour');
  const data = spec.data.filter((trace) => trace === first || trace.type !== 'contour');
  const url = await plotly.toImage({ ...spec, data }, { format: 'svg', width, height, scale: 1 });
  const text = decodeURIComponent(url.slice(url.indexOf(',') + 1));
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
  const ground = svg.querySelector('.contourlayer > .contour');
  if (!ground) return svg;
  ground.id = GROUND;
  for (const path of ground.querySelectorAll('path')) path.setAttribute('d', straight(path.getAttribute('d')));
  for (const layer of svg.querySelectorAll('.subplot .scatterlayer')) {
    if (!layer.parentElement.querySelector('.contourlayer')) layer.before(copy(svg));
  }
  return svg;
}

/** @param {Document} svg */
export const written = (svg) => new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
