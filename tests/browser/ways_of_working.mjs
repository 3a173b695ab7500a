// What somebody sets and uses for their own work: keys and their sheet, kept filters, chosen columns, and that nothing
// typed is lost to a change of language or to a refusal.
import assert from 'node:assert/strict';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { unusable } from './looking.mjs';
import { Window, openChromium, openOffice } from './window.mjs';

const served = await openOffice();
const browser = await openChromium();
const sheet = 'dialog[data-keys-dialog][open]';

await scenario('a_question_mark_opens_the_sheet_of_keys_and_escape_closes_it', sheetOpens);
await scenario('keys_lead_to_lists_and_search_and_move_in_them', keysLead);
await scenario('keys_do_nothing_while_somebody_types_or_with_a_modifier', keysKeepQuiet);
await scenario('keys_can_be_turned_off_and_stay_off', keysTurnedOff);
await scenario('without_script_the_sheet_is_a_page', sheetWithoutScript);
await scenario('a_filter_is_kept_under_a_name_used_and_deleted', filterKept);
await scenario('a_kept_filter_is_its_owners_alone', filterIsOwn);
await scenario('without_script_a_filter_is_kept_too', () => filterKept(false));
await scenario('each_chooses_the_columns_of_their_own_lists', columnsChosen);
await scenario('a_change_of_language_keeps_what_a_list_was_asked_for', languageKeepsQuery);
await scenario('a_change_of_language_keeps_what_is_typed_in_an_act_and_a_note', languageKeepsTyped);
await scenario('a_change_of_language_after_a_refusal_leads_to_the_page_with_what_was_typed', languageAfterRefusal);
await scenario('a_refused_note_stays_typed', refusedNoteStays);
await scenario('who_gives_no_address_is_told_that_no_letter_comes', warnedWithoutAddress);

await browser.close();
await served.end();

function of(role) {
  return served.accounts().find((each) => each.role === role);
}

async function at(role, path, options) {
  const window = await Window.open(browser, served, options);
  await window.signIn(of(role));
  await window.goto(path);
  return window;
}

async function sheetOpens() {
  const window = await at('officer', '/worklist');
  const { page } = window;
  await page.keyboard.press('?');
  await page.locator(sheet).waitFor();
  assert.match(await page.locator(sheet).innerText(), /Việc của tôi/);
  assert.deepEqual(await unusable(page), []);
  await page.keyboard.press('Escape');
  await page.locator(sheet).waitFor({ state: 'detached' }).catch(() => {});
  assert.equal(await page.locator(sheet).count(), 0);
  await page.click('footer [data-keys-sheet]');
  await page.locator(sheet).waitFor();
  window.nothingWentWrong('the sheet');
  await window.close();
}

async function keysLead() {
  const window = await at('clerk', '/my-account');
  const { page } = window;
  await press(page, ['g', 'w'], '/worklist');
  await press(page, ['g', 'd'], '/dossiers');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = await page.locator('[data-keys-rows] tbody tr').nth(1).locator('a').first().getAttribute('href');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), second);
  await page.keyboard.press('o');
  await page.waitForURL(`**${second}`);
  await page.keyboard.press('c');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'note-text');
  await page.goto('/worklist');
  await page.keyboard.press('/');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-search]')));
  window.nothingWentWrong('the keys');
  await window.close();
}

async function press(page, keys, path) {
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForURL((url) => url.pathname === path);
}

async function keysKeepQuiet() {
  const window = await at('officer', '/dossiers');
  const { page } = window;
  await page.fill('#q', '');
  await page.focus('#q');
  await page.keyboard.type('gw?/jn');
  assert.equal(await page.inputValue('#q'), 'gw?/jn');
  assert.equal(new URL(page.url()).pathname, '/dossiers');
  await page.locator('h1').click();
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Alt+?');
  assert.equal(await page.locator('.cv-chosen').count(), 0);
  assert.equal(await page.locator(sheet).count(), 0);
  await window.close();
}

async function keysTurnedOff() {
  const window = await at('head', '/worklist');
  const { page } = window;
  await page.keyboard.press('?');
  await page.locator(`${sheet} [data-keys-switch]`).click();
  assert.match(await page.locator(`${sheet} [data-keys-standing]`).innerText(), /tắt/);
  await page.keyboard.press('Escape');
  await page.goto('/dossiers');
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  assert.equal(await page.locator(`${sheet}, .cv-chosen`).count(), 0);
  await page.click('footer [data-keys-sheet]');
  await page.locator(`${sheet} [data-keys-switch]`).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  assert.equal(await page.locator('.cv-chosen').count(), 1);
  await window.close();
}

async function sheetWithoutScript() {
  const window = await at('head', '/worklist', { script: false });
  await window.page.click('footer a[href="/shortcuts"]');
  assert.match(await window.text(), /Phím tắt/);
  assert.match(await window.text(), /Việc của tôi/);
  await window.close();
}

async function filterKept(script = true) {
  const window = await at('head', '/dossiers', { script });
  const { page } = window;
  await page.selectOption('#phase', 'handling');
  await page.locator('main form[role=search] button').click();
  await page.waitForURL(/phase=handling/);
  await page.locator('.cv-filters summary').click();
  await page.fill('#filter-name', 'Đang giải quyết <của tôi>');
  await page.locator('.cv-filters form[action="/preferences/filters"] button').click();
  await page.waitForURL(/phase=handling/);
  const chip = page.locator('.cv-kept a', { hasText: 'Đang giải quyết <của tôi>' });
  assert.equal(await chip.getAttribute('aria-current'), 'true');
  await page.goto('/dossiers');
  await chip.click();
  await page.waitForURL(/phase=handling/);
  assert.equal(await page.inputValue('#phase'), 'handling');
  if (script) assert.deepEqual(await unusable(page), []);
  await page.locator('.cv-kept button').click();
  await page.waitForURL((url) => url.search === '');
  assert.equal(await chip.count(), 0);
  await window.close();
}

