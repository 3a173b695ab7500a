// What is written into forms: the pack's sample of a filing by the names that the forms give their fields, as people
// write it, and what a step demands and no more.

// { 'applicant.name': …, 'answers.copies': … }, dates as they are written in Vietnam.
export function written(body) {
  const fields = {};
  for (const part of ['applicant', 'filer', 'answers', 'receiver']) {
    for (const [name, value] of Object.entries(body[part] ?? {})) fields[`${part}.${name}`] = spelled(value);
  }
  return fields;
}

function spelled(value) {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return date ? `${date[3]}/${date[2]}/${date[1]}` : String(value);
}

// By pointer, as a person without a script does. A field that the form does not have is not asked of everybody.
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`);
    if ((await field.count()) > 0) await put(field, value);
  }
}

async function put(field, value) {
  const kind = await field.first().evaluate((element) => element.type);
  if (kind === 'radio') await field.and(field.page().locator(`[value="${value}"]`)).check();
  else if (kind === 'checkbox') await field.setChecked(value === 'true');
  else if (kind === 'select-one') await field.selectOption(value);
  else await field.fill(value);
}

// Of a form: what each field that must be filled, and is not yet, may say.
export function demanded(form) {
  return form.evaluate((element) => {
    const answers = {};
    for (const field of element.elements) {
      if (!field.name || ['hidden', 'checkbox'].includes(field.type)) continue;
      if (field.value && field.type !== 'radio') continue;
      const label = field.type === 'radio' ? field.closest('fieldset')?.querySelector('legend') : field.labels?.[0];
      if (!label || label.querySelector('.form-label-description')) continue;
      if (field.type === 'radio') {
        if (!element.querySelector(`[name="${field.name}"]:checked`)) answers[field.name] ??= field.value;
      } else if (field.type === 'select-one') {
        answers[field.name] = [...field.options].find((option) => option.value).value;
      } else {
        answers[field.name] = 'Nguyễn Thị Mẫu';
      }
    }
    return answers;
  });
}
