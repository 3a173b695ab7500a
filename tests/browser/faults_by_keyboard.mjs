// Whoever has no pointer and sees little: a list of faults is where the keyboard is, is announced once, and each of its
// lines leads to the field; what has the focus can be seen; and nothing can be done by pointer alone.
import assert from 'node:assert/strict';
import { scenario } from '../driving/telling.mjs';
import { Keyboard } from './keyboard.mjs';
import { Window, openChromium, openOffice } from './window.mjs';

const mostTabs = 40;

const served = await openOffice(10);
const browser = await openChromium();
const clerk = served.accounts().find((each) => each.role === 'clerk');

// open-forms#6594, #5459; alphagov/govuk-frontend PR#2677, #1410; nhsuk/nhsuk-frontend#1035; hmrc/accessibility#21;
// govuk-react/govuk-react#480: a summary of faults that is not announced, announced twice, or whose links are dead
for (const script of [true, false]) {
  const how = script ? 'with' : 'without';
  await scenario(`a_list_of_faults_has_the_focus_and_leads_to_each_field_${how}_script`, async () => {
    const window = await Window.open(browser, served, { script });
    const { page } = window;
    await page.goto('/procedures/1.005092/filing');
    await page.focus('button[value=check]');
    await arriving(page, () => page.keyboard.press('Enter'));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'fault-summary', 'the focus is elsewhere');
    const said = await page.evaluate(() =>
      [...document.querySelectorAll('[role=alert], [role=status], [aria-live]')].filter((each) => each.textContent.trim()).length);
    assert.equal(said, 1, 'announced more than once, or not at all');
    const links = page.locator('#fault-summary a');
    const count = await links.count();
    assert.ok(count > 3, `${count} faults`);
    for (let place = 0; place < count; place += 1) {
      const target = (await links.nth(place).getAttribute('href')).slice(1);
      await links.nth(place).focus();
      await page.keyboard.press('Enter');
      const at = await page.evaluate(() => document.activeElement.id);
      assert.equal(at, target, `the line of ${target} leads to ${at || 'nowhere'}`);
      const described = await page.evaluate(() => document.activeElement.getAttribute('aria-describedby') ?? '');
      const around = await page.evaluate(() => document.activeElement.closest('fieldset')?.getAttribute('aria-describedby') ?? '');
      assert.match(`${described} ${around}`, /-fault/, `${target} does not say what is wrong with it`);
    }
    await window.close();
  });
}

// open-forms#5459: what has the focus cannot be seen. #2270: links without an address; open-forms#6594: what only a
// pointer that hovers is told
await scenario('whatever_has_the_focus_is_seen_and_nothing_is_for_a_pointer_alone', async () => {
  const window = await Window.open(browser, served);
  await window.signIn(clerk);
  for (const path of ['/', '/procedures/1.005092/filing', '/counter', '/counter/1.005092', '/counter/blanks/entries', '/worklist']) {
    await window.goto(path);
    await seesItsFocus(window.page, path);
    const wrong = await window.page.evaluate(() => {
      const deaf = [...document.querySelectorAll('a:not([href]), [onclick], [tabindex]:not([tabindex="0"]):not([tabindex="-1"])')];
      const hovering = [...document.querySelectorAll('[title]')].filter((each) => !each.closest('svg, iframe, a, button, input'));
      const fake = [...document.querySelectorAll('[role=button]:not(button):not([tabindex])')];
      return [...deaf, ...hovering, ...fake].map((each) => each.outerHTML.slice(0, 100));
    });
    assert.deepEqual(wrong, [], path);
  }
  await window.close();
});

await browser.close();
await served.end();

// Tab by Tab: each stop is on the screen and looks other than before.
async function seesItsFocus(page, path) {
  const keys = new Keyboard(page);
  await page.evaluate(() => document.activeElement?.blur());
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    await keys.press('Tab');
    const seen = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const look = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const ring = (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none';
      return { ring, shown: box.width > 0 && box.height > 0, what: at.outerHTML.slice(0, 120) };
    });
    if (!seen) return;
    assert.ok(seen.ring && seen.shown, `${path}: the focus is not seen on ${seen.what}`);
  }
}

async function arriving(page, act) {
  const arrived = page.waitForEvent('framenavigated');
  await act();
  await arrived;
  await page.waitForLoadState('load');
}
