/**
 * What is seen while a hand holds the start or a handle: runs that can be walked here follow it at once, one walk a
 * drawing; so does the map when a number of the surface is moved. When the hand lets go, the server's paths take their
 * place. Where these lie elsewhere by more than half a pixel, the run is chaotic, and a mark says so.
 */

import { h, setText } from '../basics/dom.js';
import { faint } from '../payload/bundles.js';
import { endOf } from '../payload/steps.js';
import { standAlone } from './alone.js';
import { OF_SURFACE } from './handles.js';
import { Haste } from './haste.js';
import { parted } from './parted.js';
import { renamed, restsOf, resultsOf, toldOf } from './told.js';
import { WorkedGround } from './worked_ground.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Grid, Paths, Run } from '../payload/payload.js' */
/** @import { Engine, Moved as Change } from './engine.d.ts' */

/** @typedef {Omit<Change, 'values'> & { values: Record<string, Record<string, number>> }} Moved by run */

const PARTED = 'chaotic';
const WHY =
  'The path that was drawn while you moved it and the one from the server lie more than half a pixel apart: here the last digit of a number decides where the run goes.';
/** The surface as it is. */
const NO_NUMBERS = Object.freeze({});
const AWAY = 'The server cannot be reached: runs are walked in the browser, and its paths come as soon as it is back.';

export class Preview {
  player;
  /** @type {(data: Paths, grid: Grid) => Engine | null} */
  engine;
  /** How many drawings had paths of their own. */
  count = 0;
  /** @type {Engine | null} */
  #engine = null;
  /** @type {Paths} */
  #truth;
  alone;
  /** @type {Paths | null} */
  #seen = null;
  #ground = new WorkedGround();
  /** @type {Record<string, number> | undefined} */
  #numbers;
  #due = false;
  #there = true;
  /** Names of runs that nobody walks. @type {string[]} */
  #resting = [];
  /** @type {((moved: boolean, resting: string[]) => void) | null} */
  #says = null;

  /**
   * @param {any} player
   * @param {Preview['engine']} engine what walks the runs of a payload, if it can
   * @param {boolean} alone whether there is no server
   */
  constructor(player, engine, alone) {
    Object.assign(this, { player, engine, alone });
  }

  /**
   * When there are elements.
   * @param {ReturnType<typeof previewParts>} parts @param {Translate} t @param {AbortSignal} signal
   */
  begin({ parted: mark, away, rests }, t, signal) {
    const { player } = this;
    this.haste = new Haste(player.pen, () => player.request(), signal);
    this.mark = mark;
    this.away = away;
    this.rests = rests;
    setText(mark, t(PARTED));
    mark.title = t(WHY);
    mark.setAttribute('aria-label', `${t(PARTED)}: ${t(WHY)}`);
    setText(away, t(AWAY));
    if (this.alone) this.#begin(away, t);
    player.board.start.asks = () => !this.#leading.every((run) => this.#can(run, {}));
    player.handles.asks = (id, name) => !this.#follows(id, name);
    for (const type of ['online', 'offline']) window.addEventListener(type, () => this.reach(), { signal });
    this.reach();
  }

