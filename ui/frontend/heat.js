/**
 * A map of thousands of runs: a panel a rule, a cell a run. A cell that is clicked, dragged to or gone to by keys is
 * sent; the numbers of the one under the pointer stand below.
 */

import { colourOf, good, imageOf } from './heat_colours.js';
import { axes, outline, theory } from './heat_pen.js';

/** As in `player/frontend/compare.css`: how much larger words are on a projector. */
const LARGER = 1.4;

const REST = 120; // ms between two cells that are sent while a hand moves
const NARROW = 216; // pixels of a panel and the gap beside it, at least
const ROOM = { left: 58, right: 10, top: 26, bottom: 40 }; // pixels around the cells
const MOST = 560; // pixels of a side
const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [-1, 0], ArrowUp: [1, 0] };

/** @type {WeakMap<HTMLElement, HeatMap>} */
const mounted = new WeakMap();

/** What `ui.maps.drawn` packs. @param {Uint8Array} bytes */
function read(bytes) {
  const whole = bytes.slice();
  const length = new DataView(whole.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length)));
  const count = head.panels.length * head.rows * head.columns;
  const from = 4 + length;
  return {
    ...head,
    numbers: new Float32Array(whole.buffer, from, count),
    codes: new Uint8Array(whole.buffer, from + 4 * count, count),
    known: new Uint8Array(whole.buffer, from + 5 * count, count),
  };
}

class HeatMap {
  /** @type {HTMLElement} */
  place;
  /** @type {HTMLElement} */
  legend;
  /** @type {HTMLElement} */
  said;
  /** @type {HTMLElement} */
  bar;
  /** @type {number[] | null} */
  cell = null;
  #sent = 0;
  #later = 0;
  #hand = false;
  /** @type {number[] | null} */
  hover = null;

  constructor(parent) {
    this.root = document.createElement('div');
    this.root.className = 'slalom-heat';
    this.root.innerHTML =
      '<div class="panels"></div><div class="legend"></div><p role="status"></p><div class="done"><i></i></div>';
    parent.append(this.root);
    [this.place, this.legend, this.said, this.bar] = ['.panels', '.legend', 'p', '.done i'].map((name) =>
      this.root.querySelector(name),
    );
    new ResizeObserver(() => this.draw()).observe(this.root);
  }

  update(bytes, send) {
    this.send = send;
    this.data = read(bytes);
    const known = this.data.cell && this.cell && this.#hand;
    if (!known) this.cell = this.data.cell;
    this.#panels();
    this.#legend();
    this.bar.style.width = `${100 * this.data.done}%`;
    this.bar.parentElement.hidden = this.data.done >= 1;
    this.draw();
  }

  /** A canvas for every panel; those that are there stay, and keep the focus. */
  #panels() {
    const { panels } = this.data;
    while (this.place.children.length > panels.length) this.place.lastChild.remove();
    while (this.place.children.length < panels.length) this.place.append(this.#canvas(this.place.children.length));
    panels.forEach((name, run) => {
      const { map, keys } = this.data.words;
      this.place.children[run].setAttribute('aria-label', `${map}: ${name}. ${keys}`);
    });
  }

  #canvas(run) {
    const canvas = document.createElement('canvas');
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.addEventListener('pointermove', (event) => this.#over(event, run));
    canvas.addEventListener('pointerleave', () => this.#show(null));
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#hand = true;
      this.#choose(this.#at(event, run), false);
    });
    canvas.addEventListener('pointerup', (event) => {
      this.#hand = false;
      this.#choose(this.#at(event, run), true);
    });
    // The browser has taken a finger's way for a scroll of the page.
    canvas.addEventListener('pointercancel', () => (this.#hand = false));
    canvas.addEventListener('keydown', (event) => this.#key(event, run));
    return canvas;
  }

  /** @param {PointerEvent} event */
  #at(event, run) {
    const { side, height, left, top } = this.size;
    const { columns, rows } = this.data;
    const column = Math.floor(((event.offsetX - left) / side) * columns);
    const row = Math.floor((1 - (event.offsetY - top) / height) * rows);
    return [run, Math.min(Math.max(row, 0), rows - 1), Math.min(Math.max(column, 0), columns - 1)];
  }

  #over(event, run) {
    const cell = this.#at(event, run);
    if (this.#hand) this.#choose(cell, false);
    this.#show(cell);
  }

  #key(event, run) {
    const step = KEYS[event.key];
    if (!step || !this.data) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    const [, row, column] = this.cell ?? [run, 0, 0];
    const { rows, columns } = this.data;
    const to = [row + far * step[0], column + far * step[1]];
    this.#choose([run, Math.min(Math.max(to[0], 0), rows - 1), Math.min(Math.max(to[1], 0), columns - 1)], false);
    this.#show(null);
  }

