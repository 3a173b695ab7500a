// A supervisor sees what the decision takes in, on every page, list, search and file alike, and nothing beyond it, not
// even that it is there; and changes nothing whatever.
import assert from 'node:assert/strict';
import { Browser } from '../driving/pages.mjs';
import { command } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { carryOn, file, openOffice } from './office.mjs';

// The decision of giamsat2: the division QLT, two procedures, dossiers filed from 01/11/2024 on
const from = '2024-11-01';
const procedures = ['1.005092', '2.001914'];

const api = await openOffice({ demo: 120 });
const wide = 'giamsat';
const narrow = 'giamsat2';
const [clerk] = api.of('clerk');
const [leader] = api.of('leader');

const accountOf = (name) => api.accounts.find((each) => each.account === name);
async function browserOf(name) {
  const browser = new Browser(api.served);
  await browser.signIn(accountOf(name));
  return browser;
}

const within = await file(api, '1.005092');
const beyond = await file(api, '1.005074');
const leaders = await browserOf(leader);
const rowsOf = async (browser, address) => JSON.parse((await browser.get(`${address}${address.includes('?') ? '&' : '?'}format=json`)).text).rows;
const everything = await rowsOf(leaders, '/dossiers');
const codeOf = (row) => row.code.text;
const old = everything.filter((row) => row.filed.slice(0, 10) < from).map(codeOf);

await scenario('every_page_says_the_bounds', async () => {
  const browser = await browserOf(narrow);
  for (const path of ['/today', '/dossiers', '/search?q=ban', '/readings', '/authority', '/duties/load']) {
    const page = await browser.get(path);
    assert.equal(page.status, 200, path);
    assert.match(page.text, /Phạm vi giám sát: .*từ 01\/11\/2024 đến 31\/12\/2027, theo Quyết định số 31\/QĐ-BPC/, path);
  }
  assert.doesNotMatch((await leaders.get('/today')).text, /Phạm vi giám sát/);
});

await scenario('the_register_and_its_files_hold_what_lies_within_and_nothing_else', async () => {
  const browser = await browserOf(narrow);
  const seen = (await rowsOf(browser, '/dossiers')).map(codeOf);
  assert.ok(seen.includes(within.code));
  assert.ok(!seen.includes(beyond.code));
  assert.ok(seen.length < everything.length);
  for (const code of old) assert.ok(!seen.includes(code), code);
  const csv = (await browser.get('/dossiers?format=csv')).text;
  for (const code of [beyond.code, ...old]) assert.ok(!csv.includes(code), code);
});

await scenario('what_lies_beyond_is_as_though_it_were_not_there', async () => {
  const browser = await browserOf(narrow);
  assert.equal((await browser.get(`/dossiers/${within.code}`)).status, 200);
  const missing = await browser.get('/dossiers/H26.19-241125-9999');
  for (const code of [beyond.code, ...old.slice(0, 3)]) {
    const page = await browser.get(`/dossiers/${code}`);
    assert.equal(page.status, 404, code);
    const plain = (text) => text.replaceAll(code, 'X').replaceAll('H26.19-241125-9999', 'X');
    assert.equal(plain(page.text).length, plain(missing.text).length, 'the same answer as for none');
    assert.equal((await browser.get(`/dossiers/${code}/slips/01`)).status, 404);
    const typed = await browser.get(`/dossiers?q=${code}`);
    assert.equal(typed.status, 200, 'its code leads nowhere');
    assert.ok(!typed.text.includes(`/dossiers/${code}"`));
  }
});

await scenario('search_finds_and_counts_only_what_lies_within', async () => {
  for (const q of [within.code, beyond.code, ...old.slice(0, 3)]) {
    const found = await api.good('search', { as: narrow, query: { q, kind: 'dossier' } });
    assert.equal(found.items.length, q === within.code ? 1 : 0, q);
  }
  const all = await api.good('search', { as: narrow, query: { q: 'nguyen', kind: 'dossier', limit: '200' } });
  const more = await api.good('search', { as: wide, query: { q: 'nguyen', kind: 'dossier', limit: '200' } });
  assert.ok(all.items.length <= more.items.length);
});

await scenario('the_figures_of_the_day_are_those_of_the_dossiers_within', async () => {
  const figures = async (as) => (await api.good('today', { as })).figures;
  const lists = ['due_soon', 'overdue', 'waiting'];
  for (const figure of await figures(narrow)) {
    if (!lists.includes(figure.name)) continue;
    const { items } = await api.good('today_figure', { as: narrow, path: { figure: figure.name }, query: { limit: '200' } });
    assert.equal(items.length, figure.value, figure.name);
    for (const item of items) assert.ok(procedures.includes(item.procedure) && !old.includes(item.code));
  }
});

await scenario('the_log_of_readings_tells_of_no_dossier_beyond', async () => {
  for (const filed of [within, beyond]) await api.good('dossier', { path: { code: filed.code }, as: clerk });
  const told = (await api.good('readings', { as: narrow })).items.map((each) => each.dossier);
  assert.ok(told.includes(within.code));
  assert.ok(!told.includes(beyond.code));
  assert.ok((await api.good('readings', { as: wide })).items.some((each) => each.dossier === beyond.code));
});

await scenario('a_supervisor_changes_nothing_by_any_route', async () => {
  const routes = JSON.parse(command('routes', '--json'));
  const posts = routes.filter((each) => each.method === 'POST' && each.who !== 'anyone' && !/\/(my-account|me|sessions)\b/.test(each.pattern));
  assert.ok(posts.length > 40);
  const before = await events(within);
  const token = api.sessions.get(wide);
  const browser = await browserOf(wide);
  await browser.get('/dossiers');
  for (const { pattern } of posts) {
    const path = pattern.replace('{code}', within.code).replace('{noun}', 'acceptance').replace(/\{\w+\}/g, '0'.repeat(32));
    if (!pattern.startsWith('/api/')) {
      const reply = await browser.post(path, { reason: 'x' });
      assert.ok(reply.status >= 400, `${pattern}: ${reply.status}`);
      continue;
    }
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': pattern.slice(-60) };
    const reply = await fetch(api.served.address + path, { method: 'POST', headers, body: '{}' });
    assert.ok(reply.status >= 400, `${pattern}: ${reply.status}`);
  }
  assert.deepEqual(await events(within), before);
  assert.equal((await carryOn(api, within.code)).length > 0, true, 'and the office can go on');
});

async function events({ code, secret }) {
  return (await api.good('dossier_events', { path: { code }, secret })).items.map((each) => each.index);
}

await api.served.stop();
