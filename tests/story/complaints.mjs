// What users of other such systems complain of, told as scenarios of this one. Each names the threads it answers.
import assert from 'node:assert/strict';
import { filled } from '../driving/api.mjs';
import { Browser } from '../driving/pages.mjs';
import { command, pack, sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { actOf, dutyOf, file, openOffice, read, refused, refusedToWhom, step } from './office.mjs';

const api = await openOffice({ demo: 25 });
const [clerk] = api.of('clerk');
const names = api.accounts.map((each) => each.account);

// open-zaak/open-zaak#747, #885; VNG-Realisatie/gemma-zaken#1953: a pause is a mark that moves no date
await scenario('a_pause_is_an_interval_and_the_due_time_moves_by_it', async () => {
  const filed = await file(api, '1.005074', { seed: 21 });
  const path = { code: filed.code };
  const found = await offered(filed.code, 'dossier.pause');
  const body = { ground: 'force_majeure', note: 'Mưa lũ, trụ sở không làm việc được' };
  await api.act(actOf(found.duty, 'dossier.pause'), { as: found.as, body });
  await api.served.stop();
  await api.served.start({ clock: '2024-11-28T10:00+07:00' });
  await api.signInAll();
  assert.equal((await api.call('resume_clock', { path, as: found.as })).status, 201);
  const { statutory, pauses, accepted } = await read(api, filed);
  assert.ok(statutory.due > statutory.first_due, 'later than it was first');
  const pause = ['--pause', `${pauses[0].from}..${pauses[0].to}`];
  assert.equal(statutory.due, reckoned(accepted, ['--days', '20', ...pause]).due);
});

// VNG-Realisatie/gemma-zaken#436: where is the date of suspension, and who counts working days?
await scenario('a_clock_explains_itself_and_the_calculator_agrees', async () => {
  const limits = { '1.005092': 0, '2.001914': 5, '1.005074': 20 };
  for (const [procedure, days] of Object.entries(limits)) {
    const filed = await file(api, procedure, { seed: 22 });
    await step(api, filed.code);
    const { accepted, statutory } = await read(api, filed);
    const counted = reckoned(accepted, ['--days', String(days)]);
    assert.equal(statutory.first_due, counted.due, procedure);
    assert.ok(statutory.explanation.length > 0 && statutory.explanation.every((line) => line.text));
    assert.equal(statutory.explanation.length, counted.explanation.length);
  }
});

// opencrvs/opencrvs-core#10208: what a PC with a wrong clock or zone sent cannot be registered for a day
await scenario('a_clients_clock_decides_nothing', async () => {
  const dues = [];
  for (const skew of [-26, 0, 26]) {
    const date = new Date(Date.now() + skew * 3_600_000).toUTCString();
    const filed = await file(api, '1.005092', { seed: 30 + skew, headers: { date } });
    dues.push(Date.parse(filed.intake_due));
    const accepted = await api.call('accept_dossier', { path: { code: filed.code }, as: clerk, body: {} });
    assert.equal(accepted.status, 201, accepted.text);
  }
  assert.ok(Math.max(...dues) - Math.min(...dues) < 60_000);
  const body = { ...sampleBody('1.005092', 23), claimed: '2024-11-20T08:00:00+07:00' };
  refused(await api.call('file_dossier', { body, unchecked: true }), 422);
});

// VietOpenCPS/opencps#1280: nobody can say how "overdue" was counted
await scenario('each_figure_opens_to_the_dossiers_that_make_it', async () => {
  const [leader] = api.of('leader');
  const { figures } = await api.good('today', { as: leader });
  assert.deepEqual(figures.map((each) => each.name), ['on_time', 'due_soon', 'overdue', 'waiting']);
  for (const { name, value, open } of figures) {
    const behind = await pieces('today_figure', { as: leader, path: { figure: open.split('/').at(-1) } });
    if (name === 'on_time') {
      const kept = behind.filter((line) => line.on_time).length;
      assert.equal(value, behind.length === 0 ? null : Math.round((kept / behind.length) * 1000) / 10);
    } else {
      assert.equal(value, behind.length, name);
    }
    for (const { code } of name === 'overdue' ? behind : []) {
      const whole = await api.good('dossier', { as: leader, path: { code } });
      assert.equal((whole.statutory ?? whole.intake).standing, 'overdue', code);
    }
  }
});

// department-of-veterans-affairs/caseflow#15090, #7973, #9236; mojaloop/fraud_risk_management#56: work is handed over
// with a reason, both lists change, and the trail says so
await scenario('work_is_handed_over_with_a_reason_and_both_lists_change', async () => {
  const filed = await file(api, '1.005092', { seed: 24 });
  await step(api, filed.code);
  const { duty } = await dutyOf(api, filed.code);
  const holders = [];
  for (const as of names) if (await lists(as, duty.id)) holders.push(as);
  const first = api.accounts.find((each) => holders.includes(each.account) && each.role === 'officer');
  assert.equal((await api.act(actOf(duty, 'duty.accept'), { as: first.account })).status, 201);
  const act = { method: 'POST', path: `/api/v1/duties/${duty.id}/handovers` };
  const reason = 'Đồng chí được giao nghỉ phép từ ngày mai';
  const told = refused(await api.act(act, { as: first.account, body: { to: 'NOBODY', reason } }), 422);
  const to = told.allowed.split(', ').find((position) => position !== first.position);
  refused(await api.act(act, { as: first.account, body: { to, reason: '' }, unchecked: true }), 422);
  assert.equal((await api.act(act, { as: first.account, body: { to, reason } })).status, 201);
  const second = api.accounts.find((each) => each.position === to).account;
  assert.equal(await lists(first.account, duty.id), false, 'gone from the first');
  assert.equal(await lists(second, duty.id), true, 'there at the second');
  const { items } = await api.good('dossier_events', { path: { code: filed.code }, secret: filed.secret });
  const trail = items.find((event) => event.type === 'duty.handed_over');
  assert.equal(trail.position, first.position);
});

// opencrvs/opencrvs-core#9783, #11755, #4947, #13406: worklists that show what is not there, and hide what is
await scenario('in_the_list_is_the_same_as_may_act', async () => {
  const inList = new Map();
  for (const as of names) inList.set(as, new Map((await api.duties(as)).map((duty) => [duty.id, duty])));
  const standing = new Set([...inList.values()].flatMap((list) => [...list.keys()]));
  assert.ok(standing.size > 5, `${standing.size} duties stand`);
  for (const [as, list] of inList) {
    for (const id of standing) {
      if (list.has(id)) assert.ok(list.get(id).acts.length > 0, `${as} sees ${id} and may do nothing`);
      else await refusedAct(as, id);
    }
  }
  for (const [as, list] of inList) {
    const [duty] = (await api.duties(as)).filter((each) => list.has(each.id));
    for (const act of duty?.acts ?? []) await notForbidden(as, duty.id, act.name);
  }
});

// open-formulieren/open-forms#302, #3626; govuk-design-system-backlog#104: answers lost on a fault, a pause, another
// device, another language
await scenario('what_was_typed_is_kept_whatever_happens', async () => {
  const citizen = api.accounts.find((each) => each.role === 'citizen');
  const path = '/procedures/1.005092/filing';
  const here = new Browser(api.served);
  await here.signIn(citizen);
  await here.get(path);
  const typed = {
    'answers.holder_name': 'Đỗ Thị Ngọc Ánh',
    'answers.graduation_year': 'hai nghìn',
    'answers.copies': '3',
  };
  const faulty = await here.post(path, { ...typed, action: 'check' }, { upload: true });
  assert.equal(faulty.status, 422);
  keeps(faulty.text, typed);
  keeps((await here.get(path)).text, typed);
  await api.served.stop();
  await api.served.start({ clock: '2024-11-29T08:30+07:00' });
  const elsewhere = new Browser(api.served);
  await elsewhere.signIn(citizen);
  keeps((await elsewhere.get(`${path}?lang=en`)).text, typed);
  await api.signInAll();
});

// VietOpenCPS/opencps-v2#1514, #737: public tracking finds nothing, and between two desks a dossier is nowhere
await scenario('tracking_finds_a_dossier_from_its_filing_to_its_end', async () => {
  const filed = await file(api, '1.005092', { seed: 25 });
  const browser = new Browser(api.served);
  const tracked = async () => {
    await browser.get('/tracking');
    const page = await browser.post('/tracking', { code: filed.code, secret: filed.secret });
    assert.equal(page.status, 200);
    assert.ok(page.text.includes(filed.code));
    return read(api, filed);
  };
  await tracked();
  while (await step(api, filed.code)) {
    const whole = await tracked();
    assert.ok(whole.state === 'returned' || whole.holders.length > 0, `${whole.state}: nobody has it`);
  }
  assert.equal((await tracked()).state, 'returned');
});

// mapbox/carmen#611, nukeviet/nukeviet#1727, homielab/giapha-os#33: search without tone marks, đ, where the mark sits
await scenario('search_needs_no_tone_marks', async () => {
  const apart = 'cấp bản sao'.normalize('NFD');
  const asked = ['Cấp bản sao văn bằng', 'cap ban sao van bang', 'BẰNG sao', 'bang  SAO', apart];
  for (const q of asked) {
    const { items } = await api.good('list_procedures', { query: { q } });
    assert.equal(items[0]?.code, '1.005092', q);
  }
  const body = sampleBody('1.005092', 26);
  body.applicant.name = 'Đường Thị Hòa';
  const filed = await api.good('file_dossier', { body });
  const desk = new Browser(api.served);
  await desk.signIn(api.accounts.find((each) => each.account === clerk));
  for (const q of ['Đường Thị Hòa', 'duong thi hoa', 'Đường Thị Hoà', 'ĐƯỜNG']) {
    const page = await desk.get(`/dossiers?${new URLSearchParams({ q })}`);
    assert.ok(page.text.includes(filed.code), `the register finds nothing for ${q}`);
    const { items } = await api.good('search', { as: clerk, query: { q } });
    assert.ok(items.some((item) => item.title.includes(filed.code)), `search finds nothing for ${q}`);
  }
  const last = filed.code.slice(-4);
  const { items } = await api.good('search', { as: clerk, query: { q: last, kind: 'dossier' } });
  assert.ok(items.some((item) => item.title.includes(filed.code)), `search finds nothing for ${last}`);
  const whole = await desk.get(`/search?q=${filed.code}`);
  assert.ok(whole.text.includes(`<title>${filed.code} · `), 'a whole code opens its dossier');
});

await api.served.end();

function reckoned(from, words) {
  return JSON.parse(command('calendar', 'due', '--pack', pack, '--from', from, ...words, '--json'));
}

// All pieces of a list.
async function pieces(id, options) {
  const found = [];
  let query = { limit: '200' };
  while (query) {
    const { items, next } = await api.good(id, { ...options, query });
    found.push(...items);
    query = next ? Object.fromEntries(new URL(next, api.served.address).searchParams) : null;
  }
  return found;
}

async function lists(as, id) {
  return (await api.duties(as)).some((duty) => duty.id === id);
}

async function offered(code, name) {
  for (let found = await dutyOf(api, code); found; found = await dutyOf(api, code)) {
    if (found.duty.acts.some((act) => act.name === name)) return found;
    await step(api, code);
  }
  throw new Error(`nobody was offered ${name}`);
}

// Whoever does not see a duty cannot take it: another has it, or it is not theirs and they are told whose.
async function refusedAct(as, id) {
  const reply = await api.call('duty_acceptances', { as, path: { id } });
  if (reply.status !== 409) refusedToWhom(reply);
}

// An act that is listed may fail for what it says, never for who asks. Looked up anew: an act before it changed much.
async function notForbidden(as, id, name) {
  const duty = (await api.duties(as)).find((each) => each.id === id);
  const act = duty?.acts.find((each) => each.name === name);
  if (!act) return;
  const reply = await api.act(act, { as, body: filled(act.schema) });
  assert.ok([201, 422].includes(reply.status), `${name} by ${as}: ${reply.text}`);
}

function keeps(page, typed) {
  for (const [name, value] of Object.entries(typed)) {
    const field = new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]* value="${value}"`);
    assert.ok(field.test(page), `${name} no longer says ${value}`);
  }
}
