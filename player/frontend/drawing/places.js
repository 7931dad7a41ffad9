/** How the points of a surface that are worth knowing look, on maps, in 3-D and in saved pictures. Pure. */

export { PLACES } from '../basics/looks.js';

/** Kind → its words, in the order of a key. */
const WORDS = {
  minima: (t) => t('minimum'),
  local_minima: (t) => t('local minimum'),
  saddles: (t, line) => t(line ? 'inflection' : 'saddle'),
  maxima: (t) => t('maximum'),
};

/** The kinds of places that are marked, and their words. */
export const placesNamed = (data, t) =>
  Object.entries(WORDS).flatMap(([kind, words]) => (data[kind].length ? [{ kind, words: words(t, data.line) }] : []));
