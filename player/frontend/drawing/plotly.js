/** The vendored bundles of Plotly, each loaded once, without leaving a trace on `window`. */

/** @import { Bundle, Plotly, Source } from './bundles.d.ts' */

/**
 * What draws contours, axes and curves, once it has come: a picture is built without it. While pictures are `sized`,
 * nothing can have another size than when it was read last: reading it would have the browser lay out the page.
 * @typedef {{ plotly: Plotly | null, sized?: boolean }} Pen
 */

/** @type {Map<Bundle, Promise<Plotly>>} */
const loading = new Map();

/** Beside the script. @type {Source} */
const served = async (bundle) => ({ src: new URL(`../vendor/plotly-${bundle}.min.js`, import.meta.url).href });
let source = served;

/** Where there is no server, the bundles come from elsewhere. @param {Source} from */
export function fetchPlotlyFrom(from) {
  source = from;
}

/** @param {{ src: string } | { text: string, nonce?: string }} where @returns {Promise<Plotly>} */
function run(where) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const had = Object.hasOwn(window, 'Plotly');
    const previous = window.Plotly;
    const take = () => {
      const plotly = window.Plotly;
      if (had) window.Plotly = previous;
      else delete window.Plotly;
      script.remove();
      if (plotly && plotly !== previous) resolve(plotly);
      else reject(new Error('Plotly could not be run'));
    };
    script.onload = take;
    script.onerror = () => {
      script.remove();
      reject(new Error('Plotly could not be loaded'));
    };
    if ('src' in where) script.src = where.src;
    else Object.assign(script, { textContent: where.text, nonce: where.nonce ?? '' });
    document.head.append(script); // a text is run by this, at once
    if ('text' in where) take();
  });
}

/** @param {Bundle} bundle @returns {Promise<Plotly>} Plotly with the traces of this bundle */
export function loadPlotly(bundle = 'cartesian') {
  if (!loading.has(bundle)) {
    const asked = source(bundle).then(run);
    loading.set(bundle, asked);
    asked.catch(() => loading.delete(bundle));
  }
  return loading.get(bundle);
}

/** Gives Plotly to a pen, if it can be loaded. @param {Pen} pen @param {() => void} lost told if it cannot */
export async function bringPlotly(pen, lost) {
  try {
    pen.plotly = await loadPlotly();
  } catch (error) {
    lost();
    console.warn('slalom:', error);
  }
}
