// The counter with its tools: a scanner that types, numbers that are called, receipts printed together. A scanner is a
// keyboard, so it is one here too: the text of a card and an Enter.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenario, skip } from '../driving/telling.mjs';
import { cardOf, takeInByScan } from './intake_by_scan.mjs';
import { Window, openChromium, openOffice } from './window.mjs';

// Beyond what identifies the person and the answers
const mostKeys = 25;

const served = await openOffice();
const browser = await openChromium();
const clerk = served.accounts().find((each) => each.role === 'clerk');

await scenario('an_intake_of_a_simple_dossier_takes_at_most_25_keystrokes', async () => {
  const window = await signedIn();
  const { keys, code } = await takeInByScan(window.page, cardOf(1));
  assert.ok(code, 'the slip has no code');
  assert.ok(keys <= mostKeys, `${keys} keys`);
  console.log(`  ${keys} keys`);
  window.nothingWentWrong('an intake by scan');
  await window.close();
});

await scenario('a_card_opens_its_person_with_all_their_dossiers', async () => {
  const window = await signedIn();
  const { code } = await takeInByScan(window.page, cardOf(2));
  await scan(window, cardOf(2));
  assert.match(new URL(window.page.url()).pathname, /^\/counter\/people\/[0-9a-f]{32}$/);
  const text = await window.text();
  assert.ok(text.includes('Lê Thị Thử 2') && text.includes(code), text);
  await window.page.locator(`a[href*="from=${code}"]`).click();
  assert.equal(await window.page.inputValue('[name="applicant.identity_number"]'), '001201000002');
  assert.equal(await window.page.inputValue('[name="answers.school"]'), 'THPT Sông Nhuệ');
  window.nothingWentWrong('a person');
  await window.close();
});

await scenario('a_slip_opens_its_dossier_and_nonsense_is_told', async () => {
  const window = await signedIn();
  const { code } = await takeInByScan(window.page, cardOf(3));
  await scan(window, code.toLowerCase());
  assert.equal(new URL(window.page.url()).pathname, `/dossiers/${code}`);
  await scan(window, `${served.address}/tracking/${code}`);
  assert.equal(new URL(window.page.url()).pathname, `/dossiers/${code}`);
  window.nothingWentWrong('a scanned slip');
  await scan(window, cardOf(3).slice(0, 30));
  assert.match(await window.text('[role=alert]'), /đọc thiếu/);
  await window.close();
});

await scenario('a_card_fills_the_form_without_a_script_too', async () => {
  const window = await signedIn({ script: false });
  await window.goto('/counter/1.005092');
  await window.page.fill('[name=scan]', cardOf(4));
  await window.page.press('[name=scan]', 'Enter');
  assert.equal(await window.page.inputValue('[name="applicant.name"]'), 'Lê Thị Thử 4');
  assert.equal(await window.page.inputValue('[name="applicant.birth_date"]'), '14/03/2001');
  assert.equal(await window.page.inputValue('[name="answers.holder_name"]'), 'Lê Thị Thử 4');
  await window.close();
});

await scenario('receipts_are_printed_together_and_their_codes_can_be_read', async () => {
  if (!reads()) return skip('receipts_are_printed_together_and_their_codes_can_be_read', 'zbarimg is not installed');
  const window = await signedIn();
  const first = await takeInByScan(window.page, cardOf(5));
  const second = await takeInByScan(window.page, cardOf(6));
  for (const paper of ['a5', 'a4', '80mm']) {
    await window.goto(`/counter/slips/printing?code=${first.code}&code=${second.code}&paper=${paper}`);
    const read = await codesOn(window.page);
    for (const { code } of [first, second]) {
      assert.ok(read.includes(`CODE-128:${code}`), `${code} on ${paper}: ${read}`);
      assert.ok(read.some((each) => each.startsWith('QR-Code:') && each.endsWith(`/tracking/${code}`)), `${paper}: ${read}`);
    }
  }
  return window.close();
});

