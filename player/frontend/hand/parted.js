/** Whether two walks of the same runs lead to other pixels. Pure. */

/** @import { Run } from '../payload/payload.js' */

/** Pixels by which nothing may move. */
const HALF = 0.5;
/** What float32, in which paths are sent, leaves out of a number. */
const LOST = 2 ** -23;
/** Who is so far away that it is in no picture may be anywhere there. */
const FAR = 1e5;

/** @param {number} a @param {number} b @param {number} scale pixels of a unit */
function apart(a, b, scale) {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return 0;
  if (Math.abs(a * scale) > FAR && Math.abs(b * scale) > FAR) return 0;
  return Math.abs(a - b) * scale - LOST * Math.max(Math.abs(a), Math.abs(b)) * scale;
}

/** How many pixels lie between the places of a run at most, before the rounding of what was sent. */
export function distance(walked, sent, { sx, sy }) {
  let most = 0;
  for (let k = 0; k <= Math.max(walked.last, sent.last); k++) {
    const [i, j] = [2 * Math.min(k, walked.last), 2 * Math.min(k, sent.last)];
    most = Math.max(most, apart(walked.x[i], sent.x[j], sx), apart(walked.x[i + 1], sent.x[j + 1], Math.abs(sy)));
  }
  return most;
}

/**
 * @param {Run[]} walked @param {Run[]} sent @param {{ sx: number, sy: number }} scales pixels of a unit
 */
export function parted(walked, sent, scales) {
  return walked.some((run, i) => run.walked && sent[i]?.id === run.id && distance(run, sent[i], scales) > HALF);
}
