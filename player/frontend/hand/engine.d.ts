/** What walks runs in the browser, as `live/live.js` does. */

import type { Paths, Run } from '../payload/payload.js';

export interface Engine {
  /** Whether it can walk this run. */
  can(run: Run): boolean;
  /** The settings of a run that may be others here, and the numbers of the surface. */
  movable(run: Run): string[];
  parameters: Record<string, number>;
  /** The run as it is with other numbers. Its arrays are good until the next walk of the run. */
  walk(run: Run, change: Moved): Run;
  /** f over a box xmin, xmax, ymin, ymax, with other numbers of the surface; rows are y. */
  heights(box: [number, number, number, number], rows: number, columns: number, ground: Record<string, number>): Float64Array | Float32Array;
  /** What is marked on the surface with other numbers, after the walks on it. */
  places(ground: Record<string, number>): Pick<Paths, 'minima' | 'local_minima' | 'saddles' | 'maxima'>;
}

/** What a hand has moved. */
export interface Moved {
  start?: number[];
  values?: Record<string, number>;
  ground?: Record<string, number>;
}
