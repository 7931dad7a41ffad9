/** What `ui.widgets.packed` has packed. @param {Uint8Array} bytes */
export const unpacked = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
