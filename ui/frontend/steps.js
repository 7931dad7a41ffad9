/**
 * The steps of a page in the browser's history: a change is a new entry, so that Back and Forward lead along them.
 *
 * What is to be shown is what the present entry says. After Back or Forward the server is asked for it, by the step's
 * number and by its link, and until it has answered nothing that it says is written: a change that was under way then
 * would else come to lie on the entry that was come to, or on top of it.
 *
 * @typedef {{ step: number, session: string }} Entry what an entry of the history holds: which step of the server's
 * @typedef {{ step: number, session: string, recent: [number, string][], answer: [number, number] }} Said of what is
 *   shown: its step, newer steps before it, and the last walk that was answered with the step that was shown for it
 * @typedef {{ number: number, step: number | null, session: string, query: string }} Walk what the server is asked for
 */

/** A page in a frame would fill the history of the page around it. */
const FRAMED = window.parent !== window;

/** ms in which Streamlit sends what a gesture has changed; what came before Back is to arrive before it. */
const QUIET = 300;
/** ms after Back in which another may follow, to another page: nothing is to reach the one that was left. */
const AGAIN = 100;
/** ms after which the server is asked again: a run of another page may have swallowed the question. */
const PATIENCE = 4000;

/** @typedef {{ number: number, since: number, away: boolean, sent: boolean }} Pending */
/** @type {Pending | null} The walk that has not been answered. */
let walk = null;
let count = 0;
let touched = -Infinity;
let timer = 0;
/** @type {(walk: Walk) => void} */
let send = () => {};

/**
 * Streamlit writes the page of every run that it hears of into the history, be it one that Back has left by then: it
 * may do so only where somebody has pressed something since.
 */
const push = history.pushState.bind(history);
history.pushState = (...args) => {
  if (!walk || touched > walk.since) push(...args);
};

const entry = () => /** @type {Entry | null} */ (history.state?.slalom ?? null);
const present = () => `${location.pathname}${location.search}${location.hash}`;

/** Whether Back or Forward has led to what the server has not shown yet. */
export const walking = () => walk !== null;

function ask() {
  clearTimeout(timer);
  walk.sent = true;
  const { step = null, session = '' } = entry() ?? {};
  send({ number: walk.number, step, session, query: location.search.slice(1) });
  timer = setTimeout(ask, PATIENCE);
}

function forget() {
  clearTimeout(timer);
  walk = null;
}

/** @param {{ key?: string, altKey?: boolean, metaKey?: boolean, buttons?: number, type: string }} event */
function touch({ type, buttons, altKey, metaKey }) {
  if (altKey || metaKey || (type === 'pointermove' && !buttons)) return; // Alt and an arrow are Back themselves
  touched = performance.now();
}

/**
 * Notices Back and Forward. Streamlit has noticed already, and runs the page by its address.
 * @param {() => 'here' | 'shown' | 'away'} where the address leads to: another step of the page that is shown, the
 *   very same, or elsewhere
 * @param {(walk: Walk) => void} tell asks the server
 */
export function listenHistory(where, tell) {
  send = tell;
  for (const type of ['pointerdown', 'pointermove', 'pointerup', 'keydown', 'input']) {
    window.addEventListener(type, /** @type {EventListener} */ (/** @type {unknown} */ (touch)), true);
  }
  window.addEventListener('popstate', () => {
    const place = where();
    if (place === 'shown') return;
    clearTimeout(timer);
    const since = performance.now();
    count = Math.max(Date.now(), count + 1);
    walk = { number: count, since, away: place === 'away', sent: false };
    if (place === 'here') timer = setTimeout(ask, Math.max(AGAIN, touched + QUIET - since));
  });
}

/** Whether the entry is that of this step. */
const names = (session, one) => entry()?.session === session && entry().step === one;

/**
 * Whether the server has shown what the present entry says, so that it may be written: 'restored' if it was asked for,
 * '' if it has not.
 * @param {Said} said @param {boolean} come whether the page has only now been come to
 */
export function settled(said, come) {
  if (!walk) return 'shown';
  return walk.sent ? answered(said) : arrived(said, come);
}

function answered({ session, answer: [number, step] }) {
  if (number < walk.number) return '';
  if (!names(session, step)) history.replaceState({ ...history.state, slalom: { step, session } }, '', present());
  forget();
  return 'restored';
}

/** Streamlit runs the page by the link of the entry. Several steps may have it: then the one meant is asked for. */
function arrived({ session, step }, come) {
  if (!walk.away) return '';
  const other = entry()?.session === session && !names(session, step);
  if (!come || other) return ask() ?? '';
  forget();
  return 'shown';
}

/**
 * Writes what is shown into the history: another step is another entry, and steps that the page was too slow to draw
 * one by one are entries, too.
 * @param {Said} said @param {string} url of what is shown @param {(query: string) => string} other the address of
 *   another step
 */
export function record({ step, session, recent }, url, other) {
  const found = entry();
  const slalom = { step, session };
  if (FRAMED || found?.session !== session || found.step === step) {
    if (url !== present() || !names(session, step)) {
      history.replaceState({ ...history.state, slalom }, '', url);
    }
    return;
  }
  const at = recent.findIndex(([one]) => one === found.step);
  for (const [missed, query] of at < 0 ? [] : recent.slice(at + 1)) {
    push({ slalom: { step: missed, session } }, '', other(query));
  }
  push({ slalom }, '', url);
}
