/** How the points of a surface that are worth knowing look, on maps, in 3-D and in saved pictures. Pure. */

/** Kind → shape and radius in pixels; the ground is seen through those that are `open`. */
export const PLACES = {
  local_minima: { shape: 'star', radius: 6, open: true },
  minima: { shape: 'star', radius: 8.4, open: false },
  saddles: { shape: 'cross', radius: 6.2, open: false },
  maxima: { shape: 'triangle', radius: 5, open: false },
};
