/** The three-dimensional picture as a PNG: the surface by Plotly, the paths above it as on the screen. */

import { h } from '../basics/dom.js';
import { ofFiles } from '../basics/theme.js';
import { Draped, FAINT, LAYERS } from '../space/draped.js';
import { sceneLayout, surfaceTrace } from '../space/webgl.js';
import { keyed, KEY, more, rowsOf } from './signs.js';
import { download, named, note, pictureLayout } from './save.js';

/** @import { Space } from '../space/space.js' */

const SCALE = 2;
const MARGIN = { l: 12, r: 12, t: 52, b: 60 + KEY };

/** Canvases of a size in pixels, as many as `Draped` needs. */
class Sheets {
  constructor({ width, height }) {
    this.layers = LAYERS.map(() => h('canvas', { width: SCALE * width, height: SCALE * height }));
  }

  begin(layer) {
    const context = this.layers[layer].getContext('2d');
    context.save();
    context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
    return context;
  }
}

function figure({ shown, theme, camera, plot, words }, signs) {
  const { data, grid, relief } = shown;
  const legend = named(shown.runs, plot.width, theme);
  const below = MARGIN.b + more(rowsOf(legend, plot.width, theme));
  const height = plot.height + MARGIN.t + below;
  const nowhere = { visible: false, fixedrange: true };
  return {
    data: [surfaceTrace(grid, relief.z, theme, data.options.colorscale), ...legend, ...keyed(signs, data, theme)],
    layout: {
      width: plot.width + MARGIN.l + MARGIN.r,
      height,
      margin: { ...MARGIN, b: below },
      ...pictureLayout(data.title, plot.width, height, theme),
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: theme.font, color: theme.text },
      annotations: [note(words, theme)],
      xaxis: nowhere,
      yaxis: nowhere,
      scene: sceneLayout(shown, theme, camera),
    },
  };
}

/** @param {string} url */
async function image(url) {
  const element = new Image();
  element.src = url;
  await element.decode();
  return element;
}

/** @param {Space} space @param {number} step @param {import('./signs.js').Signs} signs */
export async function saveSpace(space, step, signs) {
  const picture = space.picture();
  if (!picture) return;
  const { plotly, shown, plot, camera, matrix } = picture;
  const theme = ofFiles(picture.theme);
  const spec = figure({ ...picture, theme }, signs);
  const { width, height } = spec.layout;
  const surface = await image(await plotly.toImage(spec, { format: 'png', width, height, scale: SCALE }));
  const canvas = h('canvas', { width: SCALE * width, height: SCALE * height });
  const context = canvas.getContext('2d');
  context.drawImage(surface, 0, 0, canvas.width, canvas.height);
  const sheets = new Sheets(plot);
  const draped = new Draped(sheets);
  draped.set(shown);
  draped.place(matrix, camera, plot);
  draped.draw(step, theme);
  sheets.layers.forEach((layer, i) => {
    context.globalAlpha = LAYERS[i].includes('-behind-') ? FAINT : 1;
    context.drawImage(layer, SCALE * MARGIN.l, SCALE * MARGIN.t);
  });
  download(canvas.toDataURL('image/png'), shown.data.title, 'png');
}