await scenario('numbers_are_called_in_turn_and_outlive_a_restart', async () => {
  const kiosk = await Window.open(browser, served);
  const numbers = [];
  for (const line of ['A', 'A', 'B']) {
    await kiosk.goto('/queue/kiosk');
    if (line === 'B') await kiosk.page.check('[name=priority][value=elderly]');
    await kiosk.page.click(`button[name=line][value=${line}]`);
    numbers.push(await kiosk.text('h1'));
  }
  await served.stop();
  await served.start({ clock: '2026-11-18T08:05+07:00' });
  const window = await signedIn();
  await window.goto('/queue/desks/1');
  assert.ok(numbers.every((number) => numbers.includes(number)));
  const called = [];
  for (let i = 0; i < numbers.length; i += 1) {
    await window.page.keyboard.press('F2');
    await window.page.waitForFunction((before) => {
      const number = document.querySelector('.cv-queue-number')?.textContent;
      return number && !before.includes(number);
    }, called);
    called.push(await window.text('.cv-queue-number'));
  }
  assert.deepEqual(called, [numbers[2], numbers[0], numbers[1]], 'priority first, then as they came');
  const display = await Window.open(browser, served, { script: false });
  await display.goto('/queue/display');
  assert.ok((await display.text()).includes(numbers[1]));
  window.nothingWentWrong('a desk');
  for (const each of [kiosk, window, display]) await each.close();
});

await scenario('a_number_is_called_at_the_counter_and_goes_with_the_dossier_to_the_slip', async () => {
  const kiosk = await Window.open(browser, served);
  await kiosk.goto('/queue/kiosk');
  await kiosk.page.click('button[name=line][value=A]');
  const number = await kiosk.text('h1');
  await kiosk.close();
  const window = await signedIn();
  await window.goto('/counter');
  assert.ok((await window.text('#queue')).includes(number), 'who waits is seen on the counter');
  await window.page.evaluate(() => document.querySelector('input[name=q]').focus());
  await follows(window, () => window.page.keyboard.press('F2'));
  assert.equal(new URL(window.page.url()).pathname, '/counter');
  assert.equal(await window.text('#queue .cv-ticket'), number);
  const { code } = await takeInByScan(window.page, cardOf(7));
  for (const copy of await window.page.locator('.cv-slip').all()) assert.ok((await copy.innerText()).includes(number));
  await window.goto(`/dossiers/${code}`);
  assert.ok((await window.text()).includes(number));
  await window.goto('/counter');
  assert.equal(await window.page.locator('#queue .cv-ticket').count(), 0, 'served, and the desk is free');
  const { code: next } = await takeInByScan(window.page, cardOf(8));
  await window.goto(`/dossiers/${next}`);
  assert.ok(!(await window.text()).includes(number), 'a number goes with one dossier');
  window.nothingWentWrong('the queue at the counter');
  await window.close();
});

await scenario('the_screen_on_the_wall_has_numbers_and_nothing_else', async () => {
  const display = await Window.open(browser, served);
  await display.goto('/queue/display');
  assert.equal(await display.page.locator('header nav, header form, .cv-brand').count(), 0);
  assert.equal(await display.page.locator('main').count(), 1);
  await display.close();
});

await browser.close();
await served.end();

async function signedIn(options) {
  const window = await Window.open(browser, served, options);
  await window.signIn(clerk);
  return window;
}

async function follows(window, act) {
  const arrived = window.page.waitForEvent('framenavigated');
  await act();
  await arrived;
  await window.page.waitForLoadState('load');
}

async function scan(window, text) {
  await window.goto('/counter');
  await window.page.focus('[name=scan]');
  await window.page.keyboard.insertText(text);
  const arrived = window.page.waitForEvent('framenavigated');
  await window.page.keyboard.press('Enter');
  await arrived;
  await window.page.waitForLoadState('load');
}

function reads() {
  try {
    return execFileSync('zbarimg', ['--version'], { encoding: 'utf8' }).length > 0;
  } catch {
    return false;
  }
}

// As a scanner would read the paper: printed to PDF, drawn at the resolution of an office printer, every code read.
async function codesOn(page) {
  const folder = mkdtempSync(join(tmpdir(), 'congvu-print-'));
  try {
    writeFileSync(join(folder, 'print.pdf'), await page.pdf({ preferCSSPageSize: true }));
    execFileSync('pdftoppm', ['-r', '200', '-png', join(folder, 'print.pdf'), join(folder, 'sheet')]);
    const sheets = readdirSync(folder).filter((name) => name.endsWith('.png'));
    return sheets.flatMap((name) => read(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// zbarimg ends with 4 where a sheet has no code.
function read(file) {
  try {
    return execFileSync('zbarimg', ['--quiet', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim().split('\n');
  } catch (error) {
    if (error.status === 4) return [];
    throw error;
  }
}
