// Every page, as everybody who may open it, at a desk and on a telephone: usable by all, no wider than the screen, in
// words, with nothing wrong on the console. Pages are found as people find them, by the links from each role's start.
import assert from 'node:assert/strict';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { fill, written } from './filling.mjs';
import { cardOf, takeInByScan } from './intake_by_scan.mjs';
import { partsOf, tooWide, unusable, unworded } from './looking.mjs';
import { Window, desk, openChromium, openOffice, telephone } from './window.mjs';

const roles = ['clerk', 'officer', 'head', 'leader', 'supervisor', 'administrator'];
const ofStaff = [
  '/worklist', '/search?q=ban+sao', '/search?q=bang', '/dossiers', '/authority', '/duties/handovers', '/my-account', '/sign-in',
];
const ofAnyone = [
  '/', '/procedures?level=commune', '/procedures?level=province', '/life-events', '/announcements', '/queue/kiosk',
  '/queue/display',
];
const load = ['/today', '/duties/load'];
// What its role opens from no other page
const ofRole = {
  clerk: ['/counter', '/counter/1.005092', '/counter/blanks', '/counter/blanks/entries', '/counter/slips', '/queue', '/notices'],
  head: load,
  leader: load,
  supervisor: ['/today', '/extracts', '/readings'],
  administrator: ['/accounts', '/accounts/new', '/positions'],
};
const lightest = 100 * 1024;

// By width, the parts of pages that axe has judged
const judged = { [desk]: new Set(), [telephone]: new Set() };

const served = await openOffice();
const browser = await openChromium();

// Walked side by side: while one window waits for a page, another is looked at
const walks = [
  ['every_page_as_anonymous', () => everyPage(null, [...ofAnyone, '/sign-in', '/tracking', '/no-such-page'])],
  ['every_page_as_citizen', () => everyPage(of('citizen'), ['/', '/my'])],
  ...roles.map((role) => [
    `every_page_as_${role}`, () => everyPage(of(role), ['/', ...ofStaff, ...(ofRole[role] ?? [])]),
  ]),
  ['every_page_of_a_filing', everyPageOfAFiling],
  ['every_page_of_the_counter_at_work', everyPageOfTheCounter],
  ['every_page_in_english', () => everyPage(of('clerk'), ['/?lang=en', ...ofStaff], inEnglish)],
];
await Promise.all(Array.from({ length: 3 }, async () => {
  for (let walk = walks.shift(); walk; walk = walks.shift()) await scenario(...walk);
}));
await scenario('the_first_page_is_light', theFirstPageIsLight);
await scenario('what_was_typed_outlives_a_change_of_language', typedOutlivesALanguage);

await browser.close();
await served.end();

function of(role) {
  return served.accounts().find((each) => each.role === role);
}

// One page of each kind is enough: what tells pages of a kind apart is a code, a number, a handle or what is asked.
function kindOf(url) {
  const path = url.pathname.split('/').map((part) => (/\d/.test(part) && part.length > 2 ? '*' : part)).join('/');
  return `${path}${[...url.searchParams.keys()].filter((key) => key !== 'lang').sort()}`;
}

async function everyPage(account, starts, also = async () => []) {
  const window = await Window.open(browser, served);
  if (account) await window.signIn(account);
  const seen = new Set();
  const wrong = [];
  const waiting = starts.map((path) => new URL(path, served.address));
  while (waiting.length > 0) {
    const url = waiting.shift();
    if (seen.has(kindOf(url))) continue;
    seen.add(kindOf(url));
    const reply = await window.goto(url.href).catch(isTaken);
    if (!reply || !isPage(reply)) continue;
    assert.ok(reply.status() < 500, `${url.pathname} answers ${reply.status()}`);
    // A page that is not there says so on the console too; that is no fault of its own
    if (reply.status() >= 400) window.faults.length = 0;
    const where = `${url.pathname}${url.search}`;
    wrong.push(...[...(await wrongWith(window)), ...(await also(window.page))].map((fault) => `${where}: ${fault}`));
    waiting.push(...(await linksOf(window.page)));
  }
  await window.close();
  assert.deepEqual(wrong, []);
  assert.ok(seen.size >= 4, [...seen].join(' '));
}

// A list to take away, or open data: Chromium starts its download instead of showing it.
function isTaken(error) {
  if (!String(error).includes('Download is starting')) throw error;
  return null;
}

// Papers and decisions are shown in a frame where nothing may run, axe neither.
function isPage(reply) {
  const { 'content-type': type = '', 'content-security-policy': policy = '' } = reply.headers();
  return type.startsWith('text/html') && !policy.includes('sandbox');
}

