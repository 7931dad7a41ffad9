/**
 * Blobs from Python: u32 little-endian header length | JSON header | float32 arrays.
 *
 * @typedef {{ name: string, width: number, label: string, values: Float32Array }} Series
 * @typedef {{ label: string, color: string, marker: string, last: number, status: string, rows: number,
 *             series: Series[], x: Float32Array, value: Float32Array }} Run
 * @typedef {{ grid: string, title: string, formula: string, sentence: { tone: string, text: string },
 *             start: number[], minima: Array[], saddles: Array[], local_minima: Array[], coordinates: string[],
 *             labels: Object<string, string>, options: Object, runs: Run[] }} Paths
 * @typedef {{ key: string, rows: number, columns: number, x: number[], y: number[], scale: string,
 *             lowest: number, softening: number, f: Float32Array }} Grid
 */

/** @param {Uint8Array} bytes */
function open(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const floats = new Float32Array(bytes.slice(4 + length).buffer);
  let at = 0;
  const take = (count) => {
    if (at + count > floats.length) throw new RangeError('the blob is shorter than its header says');
    at += count;
    return floats.subarray(at - count, at);
  };
  return { header, take };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Grid}
 */
export function unpackGrid(bytes) {
  const { header, take } = open(bytes);
  return { ...header, f: take(header.rows * header.columns) };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Paths}
 */
export function unpackPaths(bytes) {
  const { header, take } = open(bytes);
  const runs = header.runs.map((run) => {
    const series = run.series.map((one) => ({ ...one, values: take(run.rows * one.width) }));
    const values = (name) => series.find((one) => one.name === name).values;
    return { ...run, series, x: values('x'), value: values('value') };
  });
  return { minima: [], saddles: [], local_minima: [], options: {}, ...header, runs };
}
