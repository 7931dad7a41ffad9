/** The error function, which JavaScript lacks, to a few units in the last place. Pure. */

const FAR = 2.5; // from here on, erfc is worked out and erf is what it leaves
const NOTHING = 28; // erfc of what is larger is smaller than any number

/** exp(−x²): the rounding of x² would cost digits where it is large, so that a part without any goes first. */
function gauss(x) {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(x - coarse) * (x + coarse));
}

/** By its series without a minus, Abramowitz and Stegun 7.1.6: nothing cancels. */
function near(x) {
  let [sum, term] = [x, x];
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * gauss(x) * sum;
}

/** erfc by its continued fraction, 7.1.14, from behind, for x of 1 and more. */
function far(x) {
  if (x > NOTHING) return 0;
  let below = x;
  for (let k = Math.ceil(30 + 180 / (x * x)); k > 0; k--) below = x + k / 2 / below;
  return gauss(x) / (Math.sqrt(Math.PI) * below);
}

/** 2/√π · ∫₀ˣ exp(−s²) ds */
export function erf(x) {
  if (x < 0) return -erf(-x);
  return x > FAR ? 1 - far(x) : near(x);
}

/** 1 − erf(x), with all of its digits where that is small. */
export function erfc(x) {
  if (x >= 1) return far(x);
  return x < 0 ? 1 + erf(-x) : 1 - erf(x);
}
