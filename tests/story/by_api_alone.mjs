// Each procedure of the reference pack from filing to its result by API alone, and what happens on the way when
// somebody asks, corrects, refuses, withdraws, comes second or has no authority.
import assert from 'node:assert/strict';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { actOf, carryOn, dutyOf, file, openOffice, procedures, read, refused, refusedToWhom, step } from './office.mjs';

const api = await openOffice();
const [clerk, otherClerk] = api.of('clerk');
const [supervisor] = api.of('supervisor');

for (const procedure of procedures) {
  await scenario(`by_api_alone_${procedure}_goes_from_filing_to_its_result`, async () => {
    const filed = await file(api, procedure);
    const done = await carryOn(api, filed.code);
    const whole = await read(api, filed);
    assert.equal(whole.state, 'returned', `after ${done.map((each) => each.duty.step)}`);
    assert.equal(whole.statutory.standing, 'done_on_time');
    assert.ok(whole.documents.length > 0 && whole.documents.every((document) => document.number));
    const { items } = await api.good('dossier_events', { path: { code: filed.code }, secret: filed.secret });
    assert.ok(items.some((event) => event.index === filed.index && event.type === 'dossier.filed'));
    assert.deepEqual(items.map((event) => event.index), items.map((event) => event.index).sort((a, b) => a - b));
  });
}

await scenario('what_is_missing_is_asked_once_and_brought_with_the_secret', async () => {
  const filed = await file(api, '2.001914');
  const path = { code: filed.code };
  const { duty } = await dutyOf(api, filed.code, [clerk]);
  const asking = { items: ['Bản sao rõ nét hơn'], reason: 'Bản chụp bị mờ, không đọc được số hiệu' };
  const asked = await api.act(actOf(duty, 'dossier.request_supplement'), { as: clerk, body: asking });
  assert.equal(asked.status, 201, asked.text);
  assert.ok(asked.body.slip);
  const brought = { note: 'Gửi lại bản rõ' };
  refused(await api.call('bring_supplement', { path, body: brought }), 403, 'dossier.secret_wrong');
  const given = await api.call('bring_supplement', { path, body: brought, secret: filed.secret });
  assert.equal(given.status, 201, given.text);
  const [supplement] = (await read(api, filed)).supplements;
  assert.ok(supplement.asked <= supplement.given);
  assert.equal((await api.call('accept_dossier', { path, as: clerk, body: {} })).status, 201);
  refused(await api.call('request_supplement', { path, as: clerk, body: asking }), 409);
});

await scenario('a_pause_has_its_ground_and_ends_by_a_resumption', async () => {
  const filed = await file(api, '1.005074');
  const path = { code: filed.code };
  const paused = await untilOffered(filed.code, 'dossier.pause');
  const act = actOf(paused.duty, 'dossier.pause');
  const unknown = { ground: 'tired', note: 'Chưa làm kịp' };
  refused(await api.act(act, { as: paused.as, body: unknown }), 422);
  const body = { ground: 'force_majeure', note: 'Bão số 3 làm ngập trụ sở' };
  assert.equal((await api.act(act, { as: paused.as, body })).status, 201);
  assert.equal((await read(api, filed)).statutory.standing, 'paused');
  assert.equal((await api.call('resume_clock', { path, as: paused.as })).status, 201);
  const whole = await read(api, filed);
  assert.equal(whole.statutory.standing, 'on_time');
  assert.equal(whole.pauses.length, 1);
  assert.ok(whole.pauses[0].from <= whole.pauses[0].to);
});

await scenario('a_correction_has_its_ground_and_both_values_stay_known', async () => {
  const filed = await file(api, '1.005092');
  const found = await untilOffered(filed.code, 'dossier.correct');
  const changes = [{ path: 'applicant.phone', to: '0900111222' }];
  const body = { ground: 'typing_error', changes, note: 'Nhập nhầm số điện thoại so với đơn' };
  const act = actOf(found.duty, 'dossier.correct');
  assert.equal((await api.act(act, { as: found.as, body })).status, 201);
  assert.equal((await read(api, filed)).applicant.phone, '0900111222');
  const { items } = await api.good('dossier_events', { path: { code: filed.code }, secret: filed.secret });
  assert.ok(items.some((event) => event.type === 'dossier.corrected'));
});

await scenario('a_refusal_at_intake_has_its_ground_and_ends_it', async () => {
  const filed = await file(api, '1.005092');
  const path = { code: filed.code };
  const { duty } = await dutyOf(api, filed.code, [clerk]);
  const act = actOf(duty, 'dossier.refuse');
  const wrong = { ground: 'bad_mood', reason: 'Không nhận' };
  refused(await api.act(act, { as: clerk, body: wrong }), 422);
  const body = { ground: 'not_competent', reason: 'Bằng do cơ sở khác cấp' };
  assert.equal((await api.act(act, { as: clerk, body })).status, 201);
  const whole = await read(api, filed);
  assert.equal(whole.ground, 'not_competent');
  assert.ok(whole.closed);
  assert.equal(await dutyOf(api, filed.code), null, 'nobody has anything left to do');
  refused(await api.call('accept_dossier', { path, as: otherClerk, body: {} }), 409);
});

await scenario('the_applicant_withdraws_with_the_secret_alone', async () => {
  const filed = await file(api, '2.001914', { seed: 2 });
  const path = { code: filed.code };
  const body = { ground: 'applicant_request', reason: 'Tôi không cần nữa' };
  refused(await api.call('withdraw_dossier', { path, body }), 403, 'dossier.secret_wrong');
  assert.equal((await api.call('withdraw_dossier', { path, body, secret: filed.secret })).status, 201);
  assert.equal((await read(api, filed)).state, 'withdrawn');
  assert.equal(await dutyOf(api, filed.code), null);
});

