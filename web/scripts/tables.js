// The editor of a decision table: dmn-js in place of the plain cells, checks as one types, answers to what is tried.
// Everything is asked of the page's own form, so what is shown here is what the page shows without script.
import DmnJS from 'dmn-js/lib/Modeler';
import { as_edited, as_kept } from './_articles.js';

const form = document.querySelector('[data-table-form]');
const box = document.querySelector('[data-table-editor]');
const text = document.querySelector('[data-table-model]');
const wait = 500; // milliseconds without a stroke

let modeler;
let timer;
let asked = 0;

async function begin() {
  if (!form || !box || !text) return;
  offer_upload();
  box.hidden = false;
  modeler = new DmnJS({ container: box.querySelector('[data-table-box]') });
  if (!(await show(text.value))) return;
  for (const plain of form.querySelectorAll('[data-table-plain]')) plain.remove();
  form.addEventListener('submit', (event) => send(event));
  form.addEventListener('input', (event) => {
    if (event.target === text) later(() => show(text.value).then(check));
    if (event.target.closest('#trial')) later(check);
  });
}

// The table that is asked, with the requirement graph left aside: rows are what an owner edits.
async function show(xml) {
  try {
    await modeler.importXML(as_edited(xml));
  } catch {
    box.hidden = true;
    return false;
  }
  box.hidden = false;
  const wanted = form.elements.decision?.value;
  const views = modeler.getViews();
  const view =
    views.find((each) => each.type === 'decisionTable' && each.element.name === wanted) ??
    views.find((each) => each.type === 'decisionTable');
  if (!view) return false;
  await modeler.open(view);
  modeler.getActiveViewer().on('elements.changed', () => later(taken_over));
  return true;
}

async function taken_over() {
  await take_over();
  await check();
}

async function take_over() {
  if (box.hidden) return;
  const { xml } = await modeler.saveXML({ format: true });
  text.value = as_kept(xml);
}

function later(what) {
  clearTimeout(timer);
  timer = setTimeout(what, wait);
}

// What is typed last must be in what is sent.
async function send(event) {
  if (form.dataset.ready) return;
  event.preventDefault();
  const { submitter } = event;
  clearTimeout(timer);
  await take_over();
  form.dataset.ready = 'yes';
  // A form that is still being submitted takes no other submission
  setTimeout(() => form.requestSubmit(submitter));
}

// The page itself is asked with what stands in the form, and its findings and answers put in place.
async function check() {
  const turn = (asked += 1);
  const fields = new URLSearchParams(new FormData(form));
  fields.set('act', 'check');
  try {
    const reply = await fetch(location.href, { method: 'POST', body: fields, credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    if (turn === asked) put_in_place(page);
  } catch {
    // The server is down for a moment: the next stroke asks again.
  }
}

function put_in_place(page) {
  for (const id of ['findings', 'trial-answer']) {
    const now = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (now && fresh && now.innerHTML !== fresh.innerHTML) now.innerHTML = fresh.innerHTML;
  }
  document.getElementById('findings').dataset.checked = String(asked);
}

function offer_upload() {
  const row = form.querySelector('[data-table-file]');
  const file = row?.querySelector('input');
  if (!file) return;
  row.hidden = false;
  file.addEventListener('change', async () => {
    if (!file.files[0]) return;
    text.value = await file.files[0].text();
    await show(text.value);
    await check();
  });
}

begin();
