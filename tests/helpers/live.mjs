// Answers questions of tests/helpers/live.py with the player's own scripts: length of the question, length of a blob,
// both; and back in the same way.
import { Ground } from '../../player/frontend/live/ground.js';
import { Live } from '../../player/frontend/live/live.js';
import { SplineGround } from '../../player/frontend/live/spline.js';
import { OPERATIONS } from '../../player/frontend/live/machine.js';
import { resultsOf, toldOf } from '../../player/frontend/hand/told.js';
import { unpackGrid, unpackPaths } from '../../player/frontend/payload/payload.js';

const ACTS = {
  operations: () => [{ operations: OPERATIONS }, []],
  can({ run }, blob) {
    const paths = unpackPaths(blob);
    return [{ can: new Live(paths).can(paths.runs[run]) }, []];
  },
  walk({ run, change, grid }, blob) {
    const paths = unpackPaths(blob);
    const live = new Live(paths, grid && unpackGrid(new Uint8Array(Buffer.from(grid, 'base64'))));
    const walked = live.walk(paths.runs[run], change);
    const { status, last, rows, end, values } = walked;
    const series = walked.series.map(({ name, width }) => [name, width]);
    const said = { status, last, rows, end, values, series, movable: live.movable(paths.runs[run]) };
    return [said, walked.series.map((one) => one.values)];
  },
  places({ ground, grid }, blob) {
    const live = new Live(unpackPaths(blob), unpackGrid(new Uint8Array(Buffer.from(grid, 'base64'))));
    return [live.places(ground), []];
  },
  told({ climbs }, blob) {
    const t = (words, values = {}) => words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    const { runs } = unpackPaths(blob);
    return [{ ...toldOf(runs, t, climbs), ...resultsOf(runs, { heads: [], rows: [] }, t) }, []];
  },
  time({ repeat }, blob) {
    const paths = unpackPaths(blob);
    const live = new Live(paths);
    const times = [];
    for (let i = 0; i < repeat; i++) {
      const begin = performance.now();
      for (const run of paths.runs) live.walk(run, { start: run.live.start });
      times.push(performance.now() - begin);
    }
    return [{}, [Float64Array.from(times)]];
  },
  heights({ box, rows, columns, ground, repeat = 1 }, blob) {
    const live = new Live(unpackPaths(blob));
    const times = [];
    let found;
    for (let i = 0; i < repeat; i++) {
      const begin = performance.now();
      found = live.heights(box, rows, columns, ground, found);
      times.push(performance.now() - begin);
    }
    return [{}, [found, Float64Array.from(times)]];
  },
  spline({ points }, blob) {
    const own = new SplineGround(unpackGrid(blob).spline);
    return [{}, points.map((point) => [...own.whole(1, point, 0).slice(0, 3), ...own.whole(2, point, 0).slice(1)])];
  },
  ask({ ground, points, order }) {
    const own = new Ground(ground, []);
    const found = points.map((point) => own.whole(order, Float64Array.from(point.map(Number)), 0).slice());
    return [{}, found];
  },
};

function answer([question, blob]) {
  try {
    return ACTS[question.do](question, blob);
  } catch (error) {
    return [{ error: `${error.name}: ${error.message}` }, []];
  }
}

let waiting = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  waiting = Buffer.concat([waiting, chunk]);
  while (waiting.length >= 8) {
    const [head, blob] = [waiting.readUInt32LE(0), waiting.readUInt32LE(4)];
    if (waiting.length < 8 + head + blob) return;
    const question = JSON.parse(waiting.subarray(8, 8 + head).toString());
    const bytes = new Uint8Array(waiting.subarray(8 + head, 8 + head + blob));
    waiting = waiting.subarray(8 + head + blob);
    const [said, arrays] = answer([question, bytes]);
    const text = Buffer.from(JSON.stringify({ ...said, sizes: arrays.map((one) => one.length) }));
    const sizes = Buffer.alloc(8);
    const numbers = Float64Array.from(arrays.flatMap((one) => Array.from(one)));
    sizes.writeUInt32LE(text.length, 0);
    sizes.writeUInt32LE(numbers.length, 4);
    process.stdout.write(Buffer.concat([sizes, text, Buffer.from(numbers.buffer)]));
  }
});
