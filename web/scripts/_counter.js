// The counter: what is found follows what is typed; the first field is ready to be typed in.
export function counter() {
  find_while_typing();
  const form = document.querySelector('[data-counter-form]');
  if (form && !document.getElementById('fault-summary')) {
    first_to_write(form)?.focus();
  }
}

// Before a card was scanned, the field it is scanned into; after it, the first that must be filled in and is not.
function first_to_write(form) {
  const scan = form.querySelector('[name=scan]');
  const name = form.querySelector('[name="applicant.name"]');
  if (scan && !name?.value) return scan;
  const needed = [...form.querySelectorAll('[aria-required=true]')];
  return needed.find((field) => field.type !== 'radio' && !field.value) ?? scan;
}

const pause_between_letters = 180;

function find_while_typing() {
  const form = document.querySelector('[data-counter-search]');
  const found = document.querySelector('[data-counter-found]');
  if (!form || !found) return;
  const field = form.querySelector('input');
  let timer = 0;
  let asked = 0;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const number = ++asked;
      const reply = await fetch(`?${new URLSearchParams(new FormData(form))}`, { credentials: 'same-origin' });
      if (!reply.ok || number !== asked) return;
      const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
      const fresh = page.querySelector('[data-counter-found]');
      if (fresh) found.replaceChildren(...fresh.childNodes);
    }, pause_between_letters);
  });
  // Enter on a list of one opens it; arrows walk through the list.
  form.addEventListener('submit', (event) => {
    const links = found.querySelectorAll('a');
    if (links.length !== 1) return;
    event.preventDefault();
    links[0].click();
  });
  document.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !(event.target === field || found.contains(event.target))) return;
    event.preventDefault();
    const places = [field, ...found.querySelectorAll('a')];
    places[places.indexOf(document.activeElement) + step]?.focus();
  });
}
