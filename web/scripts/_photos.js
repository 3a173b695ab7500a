// Photographs from a telephone, before they are sent: what the browser can draw and is needlessly large becomes smaller
// on the device, and what is over the limit is told at the field at once, not after minutes of sending. Without script
// the server says the same.
const longest_side = 3000; // pixels: an A4 page at 250 dots an inch
const large = 3 * 1024 * 1024;
const drawn = ['image/jpeg', 'image/png', 'image/webp'];
const quality = 0.85;

export function shrink_photos() {
  for (const field of document.querySelectorAll('input[type=file][data-most]')) {
    field.addEventListener('change', () => look_at(field));
  }
}

async function look_at(field) {
  const files = [...field.files];
  const form = field.form;
  const buttons = [...form.querySelectorAll('button[type=submit]')].filter((button) => !button.disabled);
  for (const button of buttons) button.disabled = true;
  try {
    const smaller = await Promise.all(files.map(shrunk));
    if (smaller.some((file, place) => file !== files[place])) put(field, smaller);
    tell(field, smaller);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

// Smaller where that is possible and worth it; else the file as it is.
async function shrunk(file) {
  if (file.size <= large || !drawn.includes(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longest_side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    // Broken, or larger than the device can hold: the server looks at it as it is
    return file;
  }
}

function put(field, files) {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  field.files = chosen.files;
}

function tell(field, files) {
  const over = files.filter((file) => file.size > Number(field.dataset.most));
  const said = field.parentElement.querySelector('[data-too-large]');
  field.setCustomValidity(over.length > 0 ? said.dataset.tooLarge : '');
  said.textContent = over.map((file) => `${file.name}: ${said.dataset.tooLarge}`).join(' ');
}
