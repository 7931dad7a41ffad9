/** Icons on a 24 × 24 grid, filled with the current colour. */

import { svg } from './dom.js';

const PATHS = {
  start: ['M6 6h2v12H6z', 'M19 6v12l-9-6z'],
  back: ['M12 7v10l-7-5z', 'M14.5 7h2.2v10h-2.2z'],
  play: ['M8 5.5v13l11-6.5z'],
  pause: ['M7 6h3.4v12H7z', 'M13.6 6H17v12h-3.4z'],
  forward: ['M12 7v10l7-5z', 'M7.3 7h2.2v10H7.3z'],
  loop: ['M7 8h9v-2.6l4 3.6-4 3.6V10H9v3H7z', 'M17 16H8v2.6L4 15l4-3.6V14h7v-3h2z'],
  fit: ['M12 4.6l8.2 7.2-1.2 1.4-7-6.1-7 6.1-1.2-1.4z', 'M6.6 13.4l5.4-4.7 5.4 4.7V19h-4v-4.2h-2.8V19h-4z'],
  full: ['M5 5h5v2H7v3H5z', 'M14 5h5v5h-2V7h-3z', 'M5 14h2v3h3v2H5z', 'M17 14h2v5h-5v-2h3z'],
  caret: ['M7 10h10l-5 5.5z'],
  level: ['M6.2 6.5h2.3v11H6.2V9.4L4 10.4V8.2z', 'M17.2 6.5h2.3v11h-2.3V9.4L15 10.4V8.2z', 'M10.8 9h2v2h-2z', 'M10.8 13.5h2v2h-2z'],
  handles: ['M4 7.2h8v1.6H4z', 'M17.5 7.2H20v1.6h-2.5z', 'M14.7 5.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z', 'M4 15.2h2.5v1.6H4z', 'M12 15.2h8v1.6h-8z', 'M9.3 13.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z'],
  download: ['M11 5h2v6h3l-4 4.5L8 11h3z', 'M5.5 17.5h13v2h-13z'],
  more: ['M5 10.2h3.6v3.6H5z', 'M10.2 10.2h3.6v3.6h-3.6z', 'M15.4 10.2H19v3.6h-3.6z'],
};

/** @param {keyof PATHS} name */
export function icon(name) {
  return svg('slalom-icon', 24, ...PATHS[name]);
}
