/** Gives the viewer what is seen as a file. */

import { ofFiles } from '../basics/theme.js';
import { loadPlotly } from '../drawing/plotly.js';
import { placesNamed } from '../drawing/places.js';
import { meaning } from '../payload/heights.js';
import { savePicture } from './save.js';
import { saveSpace } from './snapshot.js';

/** What is said where it cannot be done. */
export const UNSAVED = 'The file could not be made. Reload the page to try again.';

/** @param {any} player @param {'png' | 'svg' | 'pdf'} format */
export async function saved(player, format) {
  const { data, surface, picture, space, board, clock, why, theme, t } = player;
  if (!data) return;
  const signs = [{ kind: 'start', words: t('start') }, ...placesNamed(data, t)];
  if (picture === space) return void (await saveSpace(space, clock.step, signs));
  const seen = board.picture(clock.step, why.kinds);
  const words = { meaning: meaning(surface, t), why: why.said(seen.factors), signs };
  await savePicture(await loadPlotly(), format, { ...seen, ...words, theme: ofFiles(theme.current()) });
}
