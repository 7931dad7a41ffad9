/** Keys of the player, anywhere inside of it, unless the focused element needs the key for itself. */

const ACTIONS = {
  ' ': 'play',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Home: 'start',
  End: 'end',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  f: 'fit',
  e: 'level',
  l: 'loop',
  w: 'full',
};

/** What is told of the place under the pointer: a key may change what is there. */
const TIPS = '.slalom-tip, .slalom-readout';

function ownsKey(element, key) {
  if (element.matches('select, textarea, input:not([type=range])')) return true;
  if (element.matches('input[type=range]')) return key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return key === ' ' && element.matches('button:not(.slalom-ring), a');
}

/**
 * @param {HTMLElement} root
 * @param {Object<string, Function>} act
 * @param {AbortSignal} signal
 */
export function listenKeys(root, act, signal) {
  const pressed = (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = ACTIONS[key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || ownsKey(event.target, key)) return;
    event.preventDefault();
    event.stopPropagation();
    act[action]();
  };
  const forget = () => {
    for (const tip of root.querySelectorAll(TIPS)) /** @type {HTMLElement} */ (tip).hidden = true;
  };
  root.addEventListener('keydown', pressed, { signal });
  document.addEventListener('keydown', forget, { signal, capture: true });
}
