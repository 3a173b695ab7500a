// A day at the office, from opening to the evening: eight people, 120 dossiers, somebody who falls ill at noon and a
// server that loses its power over lunch. At the end nothing lies: every duty has somebody whose work it is, and every
// clock says what the counting rule says, reckoned here by a program of its own.
import assert from 'node:assert/strict';
import { filled } from '../driving/api.mjs';
import { scenario } from '../driving/telling.mjs';
import { actOf, file, openOffice, read } from './office.mjs';

const people = ['motcua1', 'motcua2', 'chuyenvien.qlt1', 'chuyenvien.qlt2', 'chuyenvien.gdpt1', 'truongphong.qlt',
  'truongphong.gdpt', 'phogiamdoc1'];
const ill = 'chuyenvien.qlt1';
const stand_in = 'chuyenvien.qlt2';
const limits = { '1.005092': 0, '2.001914': 5, '1.005074': 20 };
// Of twelve who come, in the order in which they come: mostly copies, some corrections, a school now and then
const arriving = ['1.005092', '1.005092', '2.001914', '1.005092', '1.005092', '1.005074', '1.005092', '1.005092',
  '2.001914', '1.005092', '1.005092', '1.005092'];
const opening = '2024-11-25T08:00+07:00';
const afternoon = '2024-11-25T13:00+07:00';
const hour = 3600;
const forward = ['dossier.accept', 'dossier.return_result', 'duty.complete'];

const api = await openOffice({ clock: opening });
const position = Object.fromEntries(api.accounts.map((each) => [each.account, each.position]));
const dossiers = [];

await scenario('day_at_the_office_the_morning_brings_72_and_most_move_on', async () => {
  await arrive(72);
  // Not every dossier is good: some lack something, some are for others, some think better of it
  await asks(dossiers.slice(0, 5));
  await refuses(dossiers.slice(5, 8));
  await withdraw(dossiers.slice(8, 11));
  for (const who of ['motcua1', 'motcua2']) await works(who, 30);
  // The one who will fall ill takes work first
  const taken = await takes(ill, 6);
  assert.equal(taken.length, 6);
  for (const who of people.slice(3)) await works(who, 8);
  await pauses(2);
  assert.ok((await states()).get('handling') >= 20, [...(await states())].join('; '));
});

await scenario('day_at_the_office_the_server_loses_its_power_and_nothing_else', async () => {
  const before = await whole();
  api.served.process.kill('SIGKILL');
  await api.served.ended;
  await api.served.start({ clock: afternoon });
  await api.signInAll();
  const after = await whole();
  for (const [code, was] of before) assert.deepEqual(lasting(after.get(code)), lasting(was), code);
});

await scenario('day_at_the_office_the_absent_ones_work_is_in_the_list_of_who_stands_in', async () => {
  const lying = (await api.duties(ill)).filter((duty) => duty.holder === position[ill]).map((duty) => duty.id);
  assert.equal(lying.length, 6);
  const body = { absent: position[ill], substitute: position[stand_in], from: '2024-11-25', to: '2024-11-26',
    manner: '', article: 'Đơn xin nghỉ ốm ngày 25/11/2024' };
  const named = await api.call('name_substitute', { as: 'truongphong.qlt', body });
  assert.equal(named.status, 201, named.text);
  const listed = new Set((await api.duties(stand_in)).map((duty) => duty.id));
  assert.ok(lying.every((id) => listed.has(id)), 'all that the absent one had');
  const [first] = (await api.duties(stand_in)).filter((duty) => duty.id === lying[0]);
  const act = first.acts.find((each) => forward.includes(each.name));
  assert.equal((await api.act(act, { as: stand_in, body: filled(act.schema) })).status, 201);
  const { items } = await api.good('dossier_events', { path: { code: first.code }, as: 'truongphong.qlt' });
  const done = items.filter((event) => event.type === 'duty.completed').at(-1);
  assert.equal(done.position, position[stand_in], 'who did it');
});

