// The guide's pictures, taken of a sample: each page that the guide shows, at a desk and on a telephone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, sampleBody } from '../driving/program.mjs';
import { fill, written } from './filling.mjs';
import { cardOf } from './intake_by_scan.mjs';
import { Window, desk, openChromium, openOffice, telephone } from './window.mjs';

const folder = join(root, 'docs/guide/screens');
const heaviest = 200 * 1024;
// One change of a name that a reader of the guide can follow from page to page
const corrected = {
  'applicant.name': 'Nguyễn Thu Hà',
  'answers.holder_name': 'Nguyễn Thị Thu Hà',
  'answers.field': 'name',
  'answers.present_value': 'Nguyễn Thị Thu Hà',
  'answers.requested_value': 'Nguyễn Thu Hà',
  'answers.ground': 'civil_status_changed',
};
// Of a long page the guide shows the beginning
const tallest = { [desk]: 1600, [telephone]: 2400 };

mkdirSync(folder, { recursive: true });
const served = await openOffice(150);
const browser = await openChromium();
const accounts = served.accounts();

const online = await Window.open(browser, served);
await take(online, 'home', '/');
await take(online, 'procedure', '/procedures/2.001914');
await take(online, 'filing', '/procedures/2.001914/filing');
await fill(online.page, { ...written(sampleBody('2.001914', 12)), ...corrected });
await online.page.locator('button[value=check]:not(.visually-hidden)').click();
await take(online, 'check');
await online.page.locator('main form button[type=submit]').click();
await take(online, 'receipt');
const code = await online.page.locator('#code').innerText();
const secret = await online.page.locator('#secret').innerText();
await online.goto('/tracking');
await online.page.fill('[name=code]', code);
await online.page.fill('[name=secret]', secret);
await online.page.locator('main form button[type=submit]').click();
await take(online, 'tracking');

const clerk = await signedIn('clerk');
await clerk.goto('/counter/1.005092');
await fill(clerk.page, written(sampleBody('1.005092', 12)));
await take(clerk, 'counter');
await clerk.page.keyboard.press('F9');
await clerk.page.waitForURL(/\/slips\/01$/);
await take(clerk, 'slip');
await clerk.goto('/counter');
await clerk.page.fill('[name=scan]', cardOf(12));
await clerk.page.press('[name=scan]', 'Enter');
await clerk.page.waitForURL(/\/counter\/people\//);
await take(clerk, 'person');
await take(clerk, 'blanks', '/counter/blanks');
await online.goto('/queue/kiosk');
await online.page.locator('button[name=line]').first().click();
await take(online, 'ticket');
await take(clerk, 'desk', '/queue/desks/1');
await clerk.page.keyboard.press('F2');
await clerk.page.locator('.cv-queue-number').waitFor();
await take(online, 'display', '/queue/display');

const officer = await signedIn('officer');
await take(officer, 'worklist', '/worklist');
await officer.page.locator('main tbody a').first().click();
await officer.page.waitForURL(/\/dossiers\//);
await take(officer, 'case');

await officer.goto('/decision-tables/phi-so-goc/edit');
await officer.page.locator('.tjs-table').waitFor();
await take(officer, 'table');

const leader = await signedIn('leader');
await take(leader, 'today', '/today');

await browser.close();
await served.end();

async function signedIn(role) {
  const window = await Window.open(browser, served);
  await window.signIn(accounts.find((account) => account.role === role));
  return window;
}

async function take({ page }, name, path) {
  if (path) await page.goto(path);
  for (const width of [desk, telephone]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => window.scrollTo(0, 0));
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    const file = join(folder, `${name}-${width}.png`);
    const clip = { x: 0, y: 0, width, height: Math.min(tall, tallest[width]) };
    await page.screenshot({ path: file, fullPage: true, clip });
    execFileSync('pngquant', ['--force', '--ext', '.png', '--speed', '1', '64', file]);
    const bytes = statSync(file).size;
    if (bytes > heaviest) throw new Error(`${file} has ${bytes} bytes`);
    console.log(`ok ${name} at ${width}: ${Math.round(bytes / 1024)} KB`);
  }
  await page.setViewportSize({ width: desk, height: 900 });
}
