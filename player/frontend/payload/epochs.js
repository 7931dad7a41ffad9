/** How often a run with mini-batches has gone through the data. Pure. */

/** @import { Run } from './payload.js' */

/**
 * @param {[number, number] | undefined} epochs steps in an epoch (0 where it has no end), part of the data a step sees
 * @param {number} step
 * @returns {number | null} epochs after so many steps; null for a run that sees all data in every step
 */
export function epochAt(epochs, step) {
  if (!epochs) return null;
  const [length, share] = epochs;
  return length ? Math.floor(step / length) + (step % length) * share : step * share;
}

/**
 * What an epoch is for all runs with mini-batches, if it is the same.
 * @param {Run[]} runs
 */
export function commonEpochs(runs) {
  const found = new Map(runs.filter((run) => run.epochs).map(({ epochs }) => [String(epochs), epochs]));
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/**
 * What the clock of trainings says: the epoch of a moment, with as many digits as tell it from its neighbours.
 * @param {number[]} moments @param {number} step
 */
export function momentAt(moments, step) {
  const last = moments.length - 1;
  const at = moments[Math.min(step, last)];
  const apart = last > 0 ? moments[last] / last : 1;
  return at.toFixed(moments.every(Number.isInteger) ? 0 : Math.max(0, Math.min(3, Math.ceil(-Math.log10(apart)))));
}

/** "epoch 3.2" after so many steps, or ''. */
export function epochWords(t, epochs, step) {
  const epoch = epochAt(epochs, step);
  return epoch === null ? '' : t('epoch {epoch}', { epoch: epoch.toFixed(epoch < 10 ? 2 : 1) });
}