await scenario('day_at_the_office_the_afternoon_brings_48_more', async () => {
  await arrive(48);
  for (const dossier of dossiers.slice(0, 5)) await brings(dossier);
  await resumes();
  for (let round = 0; round < 4; ++round) {
    for (const who of people) if (who !== ill) await works(who, 25);
  }
  assert.ok((await states()).get('returned') >= 20, [...(await states())].join('; '));
});

await scenario('day_at_the_office_ends_with_every_duty_held', async () => {
  const lists = new Map();
  for (const { account } of api.accounts) for (const duty of await api.duties(account)) lists.set(duty.id, duty);
  const open = [...(await whole())].filter(([, dossier]) => !dossier.closed && dossier.state !== 'returned');
  assert.ok(open.length > 10, `${open.length} are still open`);
  for (const [code, dossier] of open) {
    assert.ok(dossier.holders.length > 0, `${code} (${dossier.state}) lies with nobody`);
    if (dossier.state === 'supplement_requested') continue;
    assert.ok([...lists.values()].some((duty) => duty.code === code), `${code} is in nobody's list`);
  }
  for (const duty of lists.values()) {
    assert.ok(duty.holder || duty.unit, `${duty.code}: ${duty.step} has neither holder nor unit`);
    assert.ok(duty.work && duty.product && duty.due, `${duty.code}: ${duty.step} is not clear: ${JSON.stringify(duty)}`);
  }
});

await scenario('day_at_the_office_ends_with_every_clock_right', async () => {
  let counted = 0;
  for (const [code, dossier] of await whole()) {
    // After a supplement an intake of its own begins with the answer
    const begun = dossier.supplements[0]?.given ?? dossier.filed;
    assert.equal(dossier.intake.first_due, stamp(afterWorking(second(begun), 8 * hour)), `${code}: intake`);
    if (!dossier.accepted) continue;
    counted += 1;
    const days = limits[dossier.procedure];
    const first = closingAfter(dossier.accepted, days);
    assert.equal(dossier.statutory.first_due, stamp(first), `${code}: first`);
    // Counting begins on the day after acceptance: what stood before adds nothing
    const accepted = second(dossier.accepted);
    const begins = accepted - (accepted % (24 * hour)) + 24 * hour;
    const stood = dossier.pauses.filter((pause) => pause.to)
      .reduce((sum, pause) => sum + workingBetween(Math.max(second(pause.from), begins), second(pause.to)), 0);
    const running = dossier.pauses.some((pause) => !pause.to);
    if (!running) assert.equal(dossier.statutory.due, stamp(afterWorking(first, stood)), `${code}: present`);
  }
  assert.ok(counted >= 90, `${counted} were accepted`);
});

await scenario('day_at_the_office_leaves_a_record_without_a_fault', async () => {
  assert.equal(dossiers.length, 120);
  await api.served.stop();
  const verified = api.served.verified();
  assert.equal(verified.faults, 0);
});

await api.served.end();

async function arrive(many) {
  for (let each = 0; each < many; ++each) {
    const number = dossiers.length;
    const procedure = arriving[number % arriving.length];
    dossiers.push({ procedure, ...(await file(api, procedure, { seed: 100 + number })) });
  }
}

// What everybody can see of all dossiers.
async function whole() {
  const found = new Map();
  for (const dossier of dossiers) found.set(dossier.code, await read(api, dossier));
  return found;
}

