/** The player on the whole screen, where the browser and the page around it allow that. */

/** @param {HTMLElement} root @param {() => void} changed @param {AbortSignal} signal */
export function fullScreen(root, changed, signal) {
  document.addEventListener('fullscreenchange', changed, { signal });
  const state = {
    allowed: Boolean(document.fullscreenEnabled && root.requestFullscreen),
    get on() {
      return document.fullscreenElement === root;
    },
    toggle() {
      if (state.on) document.exitFullscreen();
      else if (state.allowed) root.requestFullscreen().catch(changed);
    },
  };
  return state;
}
