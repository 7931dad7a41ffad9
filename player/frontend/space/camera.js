/**
 * From where the surface is seen: on a sphere around the middle of its box. Pure.
 *
 * @typedef {{ azimuth: number, elevation: number, distance: number }} Camera angles in degrees; azimuth counts from
 *   the x axis, elevation from the ground; distance in the units of the box (`relief.js`)
 */

/** From the front, so that x goes to the right, a little from the side. @type {Camera} */
export const FIRST = Object.freeze({ azimuth: -62, elevation: 43, distance: 1.95 });

/** Width over height from which on the height says how far away the box must be to be seen as a whole. */
const WIDE = 1.2;

const LOWEST = 2;
const HIGHEST = 89;
const NEAREST = 0.9;
const FARTHEST = 6;
const RADIANS = Math.PI / 180;

const between = (value, low, high) => Math.max(low, Math.min(high, value));

/** @param {Camera} camera @returns {Camera} turned by degrees, never below the ground */
export function turned({ azimuth, elevation, distance }, right, up) {
  const around = (((azimuth + right) % 360) + 360) % 360;
  return { azimuth: around, elevation: between(elevation + up, LOWEST, HIGHEST), distance };
}

/** @param {Camera} camera @returns {Camera} `factor` times as far away */
export function moved(camera, factor) {
  return { ...camera, distance: between(camera.distance * factor, NEAREST, FARTHEST) };
}

/** @returns {Camera} so far away that a narrow picture shows what a wide one does */
export function framed(camera, { width, height }) {
  return { ...camera, distance: camera.distance * Math.max(1, (WIDE * height) / width) };
}

/** @param {Camera} camera @returns {{ x: number, y: number, z: number }} in the units of the box */
export function eye({ azimuth, elevation, distance }) {
  const [a, e] = [azimuth * RADIANS, elevation * RADIANS];
  const flat = distance * Math.cos(e);
  return { x: flat * Math.cos(a), y: flat * Math.sin(a), z: distance * Math.sin(e) };
}
