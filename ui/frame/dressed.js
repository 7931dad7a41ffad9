// The style of some pages counts while such a page is there. Most of it names places by a part of their class, and as
// long as that counts, whatever gets another class has all that is below it given its style anew: with every run, most
// of a page.
const styles = [...document.querySelectorAll('style[data-page]')].map((style) => ({
  style,
  places: document.getElementsByClassName(style.dataset.page),
}));

// Between what is changed and what is seen, so that nothing is seen without its style.
function dress() {
  for (const { style, places } of styles) {
    const media = places.length ? 'all' : 'not all';
    if (style.media !== media) style.media = media;
  }
}

new MutationObserver(dress).observe(document.body, { childList: true, subtree: true, attributeFilter: ['class'] });
dress();
