// The box in which the index is searched: every word must begin a word of the card.
(() => {
  const box = document.querySelector('input[type="search"]');
  const cards = [...document.querySelectorAll('.card')];
  const words = new Map(cards.map((card) => [card, `${card.textContent} ${card.dataset.words}`.toLowerCase()]));
  const starts = (text, word) => text.split(/[^\p{L}\p{N}β₁₂−]+/u).some((one) => one.startsWith(word));
  const search = () => {
    const asked = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const card of cards) card.hidden = !asked.every((word) => starts(words.get(card), word));
    for (const section of document.querySelectorAll('section')) {
      section.hidden = !section.querySelector('.card:not([hidden])');
    }
    document.getElementById('none').hidden = cards.some((card) => !card.hidden);
  };
  box.hidden = false;
  box.addEventListener('input', search);
  search();
})();
