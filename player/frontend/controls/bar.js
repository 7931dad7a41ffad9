/** The bar under the picture: playback, scrub, speed, fit, download. What it has no room for is in its menu. */

import { SPEEDS } from '../basics/clock.js';
import { h, setText } from '../basics/dom.js';
import { whole } from '../basics/format.js';
import { icon } from '../basics/icons.js';
import { createPopup } from '../basics/popup.js';
import { commonEpochs, epochWords, momentAt } from '../payload/epochs.js';

/** @import { Translate } from '../basics/dom.js' */
/** @import { Clock } from '../basics/clock.js' */
/** @import { Run } from '../payload/payload.js' */

/** What a button is called, its key, and its icon. */
const BUTTONS = {
  start: ['To the start', 'Home'],
  back: ['Step back', '←'],
  play: ['Play', 'Space'],
  forward: ['Step forward', '→'],
  loop: ['Loop', 'L'],
  fit: ['Fit the view, or all of the path', 'F'],
  level: ['Equal scales of x and y', 'E'],
  full: ['Full screen', 'W'],
};

/** Buttons left and right of the scrub, from the widest bar to the slimmest; all others are in the menu. */
const STAGES = [
  [['start', 'back', 'play', 'forward', 'loop'], ['count', 'speed', 'fit', 'level', 'full']],
  [['start', 'back', 'play', 'forward', 'loop'], ['count', 'speed', 'fit', 'level', 'full']],
  [['start', 'back', 'play', 'forward'], ['count', 'fit', 'full']],
  [['back', 'play', 'forward'], ['count', 'fit', 'full']],
  [['back', 'play', 'forward'], ['count']],
  [['play'], ['count']],
];
/** From these on: the count is told in few words, and there is a menu. */
const [SHORT, MENU] = [1, 2];
const IN_MENU = ['start', 'back', 'forward', 'loop', 'fit', 'level', 'full', 'speed'];
const AIR = 1;

