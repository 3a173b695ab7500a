// An announcement decision from outside: one person prepares it, another approves it, the catalogue changes on its day
// without anybody doing anything, and a dossier that runs stays on the version it began with.
import assert from 'node:assert/strict';
import { scenario } from '../driving/telling.mjs';
import { Api } from '../driving/api.mjs';
import { file, openOffice, read, refused, step } from './office.mjs';

let api = await openOffice();
const maker = 'vanthu';
const checker = 'giamdoc';
const code = '2.001914';
const id = '2024-9901-qd-ubnd';

const decision = (lines) => ({
  number: '9901/QĐ-UBND',
  date: '2024-11-25',
  title: 'Công bố thủ tục hành chính sửa đổi, bị bãi bỏ',
  signer: 'Chủ tịch Ủy ban nhân dân Thành phố',
  in_force: '2024-12-02',
  mark: 'example',
  lines,
});
const limit = { amount: 3, unit: 'working_days', text: '03 ngày làm việc', mark: 'example' };
const amended = { code, action: 'amended', ground: 'Nghị định ví dụ', changes: { limit } };
const abolished = { code: '1.005074', action: 'abolished', ground: 'Nghị định ví dụ' };
const procedure = (on, of = code) => api.good('get_procedure', { path: { code: of }, query: { on } });

let running;
await scenario('who_prepares_a_decision_does_not_approve_it', async () => {
  running = await file(api, code);
  await step(api, running.code);
  await api.good('prepare_announcement', { as: maker, body: decision([amended, abolished]) });
  const body = { revision: 1 };
  refused(await api.call('approve_announcement', { as: maker, path: { id }, body }), 403);
  refused(await api.call('prepare_announcement', { as: 'motcua1', body: decision([abolished]) }), 403);
  assert.equal((await procedure('2024-12-02')).version, 1, 'nothing has changed yet');
  refused(await api.call('get_announcement', { path: { id } }), 404, 'procedure.unknown_announcement');
});

await scenario('before_it_is_approved_it_shows_which_running_dossiers_stay_on_their_version', async () => {
  const { effects } = await api.good('get_announcement', { as: checker, path: { id } });
  assert.deepEqual(effects[0], { code, action: 'amended', stays: [{ version: 1, cases: 1 }] });
  assert.deepEqual(effects[1].stays, []);
});

await scenario('once_another_has_approved_it_the_coming_change_is_told_and_today_stays_as_it_is', async () => {
  await api.good('approve_announcement', { as: checker, path: { id }, body: { revision: 1 } });
  assert.equal((await procedure('2024-12-01')).version, 1);
  const next = await procedure('2024-12-02');
  assert.equal(next.version, 2);
  assert.equal(next.limit.amount, 3);
  assert.equal(next.announced_by, '9901/QĐ-UBND');
  const page = await (await fetch(`${api.served.address}/procedures/1.005074`)).text();
  assert.match(page, /sẽ bị bãi bỏ từ 02\/12\/2024/);
  const { catalogue } = await api.good('today', { as: checker });
  const listed = await api.good('list_announcements', { query: { state: 'in_force' } });
  assert.equal(catalogue.announcements, listed.items.length);
});

await scenario('on_its_day_the_catalogue_is_as_it_says_by_itself_and_what_runs_stays_as_it_was', async () => {
  const before = await read(api, running);
  await api.served.stop();
  await api.served.start({ clock: '2024-12-02T08:30:00+07:00' });
  api = await Api.at(api.served);
  await api.signInAll();
  assert.equal((await procedure('2024-12-02')).version, 2);
  const over = await api.good('list_procedures', { query: { state: 'abolished' } });
  assert.ok(over.items.some((each) => each.code === '1.005074'));
  const withdrawal = await api.call('withdraw_announcement', { as: checker, path: { id }, body: { reason: 'x' } });
  refused(withdrawal, 409, 'procedure.announcement_acts');
  const after = await read(api, running);
  assert.deepEqual(after.statutory.first_due, before.statutory.first_due);
  const filed = await file(api, code, { seed: 2 });
  await step(api, filed.code);
  assert.notDeepEqual((await read(api, filed)).statutory.first_due, before.statutory.first_due);
  const { effects } = await api.good('get_announcement', { path: { id } });
  assert.deepEqual(effects[0].stays, [{ version: 1, cases: 1 }, { version: 2, cases: 1 }]);
});

await scenario('the_code_of_what_is_over_is_never_given_out_again', async () => {
  const body = { ...decision([{ ...abolished, action: 'introduced', version: 1 }]), number: '9902/QĐ-UBND', in_force: '2024-12-09' };
  const said = refused(await api.call('prepare_announcement', { as: maker, body }), 422, 'procedure.announcement_faulty');
  assert.ok(said.invalidParams.length > 0);
});

await scenario('the_catalogue_leaves_as_csv_json_and_schema_org', async () => {
  const get = (name) => fetch(`${api.served.address}/open/procedures.${name}`);
  const take = async (name) => (await get(name)).text();
  const octets = new Uint8Array(await (await get('csv')).arrayBuffer());
  assert.deepEqual([...octets.slice(0, 3)], [0xef, 0xbb, 0xbf], 'Excel is told that it is UTF-8');
  const csv = await take('csv');
  assert.match(csv.split('\r\n')[0], /code,name,kind,level,field/);
  const linked = JSON.parse(await take('jsonld'));
  const service = linked['@graph'].find((each) => each.identifier === code);
  assert.ok(service['@type'].includes('GovernmentService'));
  assert.equal(service['@id'], `/procedures/${code}`);
  assert.equal(JSON.parse(await take('json')).rows.length, linked['@graph'].length);
});

await api.served.end();
