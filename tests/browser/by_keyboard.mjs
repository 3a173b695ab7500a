// At the counter without a pointer: each procedure is found, taken down, accepted and printed, and every later step is
// done from the worklist, all by keyboard.
import assert from 'node:assert/strict';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { demanded, written } from './filling.mjs';
import { Keyboard } from './keyboard.mjs';
import { Office, leadingForm, procedures } from './office.mjs';
import { openChromium, openOffice } from './window.mjs';

// What a clerk types to find each: words without tone marks, or the beginning of the code
const typed = { '1.005092': 'ban sao van bang', '2.001914': 'chinh sua van bang', '1.005074': '1.005074' };

const served = await openOffice();
const browser = await openChromium();
const office = new Office(browser, served, {
  script: true,
  async enter(window, account) {
    await new Keyboard(window.page).signIn(account);
    await window.isSignedIn(account.account);
  },
});

for (const procedure of procedures) {
  await scenario(`by_keyboard_${procedure}_goes_from_the_counter_to_its_result`, async () => {
    const window = await office.windowOf(office.of('clerk'));
    const code = await takeIn(window, procedure);
    await seesTheSlip(window.page, code);
    window.nothingWentWrong(`the counter, ${procedure}`);
    const done = await office.carryOn(code, stepByKeyboard);
    assert.ok(done.length >= 3, done.join(', '));
    await window.goto(`/dossiers/${code}`);
    assert.ok(await window.page.locator('main a[href*="/documents/"]').count(), 'its result is there');
  });
}

await scenario('what_is_missing_at_the_counter_is_asked_with_f8', async () => {
  const window = await office.windowOf(office.of('clerk'));
  const keys = new Keyboard(window.page);
  await find(window.page, '1.005092');
  await keys.write(written(sampleBody('1.005092', 7)));
  await keys.reach('what is missing', (at) => at.name === 'items');
  await window.page.keyboard.type('Bản sao căn cước');
  await keys.press('Tab');
  await keys.reach('the reason', (at) => at.name === 'reason');
  await window.page.keyboard.type('Chưa có giấy tờ tùy thân');
  await keys.follow('F8');
  assert.match(window.page.url(), /\/slips\/02$/);
  assert.ok((await window.text('.cv-slip')).includes('Bản sao căn cước'));
  window.nothingWentWrong('F8');
});

await office.close();
await browser.close();
await served.end();

async function find(page, procedure) {
  const keys = new Keyboard(page);
  await page.goto('/counter');
  await keys.reach('the search', (at) => at.name === 'q');
  await page.keyboard.type(typed[procedure]);
  await page.locator('[data-counter-found] a').nth(1).waitFor({ state: 'detached' });
  await keys.follow('Enter');
  assert.equal(new URL(page.url()).pathname, `/counter/${procedure}`);
}

// Filed and accepted in one press; gives the code on the slip that follows.
async function takeIn({ page }, procedure) {
  await find(page, procedure);
  const keys = new Keyboard(page);
  await keys.write({ ...written(sampleBody(procedure, 5)), ...(await papersBrought(page)) });
  await keys.follow('F9');
  const faults = await page.locator('#fault-summary').allInnerTexts();
  assert.match(page.url(), /\/slips\/01$/, `instead of the slip: ${faults}`);
  return new URL(page.url()).pathname.split('/')[2];
}

// Every paper that is needed, as the boxes on the page name them.
function papersBrought(page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[name^="paper."]:checked')];
    return Object.fromEntries(boxes.map((box) => [box.name, 'true']));
  });
}

// Two copies with the code in words and as bars; the square that leads to tracking, and the secret, on the applicant's.
async function seesTheSlip(page, code) {
  const copies = page.locator('.cv-slip');
  assert.equal(await copies.count(), 2);
  for (const copy of await copies.all()) {
    assert.ok((await copy.innerText()).includes(code));
    await isDrawn(copy.locator('.cv-slip-bars svg'));
  }
  await isDrawn(page.locator('.cv-slip-qr svg'));
  assert.equal(await page.locator('.cv-slip-secret').count(), 1);
  assert.match(await page.locator('.cv-slip-secret').innerText(), /^[A-Z0-9]{6}$/);
}

async function isDrawn(picture) {
  const box = await picture.boundingBox();
  assert.ok(box && box.width > 40 && box.height > 20, `${picture} is ${JSON.stringify(box)}`);
}

// j down the list to the dossier, n takes it, Enter opens it; then Tab to the act, and through its form.
async function stepByKeyboard({ page }, code) {
  const keys = new Keyboard(page);
  await chooseInList(page, keys, code);
  const row = page.locator('main tbody tr', { hasText: code });
  if ((await row.locator('form').count()) > 0) {
    await keys.follow('n');
    await chooseInList(page, keys, code);
  }
  await keys.follow('Enter');
  const form = await leadingForm(page);
  const action = await form.getAttribute('action');
  const closed = (await form.locator('xpath=ancestor::details[not(@open)]').count()) > 0;
  if (closed) {
    await keys.reach(`the act ${action}`, (at) => at.tag === 'summary' && at.action === action);
    await keys.press('Enter');
  }
  await keys.write(await demanded(form));
  const button = await keys.reach(`the button of ${action}`, (at) => at.type === 'submit' && at.action === action);
  await keys.follow('Enter');
  assert.deepEqual(await page.locator('#fault-summary').allInnerTexts(), [], `${button.text} on ${code}`);
  return button.text;
}

async function chooseInList(page, keys, code) {
  await page.goto('/worklist');
  const rows = await page.locator('main tbody tr').count();
  for (let down = 0; down < rows; down += 1) {
    await keys.press('j');
    if ((await keys.focused()).row.includes(code)) return;
  }
  assert.fail(`j never comes to ${code}`);
}
