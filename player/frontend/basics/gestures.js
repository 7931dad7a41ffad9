/**
 * Pointers on the map: drag pans, two fingers zoom, a tap is a tap, two taps are a double tap. The wheel is the page's:
 * it zooms with Ctrl or ⌘ (which is how a pinch on a touchpad arrives), after a press on the map until the pointer
 * leaves it or Escape, and where the player fills the screen. Positions are pixels of `target`.
 */

const STILL = 4;
const TWICE = 500;
const WHEEL = 0.0016;
const LINES = 16;
/** A pinch comes in many small turns of the wheel. */
const PINCH = { most: 40, factor: 4 };

const middle = (a, b) => ({ px: (a.px + b.px) / 2, py: (a.py + b.py) / 2 });
const apart = (a, b) => Math.max(1, Math.hypot(a.px - b.px, a.py - b.py));

/**
 * @param {HTMLElement} target
 * @param {{ pan: Function, zoom: Function, tap: Function, doubleTap: Function, hover: Function, busy: Function,
 *           accepts: Function, scrolled: () => void }} on `scrolled` is told when the wheel was not for the map
 * @param {AbortSignal} signal
 */
export function listenGestures(target, on, signal) {
  const fingers = new Map();
  let moved = false;
  let first = null;
  let lastTap = { time: -Infinity };
  let entered = false;

  const place = (event) => {
    const box = target.getBoundingClientRect();
    return { px: event.clientX - box.left, py: event.clientY - box.top };
  };
  const listen = (type, act, options = {}) => target.addEventListener(type, act, { signal, ...options });

  listen('pointerdown', (event) => {
    const at = place(event);
    if (event.button !== 0 || !on.accepts(at, event)) return;
    entered = true;
    if (fingers.size === 0) [moved, first] = [false, at];
    else moved = true;
    fingers.set(event.pointerId, at);
    target.setPointerCapture(event.pointerId);
  });

  listen('pointermove', (event) => {
    const at = place(event);
    const before = fingers.get(event.pointerId);
    if (!before) return event.pointerType === 'mouse' && on.hover(at);
    if (!moved && Math.hypot(at.px - first.px, at.py - first.py) < STILL) return undefined;
    if (!moved) on.busy(true);
    moved = true;
    fingers.set(event.pointerId, at);
    if (fingers.size === 1) return on.pan(at.px - before.px, at.py - before.py);
    const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
    const [from, to] = [middle(before, other), middle(at, other)];
    on.pan(to.px - from.px, to.py - from.py);
    return on.zoom(to, apart(before, other) / apart(at, other));
  });

  const tapped = (at, event) => {
    const again = event.timeStamp - lastTap.time < TWICE && apart(at, lastTap) < 3 * STILL;
    lastTap = again ? { time: -Infinity } : { time: event.timeStamp, ...at };
    if (again) on.doubleTap(at);
    else on.tap(at);
  };

  listen('pointerup', (event) => {
    if (!fingers.delete(event.pointerId)) return;
    if (!moved) tapped(place(event), event);
    else if (fingers.size === 0) on.busy(false);
  });

  listen('pointercancel', (event) => {
    if (fingers.delete(event.pointerId) && fingers.size === 0) on.busy(false);
  });

  listen('pointerleave', (event) => {
    // WebKit says so of a mouse that is where it was, when a press ends
    const { px, py } = place(event);
    const stays = !event.relatedTarget && px > 0 && py > 0 && px < target.clientWidth && py < target.clientHeight;
    entered &&= stays;
    on.hover(null);
  });
  const leave = (event) => event.key === 'Escape' && (entered = false);
  document.addEventListener('keydown', leave, { signal, capture: true });

  listen(
    'wheel',
    (event) => {
      const at = place(event);
      if (!on.accepts(at, event)) return;
      if (!(event.ctrlKey || event.metaKey || entered || document.fullscreenElement)) {
        on.scrolled();
        return;
      }
      event.preventDefault();
      const turned = event.deltaY * (event.deltaMode === 1 ? LINES : 1);
      const pixels = turned * (event.ctrlKey && Math.abs(turned) < PINCH.most ? PINCH.factor : 1);
      on.zoom(at, Math.exp(Math.max(-240, Math.min(240, pixels)) * WHEEL));
    },
    { passive: false },
  );
}
