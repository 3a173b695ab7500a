// Somebody with a keyboard and no pointer: Tab from field to field, typing, arrows, Enter. What cannot be reached or
// done so is a failure.
import assert from 'node:assert/strict';

// More than the fields of any page
const mostTabs = 250;
// More than the choices of any list
const mostChoices = 60;

export class Keyboard {
  constructor(page) {
    this.page = page;
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  // What has the focus: its name, kind, value and words.
  focused() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      return {
        tag: at.tagName.toLowerCase(), type: at.type, name: at.name, value: at.value, checked: at.checked,
        href: at.getAttribute('href'), text: at.innerText?.trim() ?? '', row: at.closest('tr')?.innerText ?? '',
        action: at.form?.getAttribute('action') ?? at.closest('details')?.querySelector('form')?.getAttribute('action'),
      };
    });
  }

  // On with Tab until the focus is where it is wanted.
  async reach(what, wanted) {
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      const at = await this.focused();
      if (wanted(at)) return at;
      await this.press('Tab');
    }
    assert.fail(`${what} cannot be reached by Tab on ${this.page.url()}`);
  }

  // Presses a key that leads to another page, and waits for it.
  async follow(key) {
    const arrived = this.page.waitForEvent('framenavigated');
    await this.press(key);
    await arrived;
    await this.page.waitForLoadState('load');
  }

  // Through a form with Tab, writing each of these fields that it has as it comes by.
  async write(fields) {
    const there = await this.page.evaluate(() => [...document.querySelectorAll('[name]')].map((field) => field.name));
    const left = new Map(Object.entries(fields).filter(([name]) => there.includes(name)));
    for (let tabs = 0; left.size > 0 && tabs < mostTabs; tabs += 1) {
      const at = await this.focused();
      if (left.has(at.name)) {
        await this.#put(at, left.get(at.name));
        left.delete(at.name);
      }
      await this.press('Tab');
    }
    assert.deepEqual([...left.keys()], [], `cannot be reached by Tab on ${this.page.url()}`);
  }

  async #put(at, value) {
    if (at.type === 'radio') await this.#choose(value, (now) => now.checked && now.value === value);
    else if (at.tag === 'select') await this.#choose(value, (now) => now.value === value);
    else if (at.type === 'checkbox') await (String(at.checked) === value || this.press('Space'));
    else {
      await this.press('Control+a');
      await this.page.keyboard.type(value);
    }
  }

  // An arrow checks the next button of a group; on the first of a group where none is, Space does.
  async #choose(value, chosen) {
    for (let tries = 0; tries < mostChoices; tries += 1) {
      const at = await this.focused();
      if (chosen(at)) return;
      await this.press(at.type === 'radio' && at.value === value ? 'Space' : 'ArrowDown');
    }
    assert.fail(`${value} cannot be chosen by keyboard on ${this.page.url()}`);
  }

  async signIn({ account, password }) {
    await this.page.goto('/sign-in');
    await this.write({ account, password });
    await this.reach('the button to sign in', (at) => at.type === 'submit' && at.action?.startsWith('/sign-in'));
    await this.follow('Enter');
  }
}
