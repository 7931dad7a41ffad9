// Finds what the page holds, unpacks it, and starts the player with it. Nothing is asked of any network.
(() => {
  const { nonce } = document.currentScript;
  const place = (name) => document.getElementById(`slalom-${name}`);
  const root = document.getElementById('slalom');

  /** A script beside the page, which leaves its text in `slalomParts`. */
  const beside = (file) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement('script'), { src: file, nonce });
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${file} is not beside this page`));
      document.head.append(script);
    });

  async function text(name) {
    const held = place(name);
    if (!held) throw new Error(`${name} is not in this page`);
    const { file, part: key } = held.dataset;
    if (!file) return held.textContent;
    if (!globalThis.slalomParts?.[key]) await beside(file);
    return globalThis.slalomParts[key];
  }

  async function part(name) {
    const packed = Uint8Array.from(atob(await text(name)), (sign) => sign.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  }

  /** The picture that stands still, and why. */
  function failed(error) {
    console.warn('slalom:', error);
    root.innerHTML = place('still').textContent;
  }

  const begun = () => root.classList.add('slalom-begun');
  globalThis[Symbol.for('slalom.document')] = { part, nonce, root, begun, failed };
  part('player')
    .then((bytes) => {
      const script = Object.assign(document.createElement('script'), { type: 'module', nonce });
      script.textContent = new TextDecoder().decode(bytes);
      document.head.append(script);
    })
    .catch(failed);
})();
