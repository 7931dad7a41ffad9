/** The keys of undo and redo. */

/** Fields in which a text stands that has not been sent yet. */
const unsent = new WeakSet();

function types(element) {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element.matches('textarea')) return true;
  return element.matches('input') && unsent.has(element);
}

const KEYS = { z: 'undo', 'shift z': 'redo', y: 'redo' };

function meant({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  return (ctrlKey || metaKey) && !altKey ? KEYS[`${shiftKey ? 'shift ' : ''}${key.toLowerCase()}`] : undefined;
}

/** Ctrl+Z, Shift+Ctrl+Z and Ctrl+Y, unless a text is being typed, which has an undo of its own. */
export function listenUndo(act) {
  const at = (event) => event.composedPath()[0];
  document.addEventListener('input', (event) => unsent.add(at(event)), true);
  for (const type of ['change', 'focusout']) {
    document.addEventListener(type, (event) => unsent.delete(at(event)), true);
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') unsent.delete(at(event));
    const what = meant(event);
    if (what && !types(at(event)) && act(what)) event.preventDefault();
  });
}
