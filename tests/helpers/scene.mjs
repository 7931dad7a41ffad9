// Answers tests/helpers/scene.py with the player's own scripts: which contour lines a map has, and what is dashed.
import { bandColors } from '../../player/frontend/drawing/colors.js';
import { framed } from '../../player/frontend/drawing/view.js';
import { Field } from '../../player/frontend/map/field.js';
import { dashOf, overlap, shrunk } from '../../player/frontend/map/overlaps.js';
import { unpackGrid } from '../../player/frontend/payload/payload.js';

const ACTS = {
  bands({ grid, area, dark, colorscale }) {
    const bytes = Uint8Array.from(Buffer.from(grid, 'base64'));
    const field = new Field();
    const known = unpackGrid(bytes);
    const { stretch = Infinity, lean = [0.5, 0.5] } = known;
    field.set(known);
    field.home = framed({ x: known.x, y: known.y }, area, { stretch, lean });
    const found = field.bands(field.at(field.home));
    const colors = bandColors({ dark }, colorscale, found).map((color) => color.map(Math.round));
    const { x, y } = field.home;
    return { ...found, view: [...x, ...y], colors, held: !field.misses(field.home) };
  },
  overlaps({ paths, size }) {
    const runs = paths.map((points) => ({ x: points.flat(), last: points.length - 1 }));
    overlap([runs], { x: [0, size[0]], y: [0, size[1]] });
    return runs.map((run) => ({ over: run.over, dash: dashOf(run), shrunk: shrunk(run) }));
  },
};

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const questions = JSON.parse(Buffer.concat(chunks).toString());
process.stdout.write(JSON.stringify(questions.map((question) => ACTS[question.do](question))));
