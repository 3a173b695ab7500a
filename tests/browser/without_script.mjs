// Each procedure from filing to result by somebody whose browser runs no script, and by an office of such.
import assert from 'node:assert/strict';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { demanded, fill, written } from './filling.mjs';
import { Office, leadingForm, procedures } from './office.mjs';
import { Window, openChromium, openOffice } from './window.mjs';

const served = await openOffice();
const browser = await openChromium();
const office = new Office(browser, served, { script: false });

for (const procedure of procedures) {
  await scenario(`without_script_${procedure}_goes_from_filing_to_its_result`, async () => {
    const citizen = await Window.open(browser, served, { script: false });
    const filed = await fileOnline(citizen, procedure);
    await track(citizen, filed);
    citizen.nothingWentWrong(`filing ${procedure}`);
    const done = await office.carryOn(filed.code, stepByPointer);
    assert.ok(done.length >= 4, done.join(', '));
    await opensItsResult(citizen, filed);
    citizen.nothingWentWrong(`tracking ${procedure}`);
    await citizen.close();
  });
}

await scenario('who_has_an_account_finds_the_dossier_without_a_secret', async () => {
  const citizen = await Window.open(browser, served, { script: false });
  await citizen.signIn(office.of('citizen'));
  const { code } = await fileOnline(citizen, '1.005092', 2);
  await citizen.goto('/my');
  await citizen.main().getByRole('link', { name: code }).click();
  assert.ok((await citizen.text('h1')).includes(code));
  citizen.nothingWentWrong('my dossiers');
  await citizen.close();
});

await office.close();
await browser.close();
await served.end();

// Home, its search, the procedure, its form, check your answers, and the code and secret that come of it.
async function fileOnline({ page }, procedure, seed = 1) {
  await page.goto('/');
  await page.fill('main [name=q]', procedure);
  await page.press('main [name=q]', 'Enter');
  await page.locator(`main a[href="/procedures/${procedure}"]`).first().click();
  await page.locator(`a[href="/procedures/${procedure}/filing"]`).first().click();
  await fill(page, written(sampleBody(procedure, seed)));
  await page.locator('button[value=check]:not(.visually-hidden)').click();
  assert.ok(page.url().endsWith('/check'), `its faults: ${await page.locator('#fault-summary').allInnerTexts()}`);
  await page.locator('main form button[type=submit]').click();
  const code = (await page.locator('#code').innerText()).trim();
  const secret = (await page.locator('#secret').innerText()).trim();
  assert.match(secret, /^[A-Z0-9]{6}$/);
  return { code, secret };
}

async function track({ page }, { code, secret }) {
  await page.goto('/tracking');
  await page.fill('[name=code]', code);
  await page.fill('[name=secret]', secret);
  await page.locator('main form button[type=submit]').click();
  assert.ok((await page.locator('h1').innerText()).includes(code));
}

// From the worklist: taken where it is not yet, opened, and the form that carries it on filled with what it demands.
async function stepByPointer({ page }, code) {
  await page.goto('/worklist');
  const row = () => page.locator('main tbody tr', { hasText: code });
  const take = row().locator('form button');
  if ((await take.count()) > 0) {
    await take.click();
    await page.goto('/worklist');
  }
  await row().locator('a').first().click();
  const form = await leadingForm(page);
  const details = form.locator('xpath=ancestor::details[not(@open)]');
  if ((await details.count()) > 0) await details.locator('summary').click();
  await fill(page, await demanded(form));
  const button = form.locator('button[type=submit]');
  const said = await button.innerText();
  await button.click();
  const faults = await page.locator('#fault-summary').allInnerTexts();
  assert.deepEqual(faults, [], `${said} on ${code}`);
  return said;
}

async function opensItsResult(citizen, filed) {
  const { page } = citizen;
  await track(citizen, filed);
  const document = page.locator(`main a[href*="/documents/"]`).first();
  assert.ok((await document.count()) > 0, `no document on ${await citizen.text()}`);
  const told = await document.locator('xpath=ancestor::*[contains(@class, "card")][1]').innerText();
  const number = /\d+\/[^\s·]+/.exec(told)?.[0];
  assert.ok(number, `a number in ${told}`);
  const reply = await page.goto(await document.getAttribute('href'));
  assert.equal(reply.status(), 200);
  assert.ok((await reply.text()).includes(number), `the document bears its number ${number}`);
}
