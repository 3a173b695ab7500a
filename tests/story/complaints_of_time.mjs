// What users of other such systems complain of in deadlines, working days and pauses, told of this one where the pack's
// own calendar is not enough: units with hours of their own, half days, a Saturday worked in one place.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser } from '../driving/pages.mjs';
import { command, pack } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { actOf, dutyOf, file, openOffice, read, refused, step } from './office.mjs';

// The pack with a division that works on Saturday mornings, and one that swaps a Friday for a Saturday
const folder = mkdtempSync(join(tmpdir(), 'congvu-'));
const elsewhere = join(folder, 'pack');
cpSync(pack, elsewhere, { recursive: true });
appendFileSync(join(elsewhere, 'calendar.yaml'), `
units:
  QLT:
    hours:
      - from: 2024-01-01
        week: {monday: &day ["08:00-12:00", "13:00-17:00"], tuesday: *day, wednesday: *day, thursday: *day, friday: *day,
               saturday: ["08:00-12:00"]}
        mark: "K?"
        citation: Ví dụ
  GDPT:
    days_off: [{date: 2024-11-29, name: Ngày của phòng, swapped_with: 2024-11-30, mark: "K?", citation: Ví dụ}]
    days_worked: [{date: 2024-11-30, name: Bù ngày của phòng, instead_of: 2024-11-29, mark: "K?", citation: Ví dụ}]
`);
const api = await openOffice({ from: elsewhere });
const [clerk] = api.of('clerk');

// camunda/camunda-bpm-platform PR#1155: one calendar for all is not enough. frappe/hrms#151, frappe/erpnext#17594,
// #32838: no half day in the list of holidays, every Saturday edited by hand
await scenario('a_unit_that_works_on_saturday_morning_is_counted_so_and_no_other', async () => {
  const filed = await file(api, '2.001914');
  await step(api, filed.code);
  // Accepted on Monday 25 November: Tuesday to Friday are four days, Saturday morning half a day, Monday the rest
  assert.equal((await read(api, filed)).statutory.first_due, '2024-12-02T12:00:00+07:00');
  assert.equal(filed.intake_due.slice(0, 16), '2024-11-26T09:00', 'intake counts by the desk, which is closed then');
  const words = ['--from', '2024-11-29T13:00+07:00', '--hours', '8'];
  assert.equal(reckoned(words).due, '2024-12-02T12:00:00+07:00');
  assert.equal(reckoned([...words, '--unit', 'QLT']).due, '2024-11-30T12:00:00+07:00');
});

// bardsoftware/ganttproject#89, #668; opf/openproject PR#12051: a weekend day marked as worked, for one unit
await scenario('a_saturday_worked_by_one_unit_moves_no_other_units_deadline', async () => {
  const words = ['--from', '2024-11-25T09:00+07:00', '--days', '5'];
  assert.equal(reckoned(words).due, '2024-12-02T17:00:00+07:00');
  assert.equal(reckoned([...words, '--unit', 'GDPT']).due, '2024-12-02T17:00:00+07:00');
  const four = ['--from', '2024-11-25T09:00+07:00', '--days', '4'];
  assert.equal(reckoned(four).due, '2024-11-29T17:00:00+07:00');
  assert.equal(reckoned([...four, '--unit', 'GDPT']).due, '2024-11-30T17:00:00+07:00');
});

// jmix-framework/jmix#790: "P1D" counted as 24 working hours, three days. kiegroup/jbpm PR#1830, PR#1342, PR#233: wrong
// when it starts before or after hours, in lunch, on a holiday, on a swapped Saturday
await scenario('one_day_is_one_day_whenever_it_begins', async () => {
  const starts = {
    '2024-11-25T06:30+07:00': '2024-11-26T17:00:00+07:00',
    '2024-11-25T12:30+07:00': '2024-11-26T17:00:00+07:00',
    '2024-11-25T17:00+07:00': '2024-11-27T17:00:00+07:00',
    '2024-11-25T21:00+07:00': '2024-11-27T17:00:00+07:00',
    '2024-11-30T10:00+07:00': '2024-12-03T17:00:00+07:00',
    '2025-01-01T10:00+07:00': '2025-01-03T17:00:00+07:00',
    '2025-04-26T10:00+07:00': '2025-04-28T17:00:00+07:00',
  };
  for (const [from, due] of Object.entries(starts)) assert.equal(reckoned(['--from', from, '--days', '1']).due, due, from);
});

