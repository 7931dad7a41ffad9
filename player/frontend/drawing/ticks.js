/** Where ticks are, and what they say, where Plotly's own would not do. Pure. */

import { powerOfTen, short, whole } from '../basics/format.js';

/** This part of an axis is left free at a corner. */
const CORNER = 0.05;

/** A step of 1, 2, 2.5 or 5 times a power of ten that cuts `range` into at most about `count` parts. */
function niceStep(range, count) {
  const rough = range / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) * power;
}

function evenTicks(low, high, count = 4) {
  const step = niceStep(high - low, count);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

function powerTicks(low, high, parts) {
  const every = Math.max(1, Math.ceil((high - low) / 5));
  const first = Math.floor(low / every);
  const powers = Array.from({ length: Math.ceil(high / every) - first + 1 }, (_, i) => (first + i) * every);
  return powers.flatMap((power) => parts.map((part) => part * 10 ** power));
}

function powerText(value) {
  const power = Math.floor(Math.log10(value) + 1e-9);
  const part = Math.round(value / 10 ** power);
  return (part === 1 ? '' : `${part}·`) + powerOfTen(power);
}

/** Powers of ten from here on are a factor of their own in Plotly's words. */
const FAR = 4;
const MOST = 15;

/** The longest that Plotly says at even ticks. @param {number[]} range @param {number} count of ticks, at most */
export function longestTick([low, high], count) {
  const most = Math.max(Math.abs(low), Math.abs(high));
  const power = Math.floor(Math.log10(most) + 0.01);
  const far = Math.abs(power) >= FAR;
  const unit = far ? 10 ** power : 1;
  const digits = Math.min(MOST, Math.max(0, Math.ceil(-Math.log10(niceStep(high - low, count) / unit) - 1e-9)));
  return `${low < 0 ? '−' : ''}${(most / unit).toFixed(digits)}${far ? `×${powerOfTen(power)}` : ''}`;
}

/** Powers of ten; where they are few, also what lies between them, as plain numbers. @param {number[]} range log₁₀ */
export function logTicks([low, high]) {
  const span = high - low;
  const values = span < 1 ? evenTicks(10 ** low, 10 ** high) : powerTicks(low, high, span < 2.8 ? [1, 3] : [1]);
  const plain = span < 2.8 && low > -3 && high < 5;
  const text = (value) => (plain || span < 1 ? short(value, 6) : powerText(value));
  return { tickvals: values, ticktext: values.map(text) };
}

/** Even ticks away from both ends, where the words of another axis may be. @param {number[]} range */
export function innerTicks([low, high]) {
  const air = CORNER * (high - low);
  const values = evenTicks(low + air, high - air, 5);
  return { tickvals: values, ticktext: values.map((value) => short(value, 6)) };
}

/** Digits of words at ticks; more where ticks lie closer than these could tell. */
const DIGITS = 5;

/** Even ticks; whole numbers have their thousands apart where they are `counts`. @param {number[]} range */
export function linearTicks([low, high], count, counts = false) {
  const values = evenTicks(low, high, count);
  const apart = Math.log10(Math.max(Math.abs(low), Math.abs(high)) / niceStep(high - low, count));
  const digits = Math.max(DIGITS, Math.min(MOST, Math.ceil(apart) + 2));
  const text = (value) => (counts && Number.isInteger(value) ? whole(value) : short(value, digits));
  return { tickvals: values, ticktext: values.map(text) };
}