  #begin(line, t) {
    const { start } = this.player.board;
    const { handles } = this.player;
    start.alone = true;
    handles.offers = (id, name) => !this.#truth || this.#follows(id, name);
    this.#says = standAlone(line, t, () => {
      start.release();
      handles.release();
    });
  }

  /** Whether the start can be moved. */
  get starts() {
    return !this.player.board.start.fixed;
  }

  /** What is to be shown. */
  get data() {
    return this.#seen ?? this.#truth;
  }

  /**
   * The surface that is to be shown. What the board lacks of it is worked out here, if it can be.
   * @param {Grid} grid the server's @param {boolean} deep whether it is shown in space
   */
  grid(grid, deep) {
    const { board } = this.player;
    const engine = this.#engine;
    const shown = this.#seen && this.#shifts(this.#numbers);
    const numbers = shown ? this.#numbers : NO_NUMBERS;
    const surface = shown ? this.#moved(grid, deep) : grid;
    board.field.work(engine, numbers, engine && ((view) => this.#ground.around(surface, view, numbers, engine)));
    return surface;
  }

  /** Whether the surface with these numbers is worked out here. */
  #shifts(numbers) {
    return Object.keys(numbers ?? {}).some((name) => name in this.#engine.parameters);
  }

  #moved(grid, deep) {
    const how = /** @type {const} */ ([this.#numbers, this.#engine, this.moving]);
    const { view } = this.player.board;
    const worked = deep ? this.#ground.relief(grid, this.#seen.runs, ...how) : this.#ground.moved(grid, view, ...how);
    return { ...worked, rests: this.alone && !this.moving };
  }

  /** Whether it is more than the server's. */
  get on() {
    return this.#seen !== null;
  }

  /** Whether a hand moves them now. */
  get moving() {
    return this.on && (this.player.board.start.moving || this.player.handles.moving);
  }

  /** The runs that a hand waits for: all that are compared; of a single run not those that are drawn beside it. */
  get #leading() {
    const { runs, layout } = this.#truth;
    return layout === undefined ? runs.filter(({ id }) => id === runs[0].id) : runs;
  }

  /** Why not all of these follow the hand that is on them, or ''. */
  #why() {
    const { board, handles } = this.player;
    if (!board.start.moving && !handles.moving) return '';
    const { values, ground } = { values: {}, ...handles.held };
    const held = (run) => board.start.moving || ground || values[run.id];
    return restsOf(this.#leading.filter((run) => held(run) && !this.#engine?.can(run)), this.player.t);
  }

  /** Whether all that a number moves is walked here. */
  #follows(id, name) {
    const own = name.startsWith(OF_SURFACE) ? name.slice(OF_SURFACE.length) : '';
    const change = own ? { ground: { [own]: 0 } } : { values: { [name]: 0 } };
    return this.#leading.every((run) => (!own && run.id !== id) || this.#can(run, change));
  }

  /** @param {Run} run @param {Change} change */
  #can(run, { values = {}, ground = {} }) {
    const engine = this.#engine;
    if (!engine?.can(run)) return false;
    const [settings, numbers] = [Object.keys(values), Object.keys(ground)];
    if (settings.length && !settings.every((name) => engine.movable(run).includes(name))) return false;
    return numbers.every((name) => name in engine.parameters);
  }

  /** Something that is held has another value. */
  moved() {
    this.#due = true;
    this.player.request();
  }

  /** @param {boolean} [there] whether the page can reach the server, as far as it knows */
  reach(there = this.#there) {
    this.#there = there;
    const reached = there && navigator.onLine !== false && !this.alone;
    if (!this.alone) this.away.hidden = reached || !this.#truth?.runs.some((run) => this.#engine?.can(run));
    this.player.board.start.reach(reached);
    this.player.handles.reach(reached);
  }

  /** The server's paths, and with them what was answered. @param {Paths} data @param {Grid} grid of their surface */
  take(data, grid) {
    const { board, handles } = this.player;
    const before = this.#seen;
    board.start.begins(data.start);
    handles.answer(data);
    this.#truth = data;
    this.#engine = this.#made(data, grid);
    const asked = this.alone && !data.network ? data.runs : [];
    const resting = asked.filter((run) => !this.#can(run, {})).map(({ label }) => label);
    board.start.fixed = resting.length > 0 || Boolean(data.network); // weights are many more than two
    this.#resting = resting;
    this.#walk();
    this.mark.hidden = !before || this.on || !parted(before.runs, data.runs, board.lead.plot.scales);
    this.reach();
  }

  /** What walks these runs, if their instructions can be right. @param {Paths} data @param {Grid} grid */
  #made(data, grid) {
    try {
      return this.engine(data, grid);
    } catch (error) {
      console.warn('slalom:', error);
      return null;
    }
  }

  /** Before a drawing. @returns {boolean} whether there is something else to be shown than at the last one */
  renew() {
    this.haste.begin(this.moving);
    const why = this.#why();
    setText(this.rests, why);
    this.rests.hidden = !why;
    if (!this.#due) return false;
    this.#walk();
    return true;
  }

  /** Whether a drawing has words, too. */
  writes() {
    return this.haste.writes(this.moving);
  }

  /** Whether a drawing has no time for Plotly. */
  hurries() {
    return this.haste.hurries(this.moving, this.on && !this.alone);
  }

  /** Something has another size. */
  resized() {
    this.haste.resized();
  }

  /** @returns {Moved | null} */
  get #changes() {
    const { board, handles } = this.player;
    const { value: start } = board.start;
    const { held } = handles;
    if (!start && !held) return null;
    return { values: {}, ...held, ...(start ? { start: [start.x, start.y] } : {}) };
  }

  #walk() {
    this.#due = false;
    const moved = this.#changes;
    this.#seen = moved && this.#engine ? this.#walked(moved) : null;
    this.#numbers = moved?.ground;
    this.#says?.(this.on, this.#resting);
    if (this.#seen) this.mark.hidden = true;
    if (this.#seen) this.count += 1;
  }

  /** @param {Moved} moved @returns {Paths} */
  #walked({ start, values, ground }) {
    const leading = this.#leading;
    const runs = this.#truth.runs.map((run) => {
      const change = { start: start && this.#from(run, start), values: values[run.id], ground };
      const touched = start || ground || change.values;
      if (!touched || !this.#can(run, change)) return leading.includes(run) ? run : faint(run);
      const label = this.alone && !this.moving ? renamed(run, change.values, this.#truth) : run.label;
      return { ...this.#engine.walk(run, change), label, walked: true };
    });
    const { results, maximize } = this.#truth;
    const last = Math.max(0, ...runs.map(endOf));
    const places = this.#shifts(ground) ? { ...this.#engine.places(ground), outdated: true } : {};
    const { t } = this.player;
    const told = { sentence: toldOf(runs, t, maximize), ...(results && { results: resultsOf(runs, results, t) }) };
    return { ...this.#truth, ...places, ...told, runs, last };
  }

  /** Where a path begins when the start is here: those of a fan lie around it; on a line, x alone. */
  #from(run, start) {
    const { start: known } = this.#truth;
    return Array.from(run.live?.start ?? known, (own, i) => start[i] + (own - known[i]));
  }
}

/** The mark in the line under the picture, the sentence under the bar, and one over the picture. */
export function previewParts() {
  const mark = h('span.slalom-parted', { role: 'note', tabindex: 0, hidden: true });
  const said = (name) => h(`p.${name}`, { role: 'status', hidden: true });
  return { parted: mark, away: said('slalom-unreached'), rests: said('slalom-rests') };
}