await scenario('who_comes_second_is_told_who_was_first', async () => {
  const filed = await file(api, '1.005092', { seed: 3 });
  const acts = await Promise.all(
    [clerk, otherClerk].map(async (as) => actOf((await dutyOf(api, filed.code, [as])).duty, 'duty.accept')));
  assert.equal((await api.act(acts[0], { as: clerk })).status, 201);
  const second = refused(await api.act(acts[1], { as: otherClerk }), 409);
  assert.ok(second.who, `nobody is named as the first: ${JSON.stringify(second)}`);
  assert.ok(second.detail.includes(second.who), 'and people read it in the sentence');
});

await scenario('of_64_who_accept_at_once_one_is_first', async () => {
  const filed = await file(api, '1.005092', { seed: 10 });
  const clerks = [clerk, otherClerk];
  const path = { code: filed.code };
  const accepting = Array.from({ length: 64 }, (_, each) =>
    api.call('accept_dossier', { path, as: clerks[each % clerks.length], body: {} }));
  const replies = await Promise.all(accepting);
  const first = replies.filter((reply) => reply.status === 201);
  assert.equal(first.length, 1);
  for (const reply of replies) if (reply !== first[0]) refused(reply, 409);
});

await scenario('the_supervisor_sees_all_and_changes_nothing', async () => {
  const filed = await file(api, '1.005092', { seed: 4 });
  const path = { code: filed.code };
  assert.equal((await api.good('dossier', { path, as: supervisor })).code, filed.code);
  assert.ok((await api.good('dossier', { path, as: supervisor })).applicant.name);
  assert.deepEqual(await api.duties(supervisor), []);
  const { duty } = await dutyOf(api, filed.code, [clerk]);
  const bodies = {
    'dossier.refuse': { ground: 'not_competent', reason: 'Thử' },
    'dossier.request_supplement': { items: ['Thử'], reason: 'Thử' },
    'dossier.correct': { ground: 'typing_error', changes: [{ path: 'applicant.name', to: 'Khác' }], note: 'Thử' },
    'duty.hand_over': { to: 'MC2', reason: 'Thử' },
    'dossier.withdraw': { ground: 'applicant_request', reason: 'Thử' },
  };
  for (const act of duty.acts) refusedToWhom(await api.act(act, { as: supervisor, body: bodies[act.name] }));
  assert.equal((await read(api, filed)).state, 'filed');
});

await scenario('every_refusal_of_authority_says_who_could', async () => {
  const filed = await file(api, '2.001914', { seed: 5 });
  const path = { code: filed.code };
  const [officer] = api.of('officer');
  for (const as of [officer, ...api.of('citizen'), ...api.of('leader'), ...api.of('administrator')]) {
    refusedToWhom(await api.call('accept_dossier', { path, as, body: {} }));
  }
  refused(await api.call('accept_dossier', { path, body: {} }), 401);
});

await scenario('wrong_secrets_are_refused_and_then_throttled', async () => {
  const filed = await file(api, '1.005092', { seed: 6 });
  const path = { code: filed.code };
  const wrong = filed.secret === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
  let reply;
  for (let tries = 0; tries < 12; tries += 1) {
    reply = await api.call('dossier', { path, secret: wrong });
    if (reply.status === 429) break;
    refused(reply, 403, 'dossier.secret_wrong');
  }
  refused(reply, 429, 'page.too_many');
  assert.ok(Number(reply.headers.get('retry-after')) > 0);
  // Of another dossier nobody has tried anything
  assert.equal((await read(api, await file(api, '1.005092', { seed: 7 }))).state, 'filed');
});

await scenario('without_a_secret_only_state_and_due_time_are_told', async () => {
  const filed = await file(api, '1.005092', { seed: 8 });
  const path = { code: filed.code };
  assert.deepEqual(Object.keys(await api.good('dossier', { path })).sort(), ['code', 'due', 'procedure', 'state']);
  refused(await api.call('dossier_events', { path }), 401, 'dossier.secret_needed');
});

await scenario('a_repeated_key_gives_the_same_bytes_after_a_restart_too', async () => {
  const body = sampleBody('1.005092', 9);
  const key = 'the-same-key';
  const first = await api.call('file_dossier', { body, key });
  const again = await api.call('file_dossier', { body, key });
  assert.equal(first.status, 201);
  assert.deepEqual([again.status, again.text], [first.status, first.text]);
  const other = { ...body, applicant: { ...body.applicant, name: 'Trần Văn Khác' } };
  refused(await api.call('file_dossier', { body: other, key }), 422);
  await api.served.stop();
  await api.served.start({ clock: '2024-11-25T10:30+07:00' });
  const later = await api.call('file_dossier', { body, key });
  assert.deepEqual([later.status, later.text], [first.status, first.text]);
  refused(await api.call('file_dossier', { body: other, key }), 422);
  assert.equal((await read(api, first.body)).state, 'filed');
});

await scenario('after_all_of_this_the_record_verifies', async () => {
  const { events, faults } = api.served.verified();
  assert.equal(faults, 0);
  assert.ok(events > 100);
});

await api.served.end();

// On with a dossier until somebody's duty offers this act.
async function untilOffered(code, name) {
  for (let steps = 0; steps < 20; steps += 1) {
    const found = await dutyOf(api, code);
    assert.ok(found, `nobody was ever offered ${name}`);
    if (found.duty.acts.some((act) => act.name === name)) return found;
    await step(api, code);
  }
  throw new Error(`nobody was offered ${name}`);
}
