// Who looked at whose personal data: on record before it is shown, once an hour, told to the supervisor and to the
// person, and to nobody whom the Gate does not let know.
import assert from 'node:assert/strict';
import { Api } from '../driving/api.mjs';
import { Browser } from '../driving/pages.mjs';
import { scenario } from '../driving/telling.mjs';
import { file, openOffice, refused } from './office.mjs';

const api = await openOffice();
const [clerk] = api.of('clerk');
const [officer] = api.of('officer');
const [supervisor] = api.of('supervisor');
const [leader] = api.of('leader');

const log = async (query = {}, as = supervisor) => (await api.good('readings', { as, query })).items;
const positionOf = (account) => api.accounts.find((each) => each.account === account).position;
const filed = await file(api, '1.005092');
const path = { code: filed.code };

async function trackedBy({ code, secret }) {
  const browser = new Browser(api.served);
  await browser.get('/tracking');
  return browser.post('/tracking', { code, secret });
}

await scenario('nobody_has_looked_at_a_dossier_that_nobody_opened', async () => {
  const page = await trackedBy(filed);
  assert.equal(page.status, 200);
  assert.match(page.text, /Ai đã xem hồ sơ của tôi/);
  assert.match(page.text, /Chưa có ai mở hồ sơ này/);
  assert.deepEqual(await log({ code: filed.code }), []);
});

await scenario('a_dossier_opened_in_office_is_on_the_log_once_an_hour_with_the_right_it_was_read_by', async () => {
  await api.good('dossier', { path, as: clerk });
  await api.good('dossier', { path, as: clerk });
  await api.good('dossier_events', { path, as: clerk });
  const entries = await log({ code: filed.code });
  assert.equal(entries.length, 1);
  const [entry] = entries;
  assert.equal(entry.position, positionOf(clerk));
  assert.equal(entry.act, 'dossier.read');
  assert.ok(entry.ground.length > 5, 'the right has its ground');
  assert.equal(entry.dossier, filed.code);
  assert.ok(entry.at.startsWith('2024-11-25T'));
});

await scenario('the_applicant_is_told_who_looked_and_by_what_right', async () => {
  const page = await trackedBy(filed);
  const [entry] = await log({ code: filed.code });
  const told = page.text.slice(page.text.indexOf('id="readings"'));
  assert.ok(told.includes(entry.position_title), told.slice(0, 1200));
  assert.ok(told.includes(entry.ground));
  assert.ok(told.includes(`#${entry.index}`));
});

await scenario('what_the_applicant_reads_is_not_on_the_log', async () => {
  await api.good('dossier', { path, secret: filed.secret });
  await trackedBy(filed);
  assert.equal((await log({ code: filed.code })).length, 1);
});

await scenario('a_search_is_one_entry_with_its_length_and_never_the_words_looked_for', async () => {
  const found = await api.good('search', { as: clerk, query: { q: 'Nguyễn' } });
  const dossiers = found.items.filter((each) => each.kind === 'dossier').length;
  const everything = await log();
  const searches = everything.filter((each) => each.list === 'search');
  assert.equal(searches.length, dossiers > 0 ? 1 : 0);
  for (const each of searches) {
    assert.deepEqual(each.asked_by, ['q']);
    assert.ok(each.entries >= dossiers);
  }
  assert.ok(!JSON.stringify(everything).includes('q=Ngu'));
});

await scenario('the_log_is_filtered_by_who_by_unit_and_by_day', async () => {
  assert.ok((await log({ who: positionOf(clerk) })).every((each) => each.position === positionOf(clerk)));
  assert.deepEqual(await log({ who: 'nobody of this name' }), []);
  assert.deepEqual(await log({ to: '2024-11-24' }), []);
  assert.ok((await log({ from: '2024-11-25', to: '2024-11-25' })).length > 0);
  refused(await api.call('readings', { as: supervisor, query: { from: 'yesterday' } }), 422);
});

await scenario('the_supervisors_own_readings_are_on_it_too', async () => {
  await api.good('dossier', { path, as: supervisor });
  const entries = await log({ code: filed.code });
  assert.ok(entries.some((each) => each.position === positionOf(supervisor)));
  assert.ok((await trackedBy(filed)).text.includes(entries[0].position_title));
});

await scenario('whoever_may_not_read_the_journal_does_not_see_the_log', async () => {
  refused(await api.call('readings', { as: officer }), 403);
  assert.ok((await log({}, leader)).length > 0, 'the director may');
});

await scenario('the_log_leaves_as_a_file_and_that_is_on_record', async () => {
  const browser = new Browser(api.served);
  await browser.signIn(api.accounts.find((each) => each.account === supervisor));
  const page = await browser.get('/readings');
  assert.equal(page.status, 200);
  assert.ok(page.text.includes(filed.code));
  const csv = await browser.get('/readings?format=csv');
  assert.match(csv.headers.get('content-type'), /csv/);
  assert.ok(csv.text.includes(filed.code));
  assert.match((await browser.get('/extracts')).text, /Nhật ký xem dữ liệu cá nhân/);
});

await scenario('after_a_restart_within_the_hour_nothing_is_noted_twice', async () => {
  const before = (await log({ code: filed.code })).length;
  const { served } = api;
  await served.stop();
  await served.start({ clock: '2024-11-25T09:30+07:00' });
  const again = await Api.at(served);
  await again.signInAll();
  await again.good('dossier', { path, as: supervisor });
  assert.equal((await again.good('readings', { as: supervisor, query: { code: filed.code } })).items.length, before);
});

await api.served.stop();
