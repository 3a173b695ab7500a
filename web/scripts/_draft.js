// Keeps what is being filled in, a moment after each change, so that nothing typed is lost with a closed window or a
// dead battery. Without script the draft is kept at each button pressed.
const quiet_time = 1200;

export function keep_drafts() {
  for (const form of document.querySelectorAll('form[data-autosave]')) keep(form);
}

function keep(form) {
  // A page that answered a form would send that form again when reloaded, over what was typed since
  history.replaceState(null, '', location.href);
  const status = form.querySelector('[data-autosave-status]');
  let waiting = 0;
  form.addEventListener('input', (event) => {
    if (event.target.type === 'file') return;
    clearTimeout(waiting);
    waiting = setTimeout(() => save(form, status), quiet_time);
  });
  form.addEventListener('submit', () => clearTimeout(waiting));
}

// The address is asked as an attribute: a button of the form is named "action" too.
async function save(form, status) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') fields.append(name, value);
  }
  fields.set('action', 'autosave');
  let kept = false;
  try {
    kept = (await fetch(form.getAttribute('action'), { method: 'POST', body: fields })).ok;
  } catch {
    // No network: said below, and tried again at the next change
  }
  if (!status) return;
  const time = new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  status.textContent = kept ? `${status.dataset.saved} ${time}.` : status.dataset.failed;
}