async function states() {
  const counts = new Map();
  for (const { state } of (await whole()).values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

// What a stop of the server may not touch.
function lasting({ state, code, filed, accepted, pauses, supplements, documents, holders, statutory, intake }) {
  return { state, code, filed, accepted, pauses, supplements, documents, holders, intake: intake.due,
    due: statutory?.due };
}

// Carries up to `most` of the duties in a person's list one step on.
async function works(who, most) {
  let done = 0;
  for (const duty of await api.duties(who)) {
    if (done === most) break;
    const act = duty.acts.find((each) => forward.includes(each.name));
    if (!act) continue;
    const reply = await api.act(act, { as: who, body: filled(act.schema) });
    assert.equal(reply.status, 201, `${act.name} of ${duty.code} by ${who}: ${reply.text}`);
    done += 1;
  }
  return done;
}

async function takes(who, most) {
  const taken = [];
  for (const duty of await api.duties(who)) {
    const act = duty.acts.find((each) => each.name === 'duty.accept');
    if (!act || taken.length === most) continue;
    assert.equal((await api.act(act, { as: who, body: {} })).status, 201);
    taken.push(duty);
  }
  return taken;
}

async function atIntake(dossier) {
  return (await api.duties('motcua1')).find((duty) => duty.code === dossier.code);
}

async function asks(some) {
  const body = { items: ['Bản chụp rõ nét'], reason: 'Bản chụp bị mờ, không đọc được' };
  for (const dossier of some) {
    const act = actOf(await atIntake(dossier), 'dossier.request_supplement');
    assert.equal((await api.act(act, { as: 'motcua1', body })).status, 201);
  }
}

async function brings(dossier) {
  const body = { note: 'Gửi lại bản rõ' };
  const reply = await api.call('bring_supplement', { path: { code: dossier.code }, body, secret: dossier.secret });
  assert.equal(reply.status, 201, reply.text);
}

async function refuses(some) {
  const body = { ground: 'not_competent', reason: 'Văn bằng do cơ sở khác cấp' };
  for (const dossier of some) {
    const act = actOf(await atIntake(dossier), 'dossier.refuse');
    assert.equal((await api.act(act, { as: 'motcua1', body })).status, 201);
  }
}

async function withdraw(some) {
  const body = { ground: 'applicant_request', reason: 'Tôi không cần nữa' };
  for (const { code, secret } of some) {
    assert.equal((await api.call('withdraw_dossier', { path: { code }, body, secret })).status, 201);
  }
}

// Stops the clock of up to `most` dossiers that somebody handles.
async function pauses(most) {
  let stopped = 0;
  for (const who of people.slice(2)) {
    for (const duty of await api.duties(who)) {
      const act = duty.acts.find((each) => each.name === 'dossier.pause');
      if (!act || stopped === most || duty.procedure === '1.005092') continue;
      const body = { ground: 'force_majeure', note: 'Mất điện toàn khu vực' };
      const reply = await api.act(act, { as: who, body });
      assert.equal(reply.status, 201, reply.text);
      const dossier = dossiers.find((each) => each.code === duty.code);
      Object.assign(dossier, { stoppedBy: who });
      stopped += 1;
    }
  }
  assert.equal(stopped, most, 'somebody has a dossier whose clock may stop');
}

async function resumes() {
  for (const { code, stoppedBy } of dossiers.filter((each) => each.stoppedBy)) {
    assert.equal((await api.call('resume_clock', { path: { code }, as: stoppedBy })).status, 201);
  }
}

// The counting rule once more, in seconds of local time; no day off lies within these weeks but Saturday and Sunday.
function second(instant) {
  return Date.parse(instant) / 1000 + 7 * hour;
}

function stamp(local) {
  return new Date(local * 1000).toISOString().replace('.000Z', '+07:00');
}

function worksIn(local) {
  const weekday = (Math.floor(local / (24 * hour)) + 4) % 7;
  const time = local % (24 * hour);
  return weekday !== 0 && weekday !== 6 &&
    ((time >= 8 * hour && time < 12 * hour) || (time >= 13 * hour && time < 17 * hour));
}

function workingBetween(from, to) {
  let sum = 0;
  for (let local = from; local < to; ++local) if (worksIn(local)) sum += 1;
  return sum;
}

// The instant at which so many working seconds have passed since; the earlier closing where it falls between two.
function afterWorking(from, amount) {
  let local = from;
  for (let left = amount; left > 0; ++local) if (worksIn(local)) left -= 1;
  return local;
}

// The closing of the so-manieth working day after; of the same day for a limit "in the day" before its cut-off.
function closingAfter(accepted, days) {
  const local = second(accepted);
  const start = local - (local % (24 * hour));
  if (days === 0) return start + 17 * hour;
  return afterWorking(start + 24 * hour, days * 8 * hour);
}
