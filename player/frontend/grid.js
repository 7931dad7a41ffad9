/** Streamlit component without a face: hands the grid it receives to the players of the page. */

import { depositGrid } from './payload/grids.js';

/** @param {{ data: Uint8Array }} args */
export default function ({ data }) {
  if (data) depositGrid(data);
}