  /** The cell is outlined at once, and sent; while a hand moves, not more often than is answered. */
  #choose(cell, last) {
    this.cell = cell;
    this.draw();
    clearTimeout(this.#later);
    const wait = last ? 0 : Math.max(0, this.#sent + REST - Date.now());
    this.#later = setTimeout(() => {
      this.#sent = Date.now();
      this.send('cell', cell);
    }, wait);
  }

  #show(cell) {
    this.hover = cell;
    this.draw();
  }

  draw() {
    if (!this.data || !this.root.clientWidth) return;
    const { panels, aspect } = this.data;
    const gap = 12;
    const across = Math.max(1, Math.min(panels.length, Math.floor((this.root.clientWidth + gap) / NARROW)));
    const room = (this.root.clientWidth - gap * (across - 1)) / across;
    const larger = this.data.large ? LARGER : 1;
    const [left, right, top, bottom] = [ROOM.left, ROOM.right, ROOM.top, ROOM.bottom].map((edge) => edge * larger);
    const side = Math.min(MOST, room - left - right);
    this.size = { side, height: Math.min(MOST, side * (aspect || 1)), left, right, top, bottom, words: larger };
    this.root.classList.toggle('large', larger > 1);
    panels.forEach((_, run) => this.#panel(/** @type {HTMLCanvasElement} */ (this.place.children[run]), run));
    this.said.textContent = this.#words(this.hover ?? this.cell);
  }

  /** @param {HTMLCanvasElement} canvas */
  #panel(canvas, run) {
    const frame = this.size;
    const [width, tall] = [frame.left + frame.side + frame.right, frame.top + frame.height + frame.bottom];
    const scale = window.devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = tall * scale;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${tall}px`;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(imageOf(this.data, run), frame.left, frame.top, frame.side, frame.height);
    pen.fillStyle = getComputedStyle(this.root).color;
    axes(pen, frame, this.data, run);
    theory(pen, frame, this.data.lines, run);
    if (this.cell?.[0] === run) outline(pen, frame, this.data, this.cell, '#000');
    if (this.hover?.[0] === run) outline(pen, frame, this.data, this.hover, '#555');
  }

  /** The numbers of a cell in one line. */
  #words(cell) {
    const { data } = this;
    if (!cell) return data.words.keys;
    const [run, row, column] = cell;
    const at = (run * data.rows + row) * data.columns + column;
    const where = `${data.x.label} = ${data.x.values[column]}, ${data.y.label} = ${data.y.values[row]}`;
    const name = data.panels.length > 1 ? `${data.panels[run]}, ` : '';
    const fate = data.names[data.codes[at]];
    if (fate === undefined || !data.known[at]) return `${name}${where}: ${data.words.unknown}`;
    const number = data.numbers[at];
    const value = Number.isFinite(number) ? `${data.words.number} ${short(number)}` : data.words.nothing;
    return [`${name}${where}: ${fate}`, data.words.number ? value : ''].filter(Boolean).join('; ');
  }

  #legend() {
    const { low, high, shown, names } = this.data;
    const ramp = Array.from({ length: 24 }, (_, i) => colourOf(good(this.data, i / 23))).join(',');
    this.legend.replaceChildren();
    if (this.data.words.number) {
      const [scale, bar] = [document.createElement('div'), document.createElement('i')];
      bar.style.background = `linear-gradient(90deg,${ramp})`;
      scale.append(words(low), bar, words(high));
      this.legend.append(scale);
    }
    for (const code of shown) {
      const one = words(code < 0 ? this.data.words.nothing : names[code]);
      const dot = document.createElement('b');
      dot.style.background = code < 0 ? this.data.none : this.data.colours[code];
      one.prepend(dot);
      this.legend.append(one);
    }
  }
}

function words(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

function short(number) {
  return String(Number(number.toPrecision(4))).replace('-', '−');
}

/** @param {{ data: Uint8Array, parentElement: HTMLElement, setTriggerValue: Function }} args */
export default function ({ data, parentElement, setTriggerValue }) {
  if (!mounted.has(parentElement)) mounted.set(parentElement, new HeatMap(parentElement));
  if (data) mounted.get(parentElement).update(data, setTriggerValue);
}
