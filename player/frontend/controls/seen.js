/**
 * How the picture is seen, as a link says it (`simulation/experiments/view.py`): taken up once, and told again whenever
 * it has changed. What is as it is at first is left out, and so is the step of a clock that has come to its end.
 */

import { sameView } from '../drawing/view.js';
import { leaders } from '../payload/bundles.js';

/** @import { OptionsHeader, ViewHeader } from '../payload/header.d.ts' */

/** What is seen is told when it has not changed for so many milliseconds. */
const SETTLED = 250;

/** How each page was seen last, on which surface. @type {Map<string, { grid: string, view: ViewHeader }>} */
const LAST = new Map();

const domain = ({ x, y }) => ({ x: [...x], y: [...y] });
const numbers = (values, digits) => values.map((value) => Number(value.toPrecision(digits)));
const unless = (usual, value) => (String(value) === String(usual) ? undefined : value);
const ids = ({ runs }) => leaders(runs).map(({ id }) => id);

export class Seen {
  player;
  /** @type {(text: string) => void} */
  tell;
  /** @type {ViewHeader} */
  #wish = {};
  #asked = '';
  #fresh = false;
  #told = null;
  #timer = 0;

  /** @param {any} player @param {(text: string) => void} tell */
  constructor(player, tell) {
    Object.assign(this, { player, tell });
  }

  /** Whether the clock begins to run by itself. */
  plays() {
    const { autoplay = false } = this.player.data.options;
    return autoplay && this.#wish.step === undefined && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /**
   * Before the runs are arranged: what is asked for, unless it was taken up before.
   * @returns {boolean} whether something is asked for
   */
  takeUp({ options, ...data }) {
    const { view = {}, page, again } = options;
    const asked = JSON.stringify([options.asked, view]);
    const last = LAST.get(page);
    const first = !this.#asked;
    this.#fresh = asked !== this.#asked;
    this.#asked = asked;
    if (!this.#fresh) return false;
    this.#wish = again && last?.grid === data.grid ? last.view : view;
    this.player.choices.suggestCurve(data.curve);
    if (!first || Object.keys(this.#wish).length) this.#choose(data);
    return true;
  }

  #choose(data) {
    const { choices, inside, handles, space, board, clock } = this.player;
    const { hidden = [], curve, against = 'step', log = true, arrows = [], camera, level, step } = this.#wish;
    choices.hidden = new Set(hidden.map((at) => ids(data)[at - 1]).filter(Boolean));
    choices.explainAll(arrows);
    Object.assign(choices, { quantity: curve ?? (data.curve || 'value'), against, log });
    handles.choose(this.#wish.handles);
    inside.show((this.#wish.inside ?? 1) - 1, this.#wish.formulas ?? false);
    space.look(camera ? { azimuth: camera[0], elevation: camera[1], distance: camera[2] } : space.first);
    board.level = level;
    if (step !== undefined) clock.pause();
  }

  /** When they are arranged: what is seen of the plane. */
  look() {
    if (!this.#fresh) return;
    const { board, surface } = this.player;
    const [left, right, low, high] = this.#wish.zoom ?? [];
    board.look(this.#wish.zoom ? { x: [left, right], y: [low, high] } : domain(surface));
  }

  /** When the clock knows how far it may run. @param {boolean} first whether this is the first picture */
  begin(first) {
    const { clock } = this.player;
    const { step } = this.#wish;
    if (first) clock.speed = this.player.data.options.speed ?? 1;
    if (first) clock.seek(this.plays() ? 0 : clock.last);
    if (this.#fresh && step !== undefined) clock.seek(step);
    else if (this.#fresh && !first && !clock.playing) clock.seek(clock.last);
  }

  /** After a drawing: what is seen is told, once it stays. */
  drawn() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { clock, root, whole } = this.player;
      if (clock.playing || !whole || !root.isConnected) return;
      const text = this.text();
      if (text !== this.#told) this.tell(text);
      this.#told = text;
    }, SETTLED);
  }

  /** When the player ends: it is kept for when the page is come to again. */
  keep() {
    clearTimeout(this.#timer);
    const { data, surface, clock } = this.player;
    const page = data?.options.page;
    if (!page || !this.#asked) return;
    const { step, ...view } = this.#view();
    LAST.set(page, { grid: surface.key, view: clock.playing || step === undefined ? view : { ...view, step } });
  }

  /** @returns {string} the text of the link's part; empty if everything is as at first */
  text() {
    const { data, choices } = this.player;
    const several = data.layout !== undefined;
    const [plain, layout] = several ? ['panels', choices.layout] : ['overlay', choices.layout.replace('panels', 'overlay')];
    const said = Object.entries(this.#view()).map(([name, value]) => [name, String(value)]);
    return [...(layout === plain ? [] : [layout]), ...said.flat()].join('~');
  }

  /** What is not as it is at first, but for the layout. @returns {ViewHeader} */
  #view() {
    const compared = this.player.data.layout === undefined ? {} : this.#compared();
    const parts = { ...this.#place(), ...compared, ...this.#step() };
    return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value.length !== 0));
  }

  #place() {
    const { board, surface, space } = this.player;
    const { x, y } = board.wish;
    const words = ({ azimuth, elevation, distance }) => numbers([azimuth, elevation, distance], 6);
    return {
      zoom: sameView({ x, y }, domain(surface)) ? undefined : numbers([...x, ...y], 9),
      level: board.lens.turned ? board.level : undefined,
      camera: unless(words(space.first), words(space.camera)),
    };
  }

  #compared() {
    const { data, choices } = this.player;
    return {
      hidden: ids(data).flatMap((id, at) => (choices.hidden.has(id) ? [at + 1] : [])),
      curve: unless(data.curve || 'value', choices.quantity),
      against: unless('step', choices.against),
    };
  }

  #step() {
    const { choices, clock, inside, handles, why } = this.player;
    const step = clock.atEnd ? undefined : clock.step;
    const arrows = why.line ? choices.arrows : [...choices.why]; // on a map, none is as at first
    return { log: unless(true, choices.log), arrows, step, ...inside.seen(), ...handles.seen() };
  }
}
