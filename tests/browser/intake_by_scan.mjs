// An intake of 1.005092 as a practised clerk does it: the procedure by the end of its code, the card scanned, the
// answers typed, Tab between them, F9. Keys are counted but for what a scanner types, and for the answers themselves.
import assert from 'node:assert/strict';

// In the order of the form; in a list a choice is made by its first letters, among buttons the first by Space
const answers = {
  'answers.holder_birth_place': 'Hà Nội',
  'answers.diploma_kind': 'Bằng tốt nghiệp trung',
  'answers.school': 'THPT Sông Nhuệ',
  'answers.graduation_year': '2019',
};
const mostTabs = 30;

// Invented people who tell one another apart by number.
export function cardOf(number) {
  const identity = `001201${String(number).padStart(6, '0')}`;
  return `${identity}|012345678|Lê Thị Thử ${number}|14032001|Nữ|Số ${number} phố Hồ Sen, phường Cầu Đá, Hà Nội|20102021`;
}

// From the counter's first page to the slip; how many keys it took, and the dossier's code.
export async function takeInByScan(page, card) {
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await page.goto('/counter');
  for (const letter of '5092') await press(letter);
  await page.locator('[data-counter-found] a').nth(1).waitFor({ state: 'detached' });
  await arriving(page, () => press('Enter'));
  await page.keyboard.insertText(card);
  await arriving(page, () => page.keyboard.press('Enter'));
  const left = new Map(Object.entries(answers));
  for (let tabs = 0; left.size > 0; tabs += 1) {
    assert.ok(tabs < mostTabs, `not reached by Tab: ${[...left.keys()]}`);
    const name = await page.evaluate(() => document.activeElement.name);
    if (left.has(name)) {
      const kind = await page.evaluate(() => document.activeElement.type);
      if (kind === 'radio') await press('Space');
      else if (kind === 'select-one') await page.keyboard.type(left.get(name));
      else await page.keyboard.insertText(left.get(name));
      left.delete(name);
    }
    if (left.size > 0) await press('Tab');
  }
  await arriving(page, () => press('F9'));
  const faults = await page.locator('#fault-summary').allInnerTexts();
  assert.match(page.url(), /\/slips\/01$/, `instead of the slip: ${faults}`);
  return { keys, code: new URL(page.url()).pathname.split('/')[2] };
}

async function arriving(page, act) {
  const arrived = page.waitForEvent('framenavigated');
  await act();
  await arrived;
  await page.waitForLoadState('load');
}
