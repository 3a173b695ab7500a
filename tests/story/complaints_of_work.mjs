// Complaints of those who work with such systems all day: whose load is whose, for whom somebody acted, lists that show
// what nobody needs, buttons that are missing with no word why, lists that cannot be taken along.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Browser } from '../driving/pages.mjs';
import { root } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { dutyOf, file, openOffice, step } from './office.mjs';

const api = await openOffice({ demo: 80 });

// caseflow#15090; atd-data-tech#5633: nobody sees the load by person and area, nothing is moved in one go
await scenario('complaint_15_a_head_sees_each_persons_load_by_unit_and_moves_a_heap_with_one_reason', async () => {
  const browser = await as('head');
  const load = await browser.get('/duties/load');
  assert.match(load.text, />Đơn vị</);
  const csv = (await browser.get('/duties/load?format=csv')).text.split('\r\n').filter(Boolean);
  assert.ok(csv.length > 3 && csv[0].includes('Đơn vị'), csv[0]);
  const holders = [...load.text.matchAll(/handovers\?from=([^"&]+)"/g)].map(([, code]) => decodeURIComponent(code));
  const { from, duties, to } = await somethingToMove(browser, holders);
  const reason = 'Cân đối lại khối lượng việc trong phòng';
  const looked = await browser.post('/duties/handovers', { from, to, reason, duty: duties[0], step: 'check' });
  assert.match(looked.text, new RegExp(reason), 'one looks it over first');
  const silent = await browser.post('/duties/handovers', { from, to, reason: '', duty: duties[0], step: 'check' });
  assert.equal(silent.status, 422, 'never without a reason');
});

// projeto-siga/siga#1757, #2088, PR#2307: who acts for another cannot be told from who acts for themselves
await scenario('complaint_18_who_acted_for_whom_stands_in_the_trail_and_one_still_acts_for_oneself', async () => {
  const filed = await file(api, '1.005092', { seed: 61 });
  await step(api, filed.code);
  const officers = api.accounts.filter((each) => each.role === 'officer');
  const { duty } = await dutyOf(api, filed.code, officers.map((each) => each.account));
  const able = [];
  for (const each of officers) if ((await api.duties(each.account)).some(({ id }) => id === duty.id)) able.push(each);
  const [absent] = able;
  const taken = duty.acts.find((act) => act.name === 'duty.accept');
  assert.equal((await api.act(taken, { as: absent.account, body: {} })).status, 201);
  const substitute = officers.find((each) => each.account !== absent.account && each.unit === absent.unit);
  const own = new Set((await api.duties(substitute.account)).map(({ id }) => id));
  const body = { absent: absent.position, substitute: substitute.position, from: '2024-11-25', to: '2026-12-31',
    manner: '', article: 'Đơn xin nghỉ ốm' };
  const head = api.accounts.find((each) => each.position === `${absent.unit}-TP`);
  assert.equal((await api.call('name_substitute', { as: head.account, body })).status, 201);
  const listed = new Set((await api.duties(substitute.account)).map(({ id }) => id));
  assert.ok(listed.has(duty.id), 'what the absent one holds');
  for (const id of own) assert.ok(listed.has(id), 'and all that is their own');
  const browser = await as(head.role, head);
  const why = await browser.get(`/dossiers/${filed.code}/why-not`);
  assert.match(why.text, /thay [^<]+/, 'in place of whom');
});

// axonivy-market/portal PR#3679; valtimo PR#1276: columns of a list must be configurable
await scenario('complaint_21_columns_are_chosen_by_each_and_change_nobody_elses_list_nor_the_file', async () => {
  const [mine, others] = [await as('officer'), await as('leader')];
  const before = (await others.get('/dossiers')).text;
  await mine.get('/dossiers');
  const chosen = await mine.post('/preferences/columns', { list: 'register', column: 'channel' });
  assert.match(heads(chosen.text), /Kênh nộp/);
  assert.doesNotMatch(heads(chosen.text), /Trạng thái/);
  assert.equal(heads((await others.get('/dossiers')).text), heads(before));
  const file = await mine.get('/dossiers?format=csv');
  assert.match(file.text.split('\r\n')[0], /Trạng thái/, 'a file has all that the list can show');
  const nowhere = await mine.post('/preferences/columns', { list: 'no-such-list', column: 'channel' });
  assert.equal(nowhere.status, 404);
});

// paperless-ngx#13733, #9010: a button that is missing, and nobody says why
await scenario('complaint_24_where_an_act_is_not_offered_the_gates_answer_says_who_may_and_what_it_waits_for', async () => {
  const filed = await file(api, '1.005092', { seed: 62 });
  const browser = await as('leader');
  const page = await browser.get(`/dossiers/${filed.code}`);
  assert.ok(!page.text.includes('/acts/acceptance"'), 'a leader takes nothing in');
  const [, to] = /href="([^"]+why-not)"/.exec(page.text);
  const why = await browser.get(to);
  const rows = new Map([...why.text.matchAll(/<tr>\s*<td><strong>([^<]+)<\/strong>[\s\S]*?<\/tr>/g)].map(([row, act]) => [act, row]));
  const accepting = rows.get('Tiếp nhận');
  assert.match(accepting, /Không thuộc thẩm quyền của bạn/);
  const clerk = api.accounts.find((each) => each.role === 'clerk' && each.unit);
  assert.match(accepting, /Điều \d+|Nghị định/, 'by which source');
  assert.ok(accepting.includes('/authority?act=dossier.accept'), 'and where that stands');
  assert.ok(clerk, 'somebody may');
  assert.match(rows.get('Tạm dừng thời hạn'), /đang chờ: [^<]+\(/, 'what is not yet waits for a step in somebody’s hands');
});

await scenario('complaint_24_what_is_said_to_be_open_is_what_the_page_offers', async () => {
  const filed = await file(api, '1.005092', { seed: 63 });
  for (const account of api.accounts.filter((each) => each.role !== 'citizen')) {
    const browser = await as(account.role, account);
    const page = await browser.get(`/dossiers/${filed.code}`);
    if (page.status !== 200) continue;
    const why = await browser.get(`/dossiers/${filed.code}/why-not`);
    assert.equal(why.status, 200, account.account);
    const open = [...why.text.matchAll(/Bạn làm được/g)].length;
    const offered = new Set([...page.text.matchAll(/\/acts\/([a-z-]+)"/g)].map(([, noun]) => noun)).size;
    assert.ok(open >= offered, `${account.account} is offered ${offered} acts and told of ${open}`);
    assert.equal(open === 0, offered === 0, account.account);
  }
});

// decidim#1565, #4248; VietOpenCPS/opencps-v2#1068, #1293: what is on the screen cannot be taken along
await scenario('complaint_29_every_table_leaves_as_csv_and_xlsx_and_what_staff_take_is_on_record', async () => {
  const lists = [
    ['clerk', '/worklist'], ['head', '/dossiers'], ['clerk', '/search?q=ban+sao'], ['head', '/duties/load'],
    ['leader', '/today/on_time'], ['administrator', '/accounts'], ['administrator', '/positions'],
    ['leader', '/authority?table=substitutions'], ['leader', '/authority?table=delegations'],
    ['leader', '/authority?table=who-may&act=dossier.accept'], ['officer', '/procedures'], ['officer', '/announcements'], ['officer', '/decision-tables'],
    ['supervisor', '/extracts'],
  ];
  for (const [role, path] of lists) {
    const browser = await as(role);
    const before = (await browser.get(path)).text;
    assert.match(before, /format=xlsx/, `${path} offers no file`);
    for (const format of ['csv', 'xlsx']) {
      const file = await browser.get(`${path}${path.includes('?') ? '&' : '?'}format=${format}`);
      assert.equal(file.status, 200, `${path} as ${format}: ${file.text.slice(0, 200)}`);
      assert.match(file.headers.get('content-disposition'), new RegExp(`attachment; filename="[a-z_-]+-[0-9-]+\\.${format}"`));
    }
  }
  const taken = (await (await as('supervisor')).get('/extracts?format=csv')).text.split('\r\n').filter(Boolean).length - 1;
  assert.ok(taken >= lists.length * 2, `${taken} of ${lists.length * 2} are on record`);
});

// Tables that are no list of their own, each with the reason why it is no file
const no_list = {
  'src/agency/decision/pages/drawn.html': 'the rows of one decision table; its .dmn file gives them whole',
  'src/agency/decision/pages/edit.html': 'a table being written; its .dmn file gives it whole',
  'src/agency/decision/pages/table.html': 'the versions of one decision table; the list of tables has the file',
  'src/agency/procedure/pages/announcement.html': 'the lines of one decision; the list of decisions has the file',
  'src/agency/procedure/pages/comparison.html': 'two versions of one procedure side by side; open data has both',
  'src/agency/procedure/pages/procedure.html': 'the facts of one procedure; open data has all of them',
  'src/insight/today/pages/today.html': 'figures, each of which opens to a list that has the file',
  'src/work/dossier/pages/case.html': 'how the clocks of one dossier were counted; its API gives it whole',
  'src/work/dossier/pages/why_not.html': 'an answer about one dossier to one person at one moment',
};

await scenario('complaint_29_no_page_has_a_table_without_a_file_or_a_reason', async () => {
  const seen = [];
  for (const path of readdirSync(join(root, 'src'), { recursive: true }).filter((each) => each.endsWith('.html'))) {
    const name = `src/${path}`;
    const text = readFileSync(join(root, name), 'utf8');
    if (!/<table|layout\/table/.test(text)) continue;
    seen.push(name);
    const offers = text.includes('layout/exports');
    assert.ok(offers || no_list[name], `${name} has a table that cannot be taken along, and no reason`);
    assert.ok(!(offers && no_list[name]), `${name} has a file: take it out of the reasons`);
  }
  for (const name of Object.keys(no_list)) assert.ok(seen.includes(name), `${name} has no table any more`);
});

await api.served.end();

// The first holder from whom the reader may move something, what it is, and to whom.
async function somethingToMove(browser, holders) {
  for (const from of holders) {
    const form = await browser.get(`/duties/handovers?from=${encodeURIComponent(from)}`);
    const duties = [...form.text.matchAll(/name="duty" value="([0-9a-f]{32})"/g)].map(([, id]) => id);
    const to = /name="to">[\s\S]*?<option value="([^"@]+)"/.exec(form.text)?.[1];
    if (duties.length > 0 && to) return { from, duties, to };
  }
  return assert.fail(`nothing can be moved from any of ${holders}`);
}

function heads(page) {
  return /<thead>[\s\S]*?<\/thead>/.exec(page)[0];
}

async function as(role, account = api.accounts.find((each) => each.role === role)) {
  const browser = new Browser(api.served);
  await browser.signIn(account);
  return browser;
}
