/** The headers of the blobs. From player/header*.py, which say what each key means: `make format`. */

export type Program = number | string | null | [string, ...Program[]];

/** Instructions, as `formulas.machine.Block` describes them; constants that are no finite numbers are words. */
export interface BlockHeader {
  registers: number;
  constants: (number | 'NaN' | 'Infinity' | '-Infinity')[];
  code: number[];
  results: Record<string, number[]>;
}

/** A step of a rule (`simulation.running.steps.Written`). */
export interface ProgramHeader {
  inputs: string[];
  begin: BlockHeader;
  step: BlockHeader;
  states: string[];
}

/** f (`simulation.live.ground.WrittenGround`); `rows` are places of arrays. */
export interface LiveGroundHeader {
  dimensions: number;
  blocks: Record<string, BlockHeader>;
  parameters: Record<string, number>;
  rows?: number[];
  spline?: true;
}

/** What the page walks runs with; the arrays follow the series. */
export interface LiveHeader {
  ground: LiveGroundHeader;
  lowest?: number;
  programs: ProgramHeader[];
  arrays: (['f8' | 'u2', number])[];
}

/** How the page walks a run (`simulation.live.course.Course`); numbers of arrays are their places. */
export interface LiveRunHeader {
  program: number;
  start: number[];
  steps: number;
  values: Record<string, number>;
  climbs?: true;
  stop?: Record<string, number>;
  noise?: Record<string, number>;
  follows?: Record<string, number[]>;
  rows?: number[];
  fixed?: string[];
}

/** What networks know over a rectangle of inputs, rows are y, or along one input. Behind the paths follow x and y of
    the examples as `f4`, but of a fit their classes as `u1`, and of every run a frame a row, `f4` of a fit, else `u1`.

    Of a `score`, 0 to 254 stand for 0 to 1; 255 is what is no number.
     */
export interface KnownHeader {
  kind: 'class' | 'score' | 'fit';
  rows: number;
  columns: number;
  x: [number, number];
  y: [number, number];
  names: [string, string];
  count: number;
}

/** What trainings have in common. */
export interface NetworkHeader {
  moments: number[];
  beside: Record<string, [string, string]>;
  classes: string[];
  known?: KnownHeader;
}

/** What is known of one of them. */
export interface TrainingHeader {
  moments: number[];
  layers: string[];
  confusion?: number[][];
}

/** How the run ended, in words; `note` says by what measure. */
export interface SentenceHeader {
  tone: string;
  text: string;
  note?: string;
}

/** How it is seen at first, as a link asks for it: `simulation.experiments.view` says what each part means. */
export interface ViewHeader {
  zoom?: [number, number, number, number];
  level?: boolean;
  hidden?: number[];
  curve?: string;
  against?: string;
  log?: boolean;
  arrows?: string[];
  camera?: [number, number, number];
  step?: number;
  inside?: number;
  formulas?: boolean;
  handles?: string[];
}

/** How the player is dressed. */
export interface OptionsHeader {
  colorscale?: 'calm' | 'viridis' | 'cividis';
  autoplay?: boolean;
  hint?: string;
  tap?: string;
  stale?: boolean;
  view?: ViewHeader;
  asked?: number;
  page?: string;
  again?: boolean;
  flat?: boolean;
  speed?: number;
  large?: boolean;
  inspect?: string;
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

/** A number that can be moved in the player. Its places are `stops` and those of `even`, in rising order. */
export interface HandleHeader {
  name: string;
  words: string;
  symbol: string;
  stops: number[];
  even?: [number, number, number];
  log?: boolean;
  usual?: boolean;
}

/** One path; from `points` on what can be asked of it, as `player.views.PathView.why` describes it. */
export interface RunHeader {
  label: string;
  color: string;
  marker: string;
  status: string;
  last: number;
  rows: number;
  end?: number;
  series: SeriesHeader[];
  id?: string;
  lane?: string;
  middle?: true;
  epochs?: [number, number];
  handles?: number;
  settings?: Record<string, number>;
  points?: string[];
  arrows?: ArrowHeader[];
  ellipse?: EllipseHeader;
  formulas?: number;
  states?: string[];
  whole?: boolean;
  turned?: boolean;
  downhill?: number;
  values?: Record<string, number | string>;
  live?: LiveRunHeader;
  resting?: string;
  training?: TrainingHeader;
}

/** What became of the runs: names of the columns; of every run that is compared its last value and how it ended. */
export interface ResultsHeader {
  heads: [string, string, string];
  rows: ([string, string])[];
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
  line?: true;
  axes?: [string, string, string];
  labels: Record<string, string>;
  quantities?: ([string, string])[];
  network?: NetworkHeader;
  lowest?: number;
  maximize?: true;
  layout?: 'overlay' | 'panels' | 'space';
  deep?: true;
  sample?: string;
  columns?: number;
  curve?: string;
  options?: OptionsHeader;
  results?: ResultsHeader;
  formulas?: FormulaHeader[][];
  handles?: HandleHeader[][];
  ground?: HandleHeader[];
  grounded?: Record<string, number>;
  thinned?: [number, number];
  live?: LiveHeader;
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

/** f as a spline; knots of x, knots of y, so many each, and coefficients follow the grid's numbers as `f8`. */
export interface SplineHeader {
  degrees: [number, number];
  knots: [number, number];
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
  spline?: SplineHeader;
  line?: true;
  beyond?: [number, number, number, number];
  stretch?: number;
  lean?: [number, number];
}

/** f for a part of the plane that is looked at, `least + factor * number`; rows are y. */
export interface PatchHeader {
  key: string;
  rows: number;
  columns: number;
  x: [number, number];
  y: [number, number];
  window: [number, number, number, number];
  least: number;
  factor: number;
}
