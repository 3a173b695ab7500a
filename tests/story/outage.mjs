// A morning without the server: a pad of numbered blanks was printed, the server goes down, the clerk writes receipts by
// hand, and enters them when it is up again. Every clock starts from the time on the paper; no number is used twice or
// missing.
import assert from 'node:assert/strict';
import { Browser } from '../driving/pages.mjs';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { Api } from '../driving/api.mjs';
import { openOffice, refused } from './office.mjs';

const afternoon = '2024-11-25T14:00+07:00';

let api = await openOffice();
const { served } = api;
const clerk = api.accounts.find((each) => each.role === 'clerk');
let blanks;

await scenario('a_pad_of_blanks_is_printed_each_with_its_number_and_codes', async () => {
  ({ codes: blanks } = await api.good('print_blanks', { as: clerk.account, body: { count: 3 } }));
  assert.deepEqual(blanks, ['TNDP-2024-01', 'TNDP-2024-02', 'TNDP-2024-03']);
  const browser = await signedIn();
  const sheet = await browser.get('/counter/blanks/sheet');
  for (const code of blanks) assert.ok(sheet.text.includes(code));
  assert.equal(sheet.text.match(/<svg/g).length, 6);
});

await served.stop();
await served.start({ clock: afternoon });
api = await Api.at(served);
await api.signInAll();

await scenario('what_was_received_at_half_past_nine_is_due_as_if_it_had_been_entered_then', async () => {
  const { text } = await entered(blanks[0], '25/11/2024 09:30');
  assert.ok(text.includes('09 giờ 30 phút, ngày 25 tháng 11 năm 2024'), text);
  assert.ok(text.includes('17 giờ 00 phút, ngày 25 tháng 11 năm 2024'), 'in the day, though entered at two');
  const code = /H26\.19-241125-\d{4}/.exec(text)[0];
  const dossier = await api.good('dossier', { path: { code }, as: clerk.account });
  assert.match(dossier.filed, /^2024-11-25T09:30:00/);
  assert.match(dossier.intake.from, /^2024-11-25T09:30:00/);
  assert.match(dossier.accepted, /^2024-11-25T09:30:00/);
  const page = await (await signedIn()).get(`/dossiers/${code}`);
  assert.ok(page.text.includes(blanks[0]), 'the page names the blank');
  assert.match(page.text, /ghi vào hệ thống|ghi lúc|Ghi/);
});

await scenario('a_number_used_twice_or_never_issued_is_refused_and_nothing_is_filed', async () => {
  const twice = await entered(blanks[0], '25/11/2024 09:40');
  assert.match(twice.text, /đã dùng cho hồ sơ H26\.19-241125-\d{4}/);
  const unknown = await entered('TNDP-2024-77', '25/11/2024 09:40');
  assert.match(unknown.text, /Không có phiếu in sẵn nào mang số TNDP-2024-77/);
  const early = await entered(blanks[1], '25/11/2024 07:00');
  assert.match(early.text, /không thể đã dùng trước lúc đó/);
  const ahead = await entered(blanks[1], '25/11/2024 18:00');
  assert.match(ahead.text, /Không đọc được thời điểm nhận/);
});

await scenario('what_is_left_over_is_voided_with_a_reason_and_counted', async () => {
  refused(await api.call('void_blanks', { as: clerk.account, body: { codes: [blanks[0]], reason: 'Hỏng' } }), 409);
  await api.good('void_blanks', { as: clerk.account, body: { codes: [blanks[2]], reason: 'Viết hỏng' } });
  const page = await (await signedIn()).get('/counter/blanks');
  assert.match(page.text, /còn<?[^0-9]*1/);
  assert.ok(page.text.includes('Viết hỏng'));
  assert.match(page.text, /Tiếp nhận trên giấy hẹn in sẵn có đánh số: <strong>1<\/strong>/);
});

await scenario('a_stack_is_entered_in_one_screen_each_row_by_itself_and_nothing_typed_is_lost', async () => {
  // Printed now, at two, and filled in while the server was down once more
  const { codes } = await api.good('print_blanks', { as: clerk.account, body: { count: 3 } });
  await served.stop();
  await served.start({ clock: '2024-11-25T16:00+07:00' });
  api = await Api.at(served);
  await api.signInAll();
  const browser = await signedIn();
  const path = '/counter/blanks/entries';
  const first = await browser.get(path);
  const places = new Map([...first.text.matchAll(/name="(r\d+)\.blank" value="([^"]+)"/g)].map(([, row, code]) => [code, row]));
  assert.deepEqual([...places.keys()], [blanks[1], ...codes], 'those that lie on the counter, in the order of the pad');
  const rows = Object.fromEntries([...places].map(([code, row]) => [`${row}.blank`, code]));
  const [a, b, c] = codes.map((code) => places.get(code));
  const typed = {
    ...typedRow(a, { procedure: '1.005092', at: '14h30', name: 'Trần Thị Một' }),
    ...typedRow(b, { procedure: 'bản sao văn bằng từ sổ gốc', at: '15:00', name: 'Lê Văn Hai' }),
    ...typedRow(c, { procedure: 'thủ tục không có', at: 'sáng nay', name: 'Phạm Thị Ba' }),
  };
  const order = [...places.values()].map((row) => ['row', row.slice(1)]);
  const begun = /name="begun" value="([^"]+)"/.exec(first.text)[1];
  const asked = await browser.postAll(path, [...order, ...Object.entries({ ...rows, ...typed, begun, save: 'all' })]);
  assert.equal(asked.status, 422);
  for (const value of ['Trần Thị Một', 'Lê Văn Hai', 'Phạm Thị Ba', 'thủ tục không có', 'sáng nay', '14h30']) {
    assert.ok(asked.text.includes(`value="${value}"`), `${value} is lost`);
  }
  assert.match(asked.text, /Không có thủ tục nào nhận tại quầy khớp với “thủ tục không có”/);
  assert.ok(asked.text.includes(`name="${a}.opened" value="1.005092"`), 'what the procedure asks stands in the row now');
  const fields = { ...fieldsOf(asked.text), ...answersOf(a, '1.005092'), begun, save: a.slice(1) };
  const saved = await browser.postAll(path, [...order, ...Object.entries(fields)]);
  const row = rowOf(saved.text, codes[0]);
  const code = /H26\.19-241125-\d{4}/.exec(row)?.[0];
  assert.ok(code, row);
  assert.match(row, /nhận lúc <strong>[^<]*14:30[^<]*<\/strong> · ghi lúc <strong>[^<]*16:0/, 'both times');
  const dossier = await api.good('dossier', { path: { code }, as: clerk.account });
  assert.match(dossier.accepted, /^2024-11-25T14:30:00/);
  assert.ok(saved.text.includes('value="Phạm Thị Ba"') && saved.text.includes('value="sáng nay"'), 'the other rows stay');
  const again = await browser.postAll(path, [...order, ...Object.entries(fields)]);
  assert.ok(rowOf(again.text, codes[0]).includes(code), 'sent twice, entered once');
});

