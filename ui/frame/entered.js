// Enter in a box that stands with its button in a container "enter-…" presses the button, also where nothing was typed
// since the box was entered: Streamlit sends only what has changed.
const BOX = '[class*="st-key-enter-"] input[type="text"]';
let before = null;

document.addEventListener('focusin', ({ target }) => {
  before = target.matches?.(BOX) ? target.value : null;
});
document.addEventListener('keydown', ({ key, target, isComposing }) => {
  if (key !== 'Enter' || isComposing || !target.matches?.(BOX)) return;
  if (target.value === before) target.closest('[class*="st-key-enter-"]').querySelector('button[kind]')?.click();
  before = target.value;
});
