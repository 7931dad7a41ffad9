/** MathML or plain text into an element; nothing but MathML's own elements and harmless attributes passes. */

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const ATTRIBUTES = new Set([
  'accent', 'columnalign', 'columnspacing', 'display', 'displaystyle', 'fence', 'form', 'linethickness', 'lspace',
  'mathvariant', 'maxsize', 'minsize', 'rowspacing', 'rspace', 'scriptlevel', 'separator', 'stretchy', 'width',
]);

function adopt(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.namespaceURI !== MATHML) return document.createTextNode('');
  const copy = document.createElementNS(MATHML, node.localName);
  for (const { name, value } of node.attributes) if (ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  copy.append(...[...node.childNodes].map(adopt));
  return copy;
}

/** @param {string} text MathML or plain */
export function mathNodes(text) {
  if (!text.startsWith('<math')) return [document.createTextNode(text)];
  const parsed = new DOMParser().parseFromString(text, 'text/html').body;
  return [...parsed.childNodes].map(adopt);
}
