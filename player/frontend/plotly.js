/** The vendored Plotly, loaded once, without leaving a trace on `window`. */

let loading = null;

function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const had = Object.hasOwn(window, 'Plotly');
    const previous = window.Plotly;
    script.src = new URL('./vendor/plotly-cartesian.min.js', import.meta.url).href;
    script.onload = () => {
      const plotly = window.Plotly;
      if (had) window.Plotly = previous;
      else delete window.Plotly;
      script.remove();
      resolve(plotly);
    };
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error('Plotly could not be loaded'));
    };
    document.head.append(script);
  });
}

/** @returns {Promise<Object>} Plotly's cartesian bundle */
export function loadPlotly() {
  return (loading ??= load());
}
