/**
 * Blobs as files hold them: the numbers as the difference to the one before the last, and the first bytes of all of
 * them, then the second, and so on. So folded they compress to less than a half of what they do otherwise. Pure.
 */

const STRIDE = 2;
const BYTES = 4;

/** @param {Uint8Array} folded as `exports/html/folded.py` writes it @returns {Uint8Array} the blob */
export function unfolded(folded) {
  const length = BYTES + new DataView(folded.buffer, folded.byteOffset).getUint32(0, true);
  const planes = folded.subarray(length);
  const count = planes.length / BYTES;
  const numbers = new Uint32Array(count);
  const bytes = new Uint8Array(numbers.buffer);
  for (let i = 0; i < count; i++) for (let k = 0; k < BYTES; k++) bytes[BYTES * i + k] = planes[k * count + i];
  for (let i = STRIDE; i < count; i++) numbers[i] += numbers[i - STRIDE];
  const blob = new Uint8Array(folded.length);
  blob.set(folded.subarray(0, length));
  blob.set(bytes, length);
  return blob;
}