await scenario('a_clerk_accepts_by_the_api_as_of_the_time_on_the_paper', async () => {
  const body = { ...sampleBody('1.005092', 11), channel: 'counter' };
  body.late_entry = { ground: 'outage', happened: '2024-11-25T10:05:00+07:00' };
  const { code } = await api.good('file_dossier', { as: clerk.account, body });
  const path = { code };
  const early = { path, as: clerk.account, body: { happened: '2024-11-25T10:00:00+07:00' } };
  refused(await api.call('accept_dossier', early), 422, 'dossier.late_before_filing');
  const ahead = { path, as: clerk.account, body: { happened: '2030-01-01T10:00:00+07:00' } };
  refused(await api.call('accept_dossier', ahead), 422);
  await api.good('accept_dossier', { path, as: clerk.account, body: { happened: '2024-11-25T10:20:00+07:00' } });
  const dossier = await api.good('dossier', { path, as: clerk.account });
  assert.match(dossier.accepted, /^2024-11-25T10:20:00/);
  const now = await api.good('file_dossier', { as: clerk.account, body: { ...sampleBody('1.005092', 12), channel: 'counter' } });
  const late = { path: { code: now.code }, as: clerk.account, body: { happened: '2024-11-25T15:00:00+07:00' } };
  refused(await api.call('accept_dossier', late), 422, 'dossier.late_needs_ground');
});

await scenario('what_came_by_post_starts_its_clock_when_it_came', async () => {
  const body = { ...sampleBody('1.005092', 9), channel: 'post' };
  body.late_entry = { ground: 'post', happened: '2024-11-25T08:10:00+07:00' };
  const filed = await api.good('file_dossier', { as: clerk.account, body });
  assert.match(filed.intake_due, /^2024-11-26T08:10:00/);
  const officer = api.accounts.find((each) => each.role === 'officer');
  refused(await api.call('file_dossier', { as: officer.account, body }), 403);
  refused(await api.call('file_dossier', { body }), 401);
});

await scenario('the_record_of_that_day_holds', async () => {
  await served.stop();
  assert.equal(served.verified().faults?.length ?? 0, 0);
});

await served.end();

async function signedIn() {
  const browser = new Browser(served);
  await browser.signIn(clerk);
  return browser;
}

function typedRow(row, { procedure, at, name }) {
  return { [`${row}.procedure`]: procedure, [`${row}.at`]: at, [`${row}.applicant.name`]: name };
}

// What the procedure's own form asks, as a browser would send it from this row.
function answersOf(row, procedure) {
  const { answers } = sampleBody(procedure, 5);
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => [`${row}.answers.${name}`, String(value)]));
}

// Every field of a page with its value, as a browser sends them.
function fieldsOf(text) {
  const main = text.slice(text.indexOf('<main'));
  const fields = {};
  for (const [tag] of main.matchAll(/<input\b[^>]*>/g)) {
    const [, name] = /name="([^"]+)"/.exec(tag) ?? [];
    const box = /type="(checkbox|radio)"/.test(tag);
    if (!name || name === 'row' || (box && !/ checked/.test(tag))) continue;
    fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  for (const [, name, inside] of main.matchAll(/<select\b[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    fields[name] = /value="([^"]*)" selected/.exec(inside)?.[1] ?? '';
  }
  return fields;
}

function rowOf(text, blank) {
  return text.split('<section').find((each) => each.includes(`value="${blank}"`));
}

// The form of the counter, filled in and accepted, as of the time on the blank.
async function entered(blank, at) {
  const browser = await signedIn();
  const page = await browser.get(`/counter/1.005092?blank=${blank}`);
  const fields = Object.fromEntries([...page.text.matchAll(/name="(paper\.[^"]+)" value="true" checked/g)].map(([, name]) => [name, 'true']));
  const body = sampleBody('1.005092', 5);
  for (const part of ['applicant', 'answers']) {
    for (const [name, value] of Object.entries(body[part])) fields[`${part}.${name}`] = String(value);
  }
  Object.assign(fields, { late_ground: 'numbered_blank', late_at: at, late_blank: blank, duplicates_seen: 'true' });
  return browser.post('/counter/1.005092', { ...fields, begun: /name="begun" value="([^"]+)"/.exec(page.text)[1], act: 'accept' });
}
