/** How everything in a picture looks. From figures/scene/looks.py, which says what names mean: `make format`. */

export const CALM = {
  light: [[0, '#2f5580'], [0.3, '#7f9fc0'], [0.65, '#c2d2e2'], [1, '#eff4f9']],
  dark: [[0, '#0f1a2a'], [0.35, '#1c3b56'], [0.7, '#315977'], [1, '#44708f']],
};

export const NAMED = {
  viridis: [[0, '#440154'], [0.0625, '#48186a'], [0.125, '#472d7b'], [0.1875, '#424086'], [0.25, '#3b528b'], [0.3125, '#33638d'], [0.375, '#2c728e'], [0.4375, '#26828e'], [0.5, '#21918c'], [0.5625, '#1fa088'], [0.625, '#28ae80'], [0.6875, '#3fbc73'], [0.75, '#5ec962'], [0.8125, '#84d44b'], [0.875, '#addc30'], [0.9375, '#d8e219'], [1, '#fde725']],
  cividis: [[0, '#00204c'], [0.058823529, '#002a66'], [0.117647059, '#00346e'], [0.176470588, '#273f6c'], [0.235294118, '#3c4a6b'], [0.294117647, '#4c556b'], [0.352941176, '#5b5f6d'], [0.411764706, '#686a70'], [0.470588235, '#757575'], [0.529411765, '#838178'], [0.588235294, '#928c78'], [0.647058824, '#a19876'], [0.705882353, '#b0a572'], [0.764705882, '#c0b16d'], [0.823529412, '#d1bf66'], [0.882352941, '#e1cc5c'], [0.941176471, '#f3db4f'], [1, '#ffe945']],
};

export const CONTOUR_LINES = { light: [47, 85, 128, 0.3], dark: [140, 180, 210, 0.26], named: [255, 255, 255, 0.28] };

export const CONTOUR_WIDTH = 0.7;

export const HALOS = { light: [255, 255, 255, 0.95], dark: [238, 243, 248, 0.92] };

export const WIDTHS = [5.75, 2.75];

export const SECOND = [3.6, 1.5];

export const SECOND_DASH = [6, 4];

export const DOT = 3;

export const HEAD = 7;

export const EDGE = 2;

export const RIM = '#fff';

export const SMALL = 0.78;

export const MANY = 5;

export const FAINT = { alpha: 0.42, width: 0.5 };

export const FAINT_HEAD = 0.4;

export const OLD = { width: 0.55, alpha: 0.34 };

export const NEW = 8;

export const CURVE_WIDTH = 2;

export const LOSS_WIDTH = 2;

export const LOSS_DOT = 4.5;

export const ONE = { near: 0.0005, steps: 3, share: 0.25 };

export const DASH = 9;

export const SHRUNK = 0.66;

export const SHRUNK_MOST = 3;

export const LEVELS = { most: 18, around: 24, calm: 4 };

export const CORE = 0.2;

export const PLACES = {
  local_minima: { shape: 'star', radius: 6, open: true },
  minima: { shape: 'star', radius: 8.4, open: false },
  saddles: { shape: 'cross', radius: 6.2, open: false },
  maxima: { shape: 'triangle', radius: 5, open: false },
};

export const INK = '#1b2733';

export const ARROWS = {
  gradient: { dash: [], width: 2.2 },
  given: { dash: [3, 3], width: 2.8 },
  momentum: { dash: [7, 4], width: 2.2 },
  step: { dash: [], width: 4.6 },
  asked: { dash: [0.5, 4.5], width: 2.4 },
  axes: { dash: [8, 3.5, 1.5, 3.5], width: 1.7 },
  parabola: { dash: [6, 4], width: 1.8 },
};

export const ARROW_HEAD = 9;

export const ARROW_HALO = 2.6;

export const ARROW_PART = 0.25;

export const ARROW_SMALLEST = 0.1;

export const ARROW_MOST = 1000;

export const SHAPES = {
  circle: { symbol: 'circle', points: [] },
  square: { symbol: 'square', points: [[0.862670273, -0.862670273], [0.862670273, 0.862670273], [-0.862670273, 0.862670273], [-0.862670273, -0.862670273]] },
  diamond: { symbol: 'diamond', points: [[0, -1.28], [1.28, 0], [0, 1.28], [-1.28, 0]] },
  triangle: { symbol: 'triangle-up', points: [[0, -1.28], [1.108512517, 0.64], [-1.108512517, 0.64]] },
  pentagon: { symbol: 'pentagon', points: [[0, -1.1], [1.046162168, -0.339918694], [0.646563778, 0.889918694], [-0.646563778, 0.889918694], [-1.046162168, -0.339918694]] },
  hexagon: { symbol: 'hexagon', points: [[0, -1.08], [0.935307436, -0.54], [0.935307436, 0.54], [0, 1.08], [-0.935307436, 0.54], [-0.935307436, -0.54]] },
  star: { symbol: 'star', points: [[0, -1.2], [0.293892626, -0.404508497], [1.14126782, -0.370820393], [0.475528258, 0.154508497], [0.705342303, 0.970820393], [0, 0.5], [-0.705342303, 0.970820393], [-0.475528258, 0.154508497], [-1.14126782, -0.370820393], [-0.293892626, -0.404508497]] },
  cross: { symbol: 'x', points: [[0.497803174, -1.057831745], [1.057831745, -0.497803174], [0.560028571, 0], [1.057831745, 0.497803174], [0.497803174, 1.057831745], [0, 0.560028571], [-0.497803174, 1.057831745], [-1.057831745, 0.497803174], [-0.560028571, 0], [-1.057831745, -0.497803174], [-0.497803174, -1.057831745], [0, -0.560028571]] },
  plus: { symbol: 'cross', points: [[-0.396, -1.1], [0.396, -1.1], [0.396, -0.396], [1.1, -0.396], [1.1, 0.396], [0.396, 0.396], [0.396, 1.1], [-0.396, 1.1], [-0.396, 0.396], [-1.1, 0.396], [-1.1, -0.396], [-0.396, -0.396]] },
  down: { symbol: 'triangle-down', points: [[0, 1.28], [-1.108512517, -0.64], [1.108512517, -0.64]] },
  left: { symbol: 'triangle-left', points: [[-1.28, -0], [0.64, -1.108512517], [0.64, 1.108512517]] },
  right: { symbol: 'triangle-right', points: [[1.28, 0], [-0.64, 1.108512517], [-0.64, -1.108512517]] },
};
