// What can only be read by moving it sideways is reached by Tab, and moved by the arrow keys.
const MOVED = ':is(.katex-display, .slalom-formula):not([tabindex])';
// Milliseconds after a change: to ask how wide something is amid many would lay the page out after each of them.
const REST = 200;
let timer = 0;

function reach() {
  timer = 0;
  for (const place of document.querySelectorAll(MOVED)) {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  }
}

function soon() {
  timer ||= setTimeout(reach, REST);
}

new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
window.addEventListener('resize', soon);
