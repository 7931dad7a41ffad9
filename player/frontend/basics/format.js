/** Numbers as people write them: a true minus sign, powers of ten as superscripts. */

const SUPERSCRIPT = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
const LARGEST = '3.4·10³⁸';
/** Below this, float32 loses digits; the payload holds no zero that is none. */
const SMALLEST = 2 ** -126;
const LEAST = '1.2·10⁻³⁸';

const minus = (text) => text.replace('-', '−');

/** @param {number} exponent */
export function powerOfTen(exponent) {
  return '10' + [...String(exponent)].map((sign) => SUPERSCRIPT[sign]).join('');
}

function finite(value, digits) {
  const plain = value.toPrecision(digits);
  if (value === 0) return '0';
  if (Math.abs(value) >= 1e-3 && !plain.includes('e')) return minus(plain);
  const [mantissa, exponent] = value.toExponential(digits - 2).split('e');
  return minus(mantissa) + '·' + powerOfTen(Number(exponent));
}

/**
 * A number of a table: always the same count of digits, so that it stands still while it changes.
 * The arrays are float32: what went beyond is said to be beyond.
 * @param {number} value
 */
export function tabular(value, digits = 5) {
  if (Number.isNaN(value)) return '—';
  if (!Number.isFinite(value)) return value > 0 ? `> ${LARGEST}` : `< −${LARGEST}`;
  if (value !== 0 && Math.abs(value) < SMALLEST) return value > 0 ? `< ${LEAST}` : `> −${LEAST}`;
  return finite(value, digits);
}

/** Words of others, at most so many characters of them. */
export function shortened(text, most) {
  const signs = Array.from(text);
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : text;
}

/** What is so near to zero that float32 does not know it, as zero. */
export const known = (value) => (Math.abs(value) < SMALLEST ? 0 : value);

/** A number in a sentence: no trailing zeros. */
export function short(value, digits = 4) {
  return tabular(value, digits).replace(/(\.\d*?)0+(?=$|·)/, '$1').replace(/\.(?=$|·)/, '');
}

/** A whole number, its thousands apart: 270, 2,709. @param {number} count */
export const whole = (count) => minus(String(count).replace(/(?<=\d)(?=(\d{3})+$)/g, ','));

/** A title as a file name. */
export function fileName(title, extension) {
  const words = title.normalize('NFKD').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['paths'];
  return `${words.join('-')}.${extension}`;
}
