/**
 * A page that needs no server: everything is in the document, and what a server would answer is worked out here. The
 * page's own small script (`exports/html/begin.js`) gives what the document holds, by name.
 */

import { fetchPlotlyFrom } from './drawing/plotly.js';
import { Live } from './live/live.js';
import { unfolded } from './payload/folded.js';
import { depositPatch } from './payload/grids.js';
import { unpackGrid, unpackPaths } from './payload/payload.js';
import { createPlayer } from './player.js';

/** @import { Grid, Paths } from './payload/payload.js' */
/** @import { Bundle } from './drawing/bundles.d.ts' */

/** @type {{ part: (name: string) => Promise<Uint8Array>, nonce: string, root: HTMLElement, begun: () => void,
 *           failed: (error: Error) => void }} */
const { part, nonce, root, begun, failed } = globalThis[Symbol.for('slalom.document')];

/** Values of a part of the plane that is looked at, about as many as a server sends. */
const VALUES = 60_000;
/** Of a loss, where each is the mean over all rows of data. */
const OF_DATA = 6_000;
/** How much more than what is looked at, on each side. */
const BEYOND = 0.25;

/** @param {number} low @param {number} high @returns {[number, number]} */
const longer = (low, high) => [low - BEYOND * (high - low), high + BEYOND * (high - low)];

/**
 * What answers when a part of the plane is looked at that the grid does not hold.
 * @param {Paths} data @param {Grid} grid @returns {(looked: { key: string, window: number[] }) => void}
 */
function answering(data, grid) {
  if (!data.live) return () => {};
  const live = new Live(data, grid);
  const values = live.ground.count ? OF_DATA : VALUES;
  return ({ key, window }) => {
    const [x0, x1, y0, y1] = window;
    const [x, y] = [longer(x0, x1), longer(y0, y1)];
    const side = Math.round(Math.sqrt(values));
    const [rows, columns] = data.line ? [1, values] : [side, side];
    const f = Float64Array.from(live.heights([...x, ...y], rows, columns));
    depositPatch({ key, rows, columns, x, y, window: [x0, x1, y0, y1], least: 0, factor: 1, f });
  };
}

/** @param {Bundle} bundle */
async function packed(bundle) {
  return { text: new TextDecoder().decode(await part(bundle)), nonce };
}

async function begin() {
  fetchPlotlyFrom(packed);
  const [paths, grid] = (await Promise.all([part('paths'), part('grid')])).map(unfolded);
  const onView = answering(unpackPaths(paths), /** @type {Grid} */ (unpackGrid(grid)));
  await createPlayer(root, { onView, alone: true }).update({ paths, grid });
  begun();
}

begin().catch(failed);
