// The first picture, drawn while Streamlit is still loading (`ui/playground/first.py`).
const at = (path) => new URL(path, document.baseURI);
const BUILT = at('_stcore/bidi-components/slalom.player/built/');

/** Whether the reader has chosen other colours than those of the system, which only Streamlit knows. */
const coloured = () => Object.entries(localStorage).some(([key, name]) => /^stActiveTheme/.test(key) && name !== '"System"');

/** Streamlit's page: what it says is not to be covered when it has been run and has no player. */
const page = () => document.querySelector('[data-testid="stApp"]')?.getAttribute('data-test-script-state');

/** @param {HTMLElement} place kept until the player has moved from it, or the page has come without one */
function keep(place) {
  let run = false;
  const watch = new MutationObserver(() => {
    run ||= page() === 'running';
    if (run && page() === 'notRunning' && !document.querySelector('.st-key-player')) place.remove();
    if (!place.isConnected) watch.disconnect();
  });
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-test-script-state'] });
}

/** The player's style, which Streamlit adds again with the player. */
function dressed() {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'stylesheet', href: new URL('player.css', BUILT) });
  document.head.append(link);
  return new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
}

async function draw() {
  const asked = fetch(at(`_slalom/first${location.search}`));
  const [answer, { begin }] = await Promise.all([asked, import(new URL('streamlit.js', BUILT)), dressed()]);
  if (answer.status !== 200) return;
  const bytes = await answer.arrayBuffer();
  if (document.querySelector('.st-key-player')) return;
  const place = document.createElement('div');
  place.className = 'slalom-first';
  document.body.append(place);
  begin(place, bytes);
  keep(place);
}

if (!coloured()) draw();
