// Lists by keyboard: j and k move, Enter opens, n takes, ? shows the keys. Only on pages that mark a table for it, and
// never while somebody types.
export function keys_of_lists() {
  const rows = [...document.querySelectorAll('[data-keys-rows] tbody tr')];
  if (rows.length === 0) return;
  for (const hint of document.querySelectorAll('[data-keys-hint]')) hint.hidden = false;
  let at = -1;

  const choose = (index) => {
    at = Math.max(0, Math.min(index, rows.length - 1));
    rows.forEach((row, number) => row.classList.toggle('cv-chosen', number === at));
    rows[at].querySelector('a')?.focus();
  };
  const acts = {
    j: () => choose(at + 1),
    k: () => choose(at - 1),
    n: () => rows[at]?.querySelector('form')?.requestSubmit(),
    '?': () => document.querySelector('[data-keys-list]')?.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || types(event.target)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

// Function keys press the button that bears their name, from within a field too.
export function keys_of_buttons() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // Looked for each time: the page may have renewed a part of itself
    const button = [...document.querySelectorAll('button[data-key]')].find((each) => each.dataset.key === event.key);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

function types(element) {
  return element instanceof Element && element.matches('input, textarea, select, [contenteditable]');
}
