// A change of language fetches the page anew. What stands typed in its forms goes along in this window's own memory,
// is put back once, and is kept nowhere else; secrets, files and what the server wrote itself stay out of it.
const remembered = 'congvu-typed';
const left_out = 'input[type=hidden], input[type=password], input[type=file], input[type=submit], button';

export function keep_what_was_typed() {
  document.querySelector('[data-other-language]')?.addEventListener('click', remember);
  const kept = sessionStorage.getItem(remembered);
  sessionStorage.removeItem(remembered);
  if (kept) put_back(JSON.parse(kept));
}

// A form is known again by where it is sent, and by the which-th of those it is.
function forms() {
  const seen = new Map();
  return [...document.querySelectorAll('main form')].map((form) => {
    const to = form.getAttribute('action') ?? '';
    const nth = seen.get(to) ?? 0;
    seen.set(to, nth + 1);
    return { name: `${nth} ${to}`, form };
  });
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(left_out) && !field.matches('fieldset'));
}

function changed(field) {
  if (field.matches('[type=checkbox], [type=radio]')) return field.checked !== field.defaultChecked;
  if (field.matches('select')) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

// A page that answers a refused form has what was typed as its default: there everything goes along.
function remember() {
  const kept = {};
  for (const { name, form } of forms()) {
    const refused = form.querySelector('[aria-invalid=true]') || form.closest('details[open]');
    if (!refused && !fields(form).some(changed)) continue;
    kept[name] = fields(form).map((field) => ({ name: field.name, value: field.value, checked: field.checked }));
  }
  if (Object.keys(kept).length > 0) sessionStorage.setItem(remembered, JSON.stringify(kept));
}

function put_back(kept) {
  for (const { name, form } of forms()) {
    if (!kept[name]) continue;
    const left = [...kept[name]];
    for (const field of fields(form)) {
      const is_box = field.matches('[type=checkbox], [type=radio]');
      const at = left.findIndex((each) => each.name === field.name && (!is_box || each.value === field.value));
      if (at < 0) continue;
      const [was] = left.splice(at, 1);
      const same = is_box ? field.checked === was.checked : field.value === was.value;
      if (same) continue;
      if (is_box) field.checked = was.checked;
      else field.value = was.value;
      // Whoever keeps a draft or counts letters sees it as if it were typed here
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    for (let around = form.closest('details'); around; around = around.parentElement?.closest('details')) around.open = true;
  }
}