async function filterIsOwn() {
  const window = await at('clerk', '/dossiers?phase=ready');
  const { page } = window;
  await page.locator('.cv-filters summary').click();
  await page.fill('#filter-name', 'Chờ trả');
  await page.locator('.cv-filters form[action="/preferences/filters"] button').click();
  await page.locator('.cv-kept').waitFor();
  const other = await at('leader', '/dossiers');
  assert.equal(await other.page.locator('.cv-kept').count(), 0);
  const again = await at('clerk', '/dossiers');
  assert.equal(await again.page.locator('.cv-kept').count(), 1);
  for (const each of [window, other, again]) await each.close();
}

async function columnsChosen() {
  for (const [role, path, column, title] of [
    ['clerk', '/worklist', 'opened', 'Giao lúc'], ['head', '/dossiers', 'channel', 'Kênh nộp'],
  ]) {
    const window = await at(role, path, { script: false });
    const { page } = window;
    const heads = () => page.locator('[data-keys-rows] thead').innerText();
    assert.doesNotMatch(await heads(), new RegExp(title, 'i'));
    await page.locator('.cv-columns summary').click();
    await page.check(`.cv-columns input[value=${column}]`);
    await page.uncheck('.cv-columns input[value=due]');
    await page.locator('.cv-columns button').click();
    await page.waitForURL((url) => url.pathname === path);
    assert.match(await heads(), new RegExp(title, 'i'));
    assert.equal(await page.isChecked('.cv-columns input[value=due]'), false);
    await window.close();
  }
}

async function languageKeepsQuery() {
  const window = await at('officer', '/dossiers?phase=handling&q=an');
  const { page } = window;
  await page.locator('[data-other-language]').click();
  await page.waitForURL(/lang=en/);
  const asked = new URL(page.url()).searchParams;
  assert.equal(asked.get('phase'), 'handling');
  assert.equal(asked.get('q'), 'an');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await window.close();
}

// A fresh dossier's page, as the clerk sees it.
async function freshCase(email) {
  const body = sampleBody('1.005092', 41);
  if (email) body.applicant.email = email;
  else delete body.applicant.email;
  const reply = await fetch(`${served.address}/api/v1/dossiers`, {
    method: 'POST', body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'idempotency-key': `ways-${Math.random()}` },
  });
  const { code } = await reply.json();
  return at('clerk', `/dossiers/${code}`);
}

async function languageKeepsTyped() {
  const window = await freshCase('an@example.vn');
  const { page } = window;
  const form = 'form[action$="/acts/supplement"]';
  await page.locator('#acts details', { has: page.locator(form) }).locator('summary').click();
  const reason = page.locator(`${form} textarea[name$=".reason"]`);
  await reason.fill('Thiếu bản chính để đối chiếu');
  await page.locator(`${form} input[type=checkbox]`).first().check();
  await page.fill('#note-text', 'Nhờ chị xem giúp');
  await page.locator('[data-other-language]').click();
  await page.waitForURL(/lang=en/);
  assert.equal(await reason.inputValue(), 'Thiếu bản chính để đối chiếu');
  assert.ok(await reason.isVisible(), 'the form of the act is open');
  assert.ok(await page.locator(`${form} input[type=checkbox]`).first().isChecked());
  assert.equal(await page.inputValue('#note-text'), 'Nhờ chị xem giúp');
  await page.reload();
  assert.equal(await page.inputValue('#note-text'), '', 'it was put back once and is kept nowhere');
  window.nothingWentWrong('the change of language');
  await window.close();
}

async function languageAfterRefusal() {
  const window = await freshCase('an@example.vn');
  const { page } = window;
  const form = 'form[action$="/acts/supplement"]';
  await page.locator('#acts details', { has: page.locator(form) }).locator('summary').click();
  await page.locator(`${form} textarea[name$=".items"]`).fill('Bản chính văn bằng');
  await page.locator(form).evaluate((element) => element.requestSubmit());
  await page.waitForURL(/acts\/supplement/);
  assert.ok((await page.locator('#fault-summary').count()) > 0, 'it was refused');
  await page.locator('[data-other-language]').click();
  await page.waitForURL(/lang=en/);
  assert.match(new URL(page.url()).pathname, /^\/dossiers\/[^/]+$/);
  assert.equal(await page.locator(`${form} textarea[name$=".items"]`).inputValue(), 'Bản chính văn bằng');
  await window.close();
}

async function refusedNoteStays() {
  const window = await freshCase('an@example.vn');
  const { page } = window;
  const text = 'Chữ viết tay khó đọc; '.repeat(3);
  await page.fill('#note-text', text);
  // Somebody whom the list does not offer, as a page left open over a change of staff would
  await page.locator('#note-mention').evaluate((select) => select.append(new Option('Đã nghỉ', 'NO-SUCH', true, true)));
  await page.locator('form[action$="/notes"] button').click();
  await page.locator('#fault-summary').waitFor();
  assert.equal((await page.inputValue('#note-text')).trim(), text.trim());
  await window.close();
}

async function warnedWithoutAddress() {
  const without = await freshCase(null);
  assert.match(await without.text(), /sẽ không nhận được thông báo qua thư điện tử/);
  const having = await freshCase('an@example.vn');
  assert.doesNotMatch(await having.text(), /sẽ không nhận được thông báo qua thư điện tử/);
  for (const window of [without, having]) await window.close();
}
