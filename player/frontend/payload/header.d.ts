/** The headers of the blobs. Written from player/header.py, which says what each key means: `make format`. */

export type Program = number | string | null | [string, ...Program[]];

/** How the run ended, in words; `note` says by what measure. */
export interface SentenceHeader {
  tone: string;
  text: string;
  note?: string;
}

/** How the player is dressed. */
export interface OptionsHeader {
  colorscale?: 'calm' | 'viridis' | 'cividis';
  autoplay?: boolean;
  hint?: string;
  stale?: boolean;
  large?: boolean;
  embed?: boolean;
  hide?: ('title' | 'fit' | 'loss' | 'inside' | 'bar')[];
}

/** One quantity along a path; its numbers follow the header unless they are even. */
export interface SeriesHeader {
  name: string;
  width: number;
  label: string;
  even?: [number, number, number];
}

/** A state that points somewhere, and the sign with which it points downhill. */
export interface ArrowHeader {
  series: string;
  label: string;
  sign: number;
}

/** How far one unit goes along each coordinate: a series, or a program that says it. */
export interface EllipseHeader {
  series?: string;
  program?: Program;
}

/** One line of an update. */
export interface FormulaHeader {
  target: string;
  mathml: string;
  program: Program;
}

/** One path; from `points` on what can be asked of it, as `player.views.PathView.why` describes it. */
export interface RunHeader {
  label: string;
  color: string;
  marker: string;
  status: string;
  last: number;
  rows: number;
  series: SeriesHeader[];
  id?: string;
  epochs?: [number, number];
  points?: string[];
  arrows?: ArrowHeader[];
  ellipse?: EllipseHeader;
  formulas?: number;
  states?: string[];
  whole?: boolean;
  values?: Record<string, number | string>;
}

/** All paths, and what is said about them. */
export interface PathsHeader {
  grid: string;
  title: string;
  formula: string;
  sentence?: SentenceHeader;
  start: [number, number];
  minima: ([number, number, string])[];
  local_minima?: ([number, number, string])[];
  saddles?: ([number, number, string])[];
  maxima?: ([number, number, string])[];
  coordinates: [string, string];
  labels: Record<string, string>;
  lowest?: number;
  maximize?: true;
  layout?: 'overlay' | 'panels' | 'space';
  deep?: true;
  columns?: number;
  curve?: string;
  options?: OptionsHeader;
  formulas?: FormulaHeader[][];
  runs: RunHeader[];
}

/** Data and the curve fitted to them, link(x (u − c)/s + y); u and v follow the grid's numbers. */
export interface FitHeader {
  link: 'identity' | 'logistic' | 'tanh';
  names: [string, string];
  c: number;
  s: number;
  count: number;
}

/** f over a rectangle; rows are y. */
export interface GridHeader {
  key: string;
  rows: number;
  columns: number;
  x: [number, number];
  y: [number, number];
  scale: 'linear' | 'log';
  lowest: number;
  softening: number;
  fit?: FitHeader;
}