// VietOpenCPS/opencps#1254: a dossier turns "overdue for supplement" after the third or fourth round
await scenario('each_supplement_is_an_interval_of_its_own_and_asking_again_is_refused', async () => {
  const filed = await file(api, '2.001914', { seed: 2 });
  const path = { code: filed.code };
  const asking = { items: ['Bản chụp rõ nét'], reason: 'Bản chụp bị mờ' };
  const bringing = { path, body: { note: 'Gửi lại' }, secret: filed.secret };
  const { duty } = await dutyOf(api, filed.code, [clerk]);
  assert.equal((await api.act(actOf(duty, 'dossier.request_supplement'), { as: clerk, body: asking })).status, 201);
  assert.equal((await api.call('bring_supplement', bringing)).status, 201);
  assert.equal((await api.call('accept_dossier', { path, as: clerk, body: {} })).status, 201);
  const before = await read(api, filed);
  assert.equal(before.supplements.length, 1);
  assert.ok(before.supplements[0].asked <= before.supplements[0].given);
  const handling = await dutyOf(api, filed.code);
  const act = { method: 'POST', path: `/api/v1/dossiers/${filed.code}/supplements` };
  refused(await api.act(act, { as: handling.as, body: asking }), 409);
  const after = await read(api, filed);
  assert.deepEqual(after.supplements, before.supplements);
  assert.notEqual(after.statutory.standing, 'overdue');
});

// VietOpenCPS/opencps#1269: nobody warns that the legal time in which a supplement may be asked for has lapsed
await scenario('the_right_to_ask_for_a_supplement_lapses_and_the_page_says_when', async () => {
  const filed = await file(api, '2.001914', { seed: 4 });
  const { supplement_until: until } = await read(api, filed);
  assert.equal(until, filed.intake_due, 'at intake, with the hours of intake');
  const clerks = api.accounts.find((each) => each.account === clerk);
  assert.match(await pageOf(clerks, filed.code), /Được yêu cầu bổ sung một lần, đến/);
  await restartAt('2024-11-27T10:00+07:00');
  assert.match(await pageOf(clerks, filed.code), /Thời gian được yêu cầu bổ sung đã hết/);
  const asking = { items: ['Bản chính'], reason: 'Chưa kèm bản chính' };
  const path = { code: filed.code };
  const no = await api.call('request_supplement', { path, as: clerk, body: asking });
  const said = refused(no, 409, 'dossier.supplement_too_late');
  assert.match(said.detail, /đã hết lúc/);
  const body = { ...asking, citation: 'Nghị định 61/2018/NĐ-CP, Điều 19' };
  assert.equal((await api.call('request_supplement', { path, as: clerk, body })).status, 201);
  assert.equal((await read(api, filed)).supplement_until, undefined, 'once only');
});

// VietOpenCPS/opencps-v2#1149, PR#1145, PR#2095, PR#1466, PR#1560: deadlines mended by hand again and again, at last
// through an administrator's call "fixDueDate"
await scenario('no_call_sets_a_deadline', async () => {
  const settable = [];
  for (const [path, methods] of Object.entries(api.description.document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (method === 'get') continue;
      assert.doesNotMatch(path, /fix|due|deadline|extend/i, path);
      const body = operation.requestBody?.content?.['application/json']?.schema;
      if (/"(\w*_)?due"|"deadline"/.test(JSON.stringify(body?.properties ?? {}))) settable.push(path);
    }
  }
  assert.deepEqual(settable, []);
  const filed = await file(api, '2.001914', { seed: 3 });
  await step(api, filed.code);
  const { as, duty } = await dutyOf(api, filed.code);
  const changes = [{ path: 'first_due', to: '2030-01-01T17:00:00+07:00' }];
  const body = { ground: 'typing_error', changes, note: 'Sửa hạn' };
  refused(await api.act(actOf(duty, 'dossier.correct'), { as, body }), 422);
});

await api.served.end();
rmSync(folder, { recursive: true });

async function pageOf(account, code) {
  const browser = new Browser(api.served);
  await browser.signIn(account);
  return (await browser.get(`/dossiers/${code}`)).text;
}

async function restartAt(clock) {
  await api.served.stop();
  await api.served.start({ clock });
  await api.signInAll();
}

function reckoned(words) {
  return JSON.parse(command('calendar', 'due', '--pack', elsewhere, ...words, '--json'));
}
