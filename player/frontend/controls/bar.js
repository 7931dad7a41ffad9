/** The bar under the picture: playback, scrub, speed, fit, download. On a narrow screen most of it is in a menu. */

import { SPEEDS } from '../basics/clock.js';
import { h, setText } from '../basics/dom.js';
import { icon } from '../basics/icons.js';
import { createPopup } from '../basics/popup.js';
import { commonEpochs, epochWords } from '../payload/epochs.js';

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
};

export class Bar {
  /** @type {Translate} */
  t;
  act;
  /** @type {HTMLElement} */
  host;
  #narrow = null;

  /**
   * @param {HTMLElement} host
   * @param {{ t: Translate, act: Object<string, Function>, signal: AbortSignal }} context `act` has one function a
   *   button, `seek(step)`, `speed(factor)` and `save(format)`
   */
  constructor(host, { t, act, signal }) {
    Object.assign(this, { host, t, act });
    this.buttons = Object.fromEntries(Object.keys(BUTTONS).map((name) => [name, this.#button(name)]));
    this.buttons.play.classList.add('slalom-primary');
    this.scrub = h('input.slalom-scrub', { type: 'range', min: 0, step: 1, value: 0, 'aria-label': t('Step') });
    this.scrub.addEventListener('input', () => act.seek(Number(this.scrub.value)));
    this.count = this.#counter();
    this.speed = this.#speed();
    this.#menu(signal);
    this.arrange(false);
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
    const [before, after = ''] = this.t('step {step} / {last}').split('{step}');
    const [between, rest = ''] = after.split('{last}');
    this.epoch = h('span.slalom-epoch');
    return h('span.slalom-count', {}, h('span.slalom-word', {}, before), this.at, between, this.of, rest, this.epoch);
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
    this.saves = ['png', 'svg'].map((format) => {
      const words = t('Save as {format}', { format: format.toUpperCase() });
      const act = () => (this.menu.open(false), this.act.save(format));
      const save = { type: 'button', value: format, onclick: act };
      return h('button.slalom-button.slalom-save', save, icon('download'), h('span', {}, words));
    });
    this.popup = h('div.slalom-popup', { role: 'group' });
    this.opener = h('button.slalom-button', { type: 'button' });
    this.menu = createPopup(this.opener, this.popup, signal);
  }

  /**
   * What the picture can do is offered, and the epochs of the runs are told if they are the same.
   * @param {boolean} deep whether it is in 3-D
   * @param {Run[]} runs
   */
  offer(deep, runs) {
    this.epochs = commonEpochs(runs);
    for (const button of this.saves) button.hidden = deep && button.value !== 'png';
    this.buttons.level.hidden = deep;
  }

  /** @param {boolean} narrow */
  arrange(narrow) {
    if (narrow === this.#narrow) return;
    this.#narrow = narrow;
    const { start, back, play, forward, loop, fit, level } = this.buttons;
    const { scrub, count, speed, menu, saves, host } = this;
    const words = this.t(narrow ? 'More' : 'Download');
    this.opener.replaceChildren(icon(narrow ? 'more' : 'download'));
    this.opener.setAttribute('aria-label', words);
    this.opener.title = words;
    this.popup.setAttribute('aria-label', words);
    menu.open(false);
    if (narrow) {
      this.popup.replaceChildren(start, back, forward, loop, fit, level, speed, ...saves);
      host.replaceChildren(play, scrub, count, menu.element);
    } else {
      this.popup.replaceChildren(...saves);
      host.replaceChildren(start, back, play, forward, loop, scrub, count, speed, fit, level, menu.element);
    }
  }

  /** @param {Clock} clock @param {boolean} level whether x and y have equal scales */
  draw({ step, last, playing, loop, speed }, level) {
    if (Number(this.scrub.max) !== last) this.scrub.max = String(last);
    if (Number(this.scrub.value) !== step) this.scrub.value = String(step);
    const epoch = epochWords(this.t, this.epochs, step);
    const words = [this.t('step {step} / {last}', { step, last }), epoch].filter(Boolean).join(' · ');
    if (this.scrub.getAttribute('aria-valuetext') !== words) this.scrub.setAttribute('aria-valuetext', words);
    this.scrub.style.setProperty('--slalom-share', String(last ? step / last : 0));
    setText(this.at, String(step));
    setText(this.of, String(last));
    setText(this.epoch, epoch && ` · ${epoch}`);
    this.at.style.minWidth = `${String(last).length}ch`;
    if (Number(this.speed.value) !== speed) this.speed.value = String(speed);
    this.buttons.loop.setAttribute('aria-pressed', String(loop));
    this.buttons.level.setAttribute('aria-pressed', String(level));
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
