/** In the place of the engine that walks runs in the browser: Adam on Rosenbrock's function, and nothing else. */

const f = (x, y, { a, b }) => (a - x) ** 2 + b * (y - x * x) ** 2;
const slope = (x, y, { a, b }) => [-2 * (a - x) - 4 * b * x * (y - x * x), 2 * b * (y - x * x)];

export class StandIn {
  walks = 0;

  parameters = { a: 1, b: 100 };

  movable() {
    return ['lr', 'beta1', 'beta2'];
  }

  can(run) {
    return Boolean(run.live);
  }

  walk(run, { start = [run.x[0], run.x[1]], values = {}, ground = {} }) {
    this.walks += 1;
    const { lr, beta1, beta2 } = { ...run.live, ...values };
    const numbers = { a: 1, b: 100, ...ground };
    const series = run.series.map((one) => ({ ...one, values: new Float64Array(run.rows * one.width).fill(NaN) }));
    const of = (name) => series.find((one) => one.name === name).values;
    let [w, m, v] = [[...start], [0, 0], [0, 0]];
    of('x').set(w);
    of('value')[0] = f(w[0], w[1], numbers);
    for (let t = 1; t < run.rows; t++) {
      const g = slope(w[0], w[1], numbers);
      m = m.map((one, i) => beta1 * one + (1 - beta1) * g[i]);
      v = v.map((one, i) => beta2 * one + (1 - beta2) * g[i] ** 2);
      const step = m.map((one, i) => (-lr * (one / (1 - beta1 ** t))) / (Math.sqrt(v[i] / (1 - beta2 ** t)) + 1e-8));
      w = w.map((one, i) => one + step[i]);
      for (const [name, row] of Object.entries({ x: w, seen: g, m, v, step })) of(name).set(row, 2 * t);
      of('value')[t] = f(w[0], w[1], numbers);
    }
    return { ...run, series, x: of('x'), value: of('value'), second: [] };
  }

  places({ a = 1 }) {
    return { minima: [[a, a * a, 'minimum']], local_minima: [], saddles: [], maxima: [] };
  }

  heights([x0, x1, y0, y1], rows, columns, ground) {
    const numbers = { a: 1, b: 100, ...ground };
    const at = (low, high, i, count) => low + ((high - low) * i) / (count - 1);
    const found = new Float64Array(rows * columns);
    for (let i = 0; i < found.length; i++) {
      found[i] = f(at(x0, x1, i % columns, columns), at(y0, y1, Math.floor(i / columns), rows), numbers);
    }
    return found;
  }
}
