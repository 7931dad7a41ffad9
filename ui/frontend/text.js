/**
 * A box for formulas: it sends what is typed while it is typed, and marks the character that is wrong.
 *
 * Streamlit's own boxes wait until they are left. This one waits for a short rest between two keys.
 */

import { unpacked } from './packed.js';

const REST = 200; // ms without a key after which the text is sent

/** @type {WeakMap<HTMLElement, TextBox>} */
const mounted = new WeakMap();

class TextBox {
  label;
  mirror;
  area;
  said;
  #rest = 0;
  /** What was sent and has not come back yet, in order. */
  #away = [];

  constructor(parent) {
    this.root = document.createElement('div');
    this.root.className = 'slalom-text';
    this.root.innerHTML = `
      <label><span></span><div><pre aria-hidden="true"></pre><textarea spellcheck="false" autocapitalize="off"
        autocomplete="off" autocorrect="off" aria-describedby="said"></textarea></div></label>
      <p id="said" role="status"></p>`;
    parent.append(this.root);
    [this.label, this.mirror, this.area, this.said] = ['span', 'pre', 'textarea', 'p'].map((name) =>
      this.root.querySelector(name),
    );
    this.area.addEventListener('input', () => this.#typed());
    this.area.addEventListener('blur', () => this.#send());
    this.area.addEventListener('keydown', (event) => this.#key(event));
    this.area.addEventListener('scroll', () => (this.mirror.scrollTop = this.area.scrollTop));
  }

  /** @param {{ text: string, label: string, rows: number, lines: boolean, said: string,
   *           column: number | null, limit: number }} data */
  update(data, send) {
    this.data = data;
    this.send = send;
    this.label.textContent = data.label;
    this.area.rows = data.rows;
    this.root.classList.toggle('lines', data.lines);
    this.area.maxLength = data.limit;
    if (data.text !== this.given && !this.#isBack(data.text)) {
      this.area.value = this.sent = data.text; // changed elsewhere
      this.#away = [];
    }
    this.given = data.text;
    if (data.text === this.area.value) this.#judge(data);
  }

  /** Whether the text was sent from here: it may come back late, when more has been typed and sent. */
  #isBack(text) {
    const place = this.#away.indexOf(text);
    this.#away.splice(0, place + 1);
    return place >= 0;
  }

  /** Says what is wrong with the text; silent about one that has changed since. */
  #judge({ said, column }) {
    this.said.textContent = said;
    this.root.classList.toggle('wrong', column !== null);
    this.area.setAttribute('aria-invalid', String(column !== null));
    const text = this.area.value;
    this.mirror.replaceChildren();
    if (column === null) return;
    const wrong = document.createElement('mark');
    wrong.textContent = text.slice(column, column + 1).trim() || '\u00a0';
    this.mirror.append(text.slice(0, column), wrong, text.slice(column + 1));
  }

  #typed() {
    this.mirror.replaceChildren();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#send(), REST);
  }

  #send() {
    clearTimeout(this.#rest);
    const text = this.area.value;
    if (text === (this.sent ?? this.given)) return;
    this.sent = text;
    this.#away.push(text);
    this.send('typed', text);
  }

  /** Enter ends a text of one line. */
  #key(event) {
    if (event.key !== 'Enter' || (this.data.lines && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    this.#send();
  }
}

/** @param {{ data: Uint8Array, parentElement: HTMLElement, setTriggerValue: Function }} args */
export default function ({ data, parentElement, setTriggerValue }) {
  if (!mounted.has(parentElement)) mounted.set(parentElement, new TextBox(parentElement));
  if (data) mounted.get(parentElement).update(unpacked(data), setTriggerValue);
}