export class Bar {
  /** @type {Translate} */
  t;
  act;
  /** @type {number[] | undefined} */
  moments;
  /** Around the two numbers of the count. */
  words = [h('span.slalom-word'), h('span'), h('span')];
  /** @type {HTMLElement} */
  host;
  /** @type {{ allowed: boolean, on: boolean }} */
  screen;
  #stage = -1;
  #narrow = false;
  #longest = '';

  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, act: Object<string, Function>, screen: { allowed: boolean, on: boolean },
   *           signal: AbortSignal }} context `act` has one function a button, `seek(step)`, `speed(factor)` and
   *   `save(format)`
   */
  constructor(host, { t, act, screen, signal }) {
    Object.assign(this, { host, t, act, screen });
    this.buttons = Object.fromEntries(Object.keys(BUTTONS).map((name) => [name, this.#button(name)]));
    this.buttons.play.classList.add('slalom-primary');
    this.scrub = h('input.slalom-scrub', { type: 'range', min: 0, step: 1, value: 0, 'aria-label': t('Step') });
    this.scrub.addEventListener('input', () => act.seek(Number(this.scrub.value)));
    this.count = this.#counter();
    this.speed = this.#speed();
    this.#menu(signal);
    this.#place(0);
  }

  #button(name) {
    const [words, key] = BUTTONS[name];
    const text = this.t(words);
    const label = { type: 'button', 'aria-label': text, title: `${text} (${this.t(key)})` };
    return h('button.slalom-button', { ...label, onclick: () => this.act[name]() }, icon(name), h('span', {}, text));
  }

  #counter() {
    this.at = h('strong');
    this.of = h('span');
    const [before, between, after] = this.words;
    this.epoch = h('span.slalom-epoch');
    this.#counts();
    return h('span.slalom-count', {}, before, this.at, between, this.of, after, this.epoch);
  }

  /** What is counted: steps, or the epochs of trainings. */
  #counts() {
    const [before, after = ''] = this.t(this.moments ? 'epoch {step} / {last}' : 'step {step} / {last}').split('{step}');
    const [between, rest = ''] = after.split('{last}');
    [before, between, rest].forEach((text, i) => setText(this.words[i], text));
  }

  /** How a step is told. */
  #told(step) {
    return this.moments ? momentAt(this.moments, step) : whole(step);
  }

  #speed() {
    const title = this.t('Speed (+ and −): 1× is 30 steps a second, and a whole path takes 10 seconds at most');
    const options = SPEEDS.map((speed) => h('option', { value: speed, selected: speed === 1 }, `${speed}×`));
    const select = h('select.slalom-select', { 'aria-label': this.t('Speed'), title }, ...options);
    select.addEventListener('change', () => this.act.speed(Number(select.value)));
    return select;
  }

  #menu(signal) {
    const { t } = this;
    this.saves = ['png', 'svg', 'pdf'].map((format) => {
      const words = t('Save as {format}', { format: format.toUpperCase() });
      const act = () => (this.menu.open(false), this.act.save(format));
      const save = { type: 'button', value: format, onclick: act };
      return h('button.slalom-button.slalom-save', save, icon('download'), h('span', {}, words));
    });
    this.popup = h('div.slalom-popup', { role: 'group' });
    this.opener = h('button.slalom-button', { type: 'button', 'aria-label': t('Download') });
    this.menu = createPopup(this.opener, this.popup, signal);
    this.buttons.full.addEventListener('click', () => {
      if (!this.popup.contains(this.buttons.full)) return;
      this.menu.open(false); // it would lie over the picture
      this.opener.focus();
    });
  }

  /**
   * What the picture can do is offered, and the epochs of the runs are told if they are the same.
   * @param {boolean} deep whether it is in 3-D
   * @param {Run[]} runs
   * @param {boolean} [line] whether it is a curve, whose two axes are no lengths of one kind
   * @param {number[]} [moments] the epochs that the clock counts, of trainings
   */
  offer(deep, runs, line = false, moments = undefined) {
    this.moments = moments;
    this.#counts();
    this.epochs = commonEpochs(runs);
    for (const button of this.saves) button.hidden = deep && button.value !== 'png';
    this.buttons.level.hidden = deep || line;
  }

  /** The room has changed, or what is to be said. @param {boolean} narrow whether most is in the menu at any rate */
  arrange(narrow = this.#narrow) {
    this.#narrow = narrow;
    if (!this.host.clientWidth) return;
    const shown = [this.at.textContent, this.epoch.textContent];
    const last = Number(this.scrub.max);
    this.#count(last, epochWords(this.t, this.epochs, last));
    let stage = narrow ? STAGES.length - 1 : 0;
    for (this.#place(stage); stage < STAGES.length - 1 && !this.#fits(); this.#place(stage)) stage += 1;
    [this.at.textContent, this.epoch.textContent] = shown;
  }

  #fits() {
    return this.host.lastElementChild.getBoundingClientRect().right + AIR <= this.host.getBoundingClientRect().right;
  }

  #place(stage) {
    if (stage === this.#stage) return;
    this.#stage = stage;
    const { buttons, scrub, count, speed, menu, saves, host } = this;
    const all = { ...buttons, count, speed };
    const [left, right] = STAGES[stage];
    const hasMenu = stage >= MENU;
    const words = this.t(hasMenu ? 'More' : 'Download');
    this.opener.replaceChildren(icon(hasMenu ? 'more' : 'download'));
    this.opener.setAttribute('aria-label', words);
    this.opener.title = words;
    this.popup.setAttribute('aria-label', words);
    menu.open(false);
    host.classList.toggle('slalom-tight', stage >= SHORT);
    const rest = IN_MENU.filter((name) => !left.includes(name) && !right.includes(name));
    this.popup.replaceChildren(...rest.map((name) => all[name]), ...saves);
    host.replaceChildren(...left.map((name) => all[name]), scrub, ...right.map((name) => all[name]), menu.element);
  }

  #count(step, epoch) {
    setText(this.at, this.#told(step));
    setText(this.epoch, epoch && ` · ${epoch}`);
  }

  /** @param {Clock} clock @param {boolean} level whether x and y have equal scales */
  draw({ step, last, playing, loop, speed }, level) {
    if (Number(this.scrub.max) !== last) this.scrub.max = String(last);
    if (Number(this.scrub.value) !== step) this.scrub.value = String(step);
    const epoch = epochWords(this.t, this.epochs, step);
    const told = { step: this.#told(step), last: this.#told(last) };
    const words = [this.t(this.moments ? 'epoch {step} / {last}' : 'step {step} / {last}', told), epoch].filter(Boolean).join(' · ');
    if (this.scrub.getAttribute('aria-valuetext') !== words) this.scrub.setAttribute('aria-valuetext', words);
    this.scrub.style.setProperty('--slalom-share', String(last ? step / last : 0));
    setText(this.of, told.last);
    const longest = `${told.last} ${epochWords(this.t, this.epochs, last)}`;
    if (longest !== this.#longest) this.arrange();
    this.#longest = longest;
    this.#count(step, epoch);
    this.at.style.minWidth = `${told.last.length}ch`;
    if (Number(this.speed.value) !== speed) this.speed.value = String(speed);
    this.buttons.loop.setAttribute('aria-pressed', String(loop));
    this.buttons.level.setAttribute('aria-pressed', String(level));
    this.buttons.full.hidden = !this.screen.allowed;
    this.buttons.full.setAttribute('aria-pressed', String(this.screen.on));
    if (playing !== this.playing) this.#drawPlay(playing);
  }

  #drawPlay(playing) {
    this.playing = playing;
    const text = this.t(playing ? 'Pause' : 'Play');
    const { play } = this.buttons;
    play.replaceChildren(icon(playing ? 'pause' : 'play'), h('span', {}, text));
    play.setAttribute('aria-label', text);
    play.title = `${text} (${this.t('Space')})`;
  }
}
