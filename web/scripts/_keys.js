// Work by keyboard, for whoever is signed in: the footer's link opens the sheet of keys. Keys of one character do
// nothing while somebody types, with a modifier key, or once they are turned off in the sheet (WCAG 2.1.4).
const remembered = 'congvu-keys';
// How long after g its second key may come
const patience = 1500;

export function keys_of_pages() {
  const sheet = document.querySelector('[data-keys-sheet]');
  if (!sheet) return;
  const acts = { ...keys_of_lists(), ...keys_of_places(), '?': () => open_sheet(sheet), '/': () => search() };
  const going = keys_of_going();
  let since_g = 0;
  sheet.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open_sheet(sheet);
  });
  for (const hint of document.querySelectorAll('[data-keys-hint]')) hint.hidden = are_off();
  show_switch(document);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (are_off() || types(event.target) || document.querySelector('dialog[open]')) return;
    const after_g = Date.now() - since_g < patience;
    since_g = event.key === 'g' && !after_g ? Date.now() : 0;
    const act = after_g ? going[event.key] : acts[event.key];
    if (!act || act() === false) return;
    event.preventDefault();
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

function are_off() {
  return localStorage.getItem(remembered) === 'off';
}

// j and k, or the arrows once a row is chosen, move; o and Enter open, n takes.
function keys_of_lists() {
  const rows = [...document.querySelectorAll('[data-keys-rows] tbody tr')];
  if (rows.length === 0) return {};
  let at = -1;
  const choose = (index) => {
    at = Math.max(0, Math.min(index, rows.length - 1));
    rows.forEach((row, number) => row.classList.toggle('cv-chosen', number === at));
    rows[at].querySelector('a')?.focus();
  };
  const within = () => at >= 0 && rows[at].contains(document.activeElement);
  return {
    j: () => choose(at + 1),
    k: () => choose(at - 1),
    ArrowDown: () => within() && choose(at + 1),
    ArrowUp: () => within() && choose(at - 1),
    o: () => rows[at]?.querySelector('a')?.click(),
    n: () => rows[at]?.querySelector('form')?.requestSubmit(),
  };
}

// To a part of the page that bears a key: [data-place].
function keys_of_places() {
  const acts = {};
  for (const place of document.querySelectorAll('[data-place]')) {
    acts[place.dataset.place] = () => {
      place.scrollIntoView({ block: 'start' });
      (place.matches('a, button, input, textarea, summary') ? place : place.querySelector('summary, button, a, textarea'))?.focus();
    };
  }
  return acts;
}

// After g: wherever the navigation leads this visitor, and the search field.
function keys_of_going() {
  const acts = { s: () => search() };
  for (const link of document.querySelectorAll('a[data-go]')) acts[link.dataset.go] = () => link.click();
  return acts;
}

function search() {
  const field = document.querySelector('[data-search]') ?? document.querySelector('input[type=search]');
  if (!field) return false;
  field.focus();
  field.select();
  return true;
}

// The sheet is a page of its own, for those without script; here its content is laid over this page.
async function open_sheet(link) {
  if (document.querySelector('main .cv-keys')) return;
  let dialog = document.querySelector('[data-keys-dialog]');
  if (!dialog) {
    try {
      const reply = await fetch(link.href, { credentials: 'same-origin' });
      const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
      const content = page.querySelector('.cv-keys');
      if (!content) throw new Error('no sheet');
      dialog = document.createElement('dialog');
      dialog.dataset.keysDialog = '';
      dialog.className = 'cv-sheet';
      dialog.setAttribute('aria-labelledby', 'keys-title');
      dialog.append(closing(link.dataset.close), document.importNode(content, true));
      dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
      document.body.append(dialog);
      show_switch(dialog);
    } catch {
      location.assign(link.href);
      return;
    }
  }
  if (!dialog.open) dialog.showModal();
}

function closing(words) {
  const form = document.createElement('form');
  form.method = 'dialog';
  const button = document.createElement('button');
  button.className = 'btn btn-sm cv-close';
  button.textContent = words;
  form.append(button);
  return form;
}

// On and off, remembered by this browser.
function show_switch(within) {
  const button = within.querySelector('[data-keys-switch]');
  const standing = within.querySelector('[data-keys-standing]');
  if (!button) return;
  const show = () => {
    button.hidden = false;
    button.textContent = are_off() ? button.dataset.turnOn : button.dataset.turnOff;
    standing.textContent = are_off() ? standing.dataset.off : standing.dataset.on;
    for (const hint of document.querySelectorAll('[data-keys-hint]')) hint.hidden = are_off();
  };
  button.addEventListener('click', () => {
    localStorage.setItem(remembered, are_off() ? 'on' : 'off');
    show();
  });
  show();
}

// A tick box or a button takes no letters.
function types(element) {
  if (!(element instanceof Element)) return false;
  if (element.closest('[contenteditable]')) return true;
  return element.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])');
}
