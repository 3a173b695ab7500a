// Complaints that are about what people see on a page: how late is said, which buttons are there, who is said to have
// acted, and whether a fault can be found. Read as a browser without script gets them.
import assert from 'node:assert/strict';
import { Browser } from '../driving/pages.mjs';
import { scenario } from '../driving/telling.mjs';
import { actOf, dutyOf, file, openOffice, read, step } from './office.mjs';

const api = await openOffice({ demo: 120 });
const staff = api.accounts.filter((each) => each.role !== 'citizen');
// Acts of a dossier's page by their noun, each with a call that asks for it and cannot succeed: its ground is none, or
// one that must cite a text
const hollow = {
  refusal: ['refuse_dossier', { ground: 'none', reason: 'Thử' }],
  supplement: ['request_supplement', { ground: 'none', items: ['Thử'], reason: 'Thử' }],
  correction: ['correct_dossier', { ground: 'none', changes: [{ path: 'applicant.name', to: 'Thử' }], note: 'Thử' }],
  pause: ['pause_clock', { ground: 'other_agency_opinion', note: 'Thử' }],
};

// VietOpenCPS/opencps#1252: "Quá … ngày … giờ / Còn … ngày … giờ" in working days of 8 hours, on every row
await scenario('every_row_says_how_much_working_time_is_left_or_over', async () => {
  let seen = 0;
  for (const account of staff) {
    const browser = await signedIn(account);
    const page = await browser.get('/worklist');
    assert.equal(page.status, 200, account.account);
    const rows = [...page.text.matchAll(/<tr>\s*<td>[\s\S]*?<\/tr>/g)].map(([row]) => row);
    assert.equal(rows.length, Math.min((await api.duties(account.account)).length, 50), account.account);
    for (const row of rows) {
      const time = /<strong>([^<]+)<\/strong>/.exec(row)[1];
      assert.match(time, /^(còn|quá) \d+ (ngày|giờ|phút)( \d+( (giờ|phút))?)?$|^(đồng hồ dừng|đến hạn|không có hạn)/i);
      seen += 1;
    }
  }
  assert.ok(seen > 5, `${seen} rows`);
});

// paperless-ngx#13733, #9010: a delete button shown without the right, and grey with it
await scenario('a_button_is_there_exactly_where_the_act_is_open', async () => {
  const filed = await file(api, '1.005092', { seed: 31 });
  for (let steps = 0; steps < 4; steps += 1) {
    for (const account of staff) {
      const browser = await signedIn(account);
      const page = await browser.get(`/dossiers/${filed.code}`);
      for (const [noun, [call, body]] of Object.entries(hollow)) {
        const shown = page.text.includes(`/dossiers/${filed.code}/acts/${noun}"`);
        const reply = await api.call(call, { path: { code: filed.code }, as: account.account, body });
        const expected = shown ? [422] : [403, 409];
        assert.ok(expected.includes(reply.status), `${noun} by ${account.account}, shown ${shown}: ${reply.text}`);
      }
    }
    await step(api, filed.code);
  }
});

await scenario('pressing_what_is_not_there_is_refused_with_who_could', async () => {
  const filed = await file(api, '1.005092', { seed: 32 });
  for (const role of ['supervisor', 'leader', 'administrator']) {
    const browser = await signedIn(api.accounts.find((each) => each.role === role));
    await browser.get('/worklist');
    const page = await browser.post(`/dossiers/${filed.code}/acts/acceptance`, {});
    assert.equal(page.status, 403, role);
  }
  assert.equal((await read(api, filed)).state, 'filed');
});

// VietOpenCPS/opencps-v2#1351: "transferred by: System" although it was the citizen
await scenario('the_trail_names_who_acted_and_never_a_machine_for_a_person', async () => {
  const filed = await file(api, '2.001914', { seed: 33 });
  const path = { code: filed.code };
  const { as: clerk, duty } = await dutyOf(api, filed.code, api.of('clerk'));
  const asking = { items: ['Bản chính'], reason: 'Chưa kèm bản chính' };
  await api.act(actOf(duty, 'dossier.request_supplement'), { as: clerk, body: asking });
  await api.good('bring_supplement', { path, body: { note: 'Đây' }, secret: filed.secret });
  await api.good('accept_dossier', { path, as: clerk, body: {} });
  const { items } = await api.good('dossier_events', { path, as: clerk });
  const who = (type) => items.find((event) => event.type === type).position;
  const position = api.accounts.find((each) => each.account === clerk).position;
  assert.equal(who('dossier.filed'), undefined, 'the citizen has no position');
  assert.equal(who('dossier.supplement_requested'), position);
  assert.equal(who('dossier.supplement_given'), undefined);
  assert.equal(who('dossier.accepted'), position);
});

// open-forms#6594; alphagov/govuk-frontend PR#2677: a summary of faults whose links are dead
await scenario('each_fault_is_told_once_and_its_link_leads_to_the_field', async () => {
  for (const procedure of ['1.005092', '2.001914', '1.005074']) {
    const browser = new Browser(api.served);
    const path = `/procedures/${procedure}/filing`;
    await browser.get(path);
    const page = await browser.post(path, { action: 'check' }, { upload: true });
    assert.equal(page.status, 422);
    const summary = /id="fault-summary"[\s\S]*?<\/ul>/.exec(page.text)[0];
    const links = [...summary.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    assert.ok(links.length > 3, procedure);
    assert.equal(new Set(links).size, links.length, `${procedure}: a fault is told twice`);
    for (const id of links) assert.ok(page.text.includes(`id="${id}"`), `${procedure}: #${id} leads nowhere`);
  }
});

await api.served.end();

async function signedIn(account) {
  const browser = new Browser(api.served);
  await browser.signIn(account);
  return browser;
}
