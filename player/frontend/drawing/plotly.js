/** The vendored bundles of Plotly, each loaded once, without leaving a trace on `window`. */

/** @import { Plotly } from './bundles.d.ts' */

/**
 * What draws contours, axes and curves, once it has come: a picture is built without it.
 * @typedef {{ plotly: Plotly | null }} Pen
 */

/** @type {Map<string, Promise<Plotly>>} */
const loading = new Map();

function load(bundle) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const had = Object.hasOwn(window, 'Plotly');
    const previous = window.Plotly;
    script.src = new URL(`../vendor/plotly-${bundle}.min.js`, import.meta.url).href;
    script.onload = () => {
      const plotly = window.Plotly;
      if (had) window.Plotly = previous;
      else delete window.Plotly;
      script.remove();
      resolve(plotly);
    };
    script.onerror = () => {
      loading.delete(bundle);
      script.remove();
      reject(new Error('Plotly could not be loaded'));
    };
    document.head.append(script);
  });
}

/** @param {'cartesian' | 'gl3d'} bundle @returns {Promise<Plotly>} Plotly with the traces of this bundle */
export function loadPlotly(bundle = 'cartesian') {
  if (!loading.has(bundle)) loading.set(bundle, load(bundle));
  return loading.get(bundle);
}