async function wrongWith(window) {
  const { page } = window;
  const wrong = [...(await unworded(page)), ...window.faults.splice(0)];
  for (const width of [desk, telephone]) {
    await page.setViewportSize({ width, height: 900 });
    const at = await tooWide(page);
    const parts = (await partsOf(page)).filter((part) => !judged[width].has(part));
    if (parts.length > 0) {
      const found = await unusable(page);
      at.push(...found);
      if (found.length === 0) parts.forEach((part) => judged[width].add(part));
    }
    wrong.push(...at.map((fault) => `at ${width}: ${fault}`));
  }
  return wrong;
}

async function linksOf(page) {
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.href));
  return links.map((href) => new URL(href)).filter(
    (url) => url.origin === served.address && !/[?&]lang=/.test(url.search));
}

// What only a form leads to: its faults, check your answers, the receipt, tracking.
async function everyPageOfAFiling() {
  const window = await Window.open(browser, served);
  const { page } = window;
  const wrong = [];
  const look = async (what) => wrong.push(...(await wrongWith(window)).map((fault) => `${what}: ${fault}`));
  await page.goto('/procedures/1.005092/filing');
  await page.fill('[name="answers.graduation_year"]', 'hai nghìn');
  await page.locator('button[value=check]:not(.visually-hidden)').click();
  await page.locator('#fault-summary').waitFor();
  window.faults.length = 0;
  await look('faults');
  await fill(page, written(sampleBody('1.005092', 3)));
  await page.locator('button[value=check]:not(.visually-hidden)').click();
  await page.waitForURL(/\/check$/);
  await look('check your answers');
  await page.locator('main form button[type=submit]').click();
  const [code, secret] = [await page.locator('#code').innerText(), await page.locator('#secret').innerText()];
  await look('receipt');
  await page.goto('/tracking');
  await page.fill('[name=code]', code);
  await page.fill('[name=secret]', secret);
  await page.locator('main form button[type=submit]').click();
  await page.locator('#withdrawal').waitFor();
  await page.evaluate(() => document.querySelectorAll('main details').forEach((closed) => (closed.open = true)));
  await look('tracking');
  await window.close();
  assert.deepEqual(wrong, []);
}

// What is there only once somebody has come: a number and its call, a slip, a person, numbered blanks.
async function everyPageOfTheCounter() {
  const window = await Window.open(browser, served);
  const { page } = window;
  const wrong = [];
  const look = async (what) => wrong.push(...(await wrongWith(window)).map((fault) => `${what}: ${fault}`));
  await page.goto('/queue/kiosk');
  await page.locator('button[name=line]').first().click();
  await look('a number');
  await window.signIn(of('clerk'));
  await page.goto('/queue/desks/1');
  await page.locator('form[action$="/calls"] button').click();
  await page.locator('.cv-queue-number').waitFor();
  await look('a desk');
  await page.goto('/queue/display');
  await page.locator('.cv-queue-number').waitFor();
  await look('the display');
  await takeInByScan(page, cardOf(1));
  await look('a slip');
  await page.goto('/counter');
  await page.fill('[name=scan]', cardOf(1));
  await page.press('[name=scan]', 'Enter');
  await page.waitForURL(/\/people\//);
  await look('a person');
  await page.goto('/counter/blanks');
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(/\/sheet/);
  await look('a sheet of blanks');
  await page.goto('/counter/blanks');
  await look('blanks');
  await page.goto('/counter/1.005092');
  await page.evaluate(() => document.querySelectorAll('main details').forEach((closed) => (closed.open = true)));
  await look('an entry made late');
  await window.close();
  assert.deepEqual(wrong, []);
}

async function inEnglish(page) {
  const language = await page.locator('html').getAttribute('lang');
  return language === 'en' ? [] : [`its language is ${language}`];
}

// All that a first visit brings over the line, as it is compressed there.
async function theFirstPageIsLight() {
  const window = await Window.open(browser, served);
  const line = await window.context.newCDPSession(window.page);
  await line.send('Network.enable');
  let brought = 0;
  line.on('Network.loadingFinished', ({ encodedDataLength }) => (brought += encodedDataLength));
  await window.page.goto('/', { waitUntil: 'networkidle' });
  await window.close();
  console.log(`  the first page: ${(brought / 1024).toFixed(1)} KB`);
  assert.ok(brought > 1000 && brought < lightest, `${brought} bytes`);
}

async function typedOutlivesALanguage() {
  const window = await Window.open(browser, served);
  const { page } = window;
  await page.goto('/procedures/1.005092/filing');
  await page.fill('[name="answers.school"]', 'Trường THPT Chu Văn An');
  await page.locator('[data-autosave-status]', { hasText: /\d/ }).waitFor();
  await page.locator('header a[hreflang=en]').click();
  await page.waitForURL(/lang=en/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(await page.inputValue('[name="answers.school"]'), 'Trường THPT Chu Văn An');
  window.nothingWentWrong('the form in English');
  await window.close();
}
