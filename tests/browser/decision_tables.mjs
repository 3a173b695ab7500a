// A decision table in the hands of its owner: edited in a browser with the checks as one types, tried, compared with the
// version in force, held against what was decided, handed in, approved by another, and used by the next dossier; and
// the same cell by cell where no script runs.
import assert from 'node:assert/strict';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { tooWide, unusable, unworded } from './looking.mjs';
import { Window, openChromium, openOffice, telephone } from './window.mjs';

const served = await openOffice();
const browser = await openChromium();
const today = '2026-11-17';
const tomorrow = '2026-11-18';

await scenario('an_owner_edits_a_table_and_sees_faults_and_differences_as_they_type', editedWithScript);
await scenario('what_is_handed_in_is_approved_by_another_and_answers_the_next_dossier', handedInAndUsed);
await scenario('without_script_a_cell_is_edited_checked_and_handed_in', editedWithoutScript);
await scenario('a_dossier_shows_the_table_that_answered_with_its_matching_row', shownAtDossier);
await scenario('the_pages_of_tables_fit_a_telephone_and_everybody', pagesLooked);

await browser.close();
await served.end();

async function at(role, path, options) {
  const window = await Window.open(browser, served, options);
  await window.signIn(served.accounts().find((each) => each.role === role));
  await window.goto(path);
  return window;
}

async function editor(table) {
  const window = await at('officer', `/decision-tables/${table}/edit`);
  await window.page.locator('.tjs-table').waitFor();
  return window;
}

// Types into a cell of the editor and waits for what the page then says. What stood there is deleted first: over a
// selection Chromium itself writes styles into what it edits, which the policy refuses and the console tells.
async function type(page, cell, text, says) {
  await page.locator(`td[data-element-id="${cell}"]`).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
  await page.locator('#findings', { hasText: says }).waitFor();
}

async function handIn(page, number, from) {
  await page.fill('[name=number]', number);
  await page.fill('[name=date]', '2026-11-16');
  await page.fill('[name=from]', from);
  await page.locator('button[value=prepare]').click();
  await page.waitForURL(/\/versions\/\d+$/);
}

async function editedWithScript() {
  const window = await editor('phi-so-goc');
  const { page } = window;
  await type(page, 'on_paper_if_1', '-', /chồng|trùng|cùng khớp/i);
  await type(page, 'on_paper_if_1', 'not("online")', 'Các dòng như nhau');
  await type(page, 'on_paper_then_1', '3000', 'Sửa dòng 3');
  assert.match(await window.text('#findings'), /0 3000/);
  await page.fill('[name="in.channel"]', 'counter');
  await page.fill('[name="in.filed on"]', today);
  await page.locator('#trial-answer .cv-rule-lit').waitFor();
  assert.match(await window.text('#trial-answer'), /3\.000 đồng/);
  await page.locator('button[value=effects]').click();
  await page.locator('#effect strong').waitFor();
  assert.match(await window.text('#effect'), /hồ sơ sẽ có kết quả khác/);
  assert.match(await page.inputValue('[name=model]'), /<annotationEntry>\s*<text>Nghị định 23\/2015\/NĐ-CP/);
  assert.deepEqual(await unusable(page), []);
  window.nothingWentWrong('the editor');
  await window.close();
}

async function handedInAndUsed() {
  const owner = await editor('phi-so-goc');
  await type(owner.page, 'online_after_then_1', '1000', 'Sửa dòng 2');
  await handIn(owner.page, '91/QĐ-SGDĐT', today);
  assert.match(await owner.text(), /chờ duyệt/);
  assert.equal(await owner.page.locator('form[action$="/approvals"]').count(), 0);
  const leader = await at('leader', new URL(owner.page.url()).pathname);
  await leader.page.locator('form[action$="/approvals"] button').click();
  await leader.page.waitForURL(/\/versions\/2$/);
  assert.match(await leader.text(), /đang có hiệu lực/);
  const { code } = await filed('1.005092', 31);
  const clerk = await at('clerk', `/dossiers/${code}/rules/fee`);
  assert.match(await clerk.text(), /1\.000 đồng/);
  assert.match(await clerk.text(), /Phiên bản 2 \(91\/QĐ-SGDĐT\)/);
  assert.match(await clerk.page.locator('.cv-rule-lit').innerText(), /2\s+◀ khớp/);
  for (const each of [owner, leader, clerk]) {
    each.nothingWentWrong('a table handed in and used');
    await each.close();
  }
}

async function editedWithoutScript() {
  const window = await at('officer', '/decision-tables/phi-cong-nhan-bang/edit', { script: false });
  const { page } = window;
  await page.fill('[name="cell.2.2"]', '260000');
  await page.locator('button[value=check]').click();
  assert.match(await window.text('#findings'), /Sửa dòng 2/);
  await page.fill('[name="in.study_manner"]', 'in_vietnam');
  await page.locator('button[value=try]').click();
  assert.match(await window.text('#trial'), /260\.000 đồng/);
  await page.fill('[name="cell.2.4"]', '');
  await page.locator('button[value=prepare]').click();
  assert.match(await window.text(), /chưa ghi căn cứ/);
  await page.fill('[name="cell.2.4"]', 'Thông tư 164/2016/TT-BTC, Điều 4');
  await handIn(page, '92/QĐ-SGDĐT', tomorrow);
  assert.match(await window.text(), /chờ duyệt/);
  window.nothingWentWrong('a table edited cell by cell');
  await window.close();
}

async function shownAtDossier() {
  const { code } = await filed('1.005092', 32);
  const window = await at('clerk', `/dossiers/${code}`);
  await window.page.locator(`a[href="/dossiers/${code}/rules/components"]`).click();
  await window.page.waitForURL(/\/rules\/components$/);
  assert.match(await window.text(), /Mã băm SHA-256 của bảng: [0-9a-f]{64}/);
  assert.deepEqual(await unusable(window.page), []);
  window.nothingWentWrong('the table of a dossier');
  await window.close();
}

async function pagesLooked() {
  const paths = ['/decision-tables', '/decision-tables/xep-loai-thoi-han', '/decision-tables/phi-so-goc/edit',
    '/decision-tables/thoi-han-ban-sao/versions/1?in.channel=counter&in.after+cut+off=true', '/decision-tables/new'];
  for (const options of [{ width: telephone, script: false }, {}]) {
    const window = await at('officer', '/decision-tables', options);
    for (const path of paths) {
      await window.goto(path);
      assert.deepEqual(await tooWide(window.page), [], path);
      assert.deepEqual(await unworded(window.page), [], path);
      if (options.script !== false) assert.deepEqual(await unusable(window.page), [], path);
      window.nothingWentWrong(path);
    }
    await window.close();
  }
}

async function filed(procedure, seed) {
  const reply = await fetch(`${served.address}/api/v1/dossiers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(sampleBody(procedure, seed)),
  });
  assert.equal(reply.status, 201);
  return reply.json();
}
