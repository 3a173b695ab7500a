// The staff of the sample, each in a window of their own, who do what stands in their lists until nobody has anything
// left to do. How a step is done, by pointer or by keyboard, is the walk's own.
import assert from 'node:assert/strict';
import { Window } from './window.mjs';

export const procedures = ['1.005092', '2.001914', '1.005074'];
// In the order in which a piece of work is taken: whoever does it, then whoever answers for it
const working = ['clerk', 'officer', 'head', 'leader'];
// Longer than any path through the reference pack
const mostSteps = 40;
// What carries a dossier forward, by the last part of its form's address
export const forward = ['acceptance', 'return', 'completion'];

export class Office {
  constructor(browser, served, { script, enter = (window, account) => window.signIn(account) }) {
    Object.assign(this, { browser, served, script, enter });
    const accounts = served.accounts();
    this.accounts = working.flatMap((role) => accounts.filter((each) => each.role === role));
    this.windows = new Map();
  }

  of(role) {
    return this.served.accounts().find((each) => each.role === role);
  }

  async windowOf(account) {
    if (!this.windows.has(account.account)) {
      const window = await Window.open(this.browser, this.served, { script: this.script });
      await this.enter(window, account);
      this.windows.set(account.account, window);
    }
    return this.windows.get(account.account);
  }

  // The window of the first whose worklist has this dossier.
  async holder(code) {
    for (const account of this.accounts) {
      const window = await this.windowOf(account);
      const list = await window.context.request.get('/worklist');
      if ((await list.text()).includes(code)) return { account, window };
    }
    return null;
  }

  // Step by step to the end; who did each.
  async carryOn(code, doStep) {
    const done = [];
    while (done.length < mostSteps) {
      const holder = await this.holder(code);
      if (!holder) return done;
      const { window, account } = holder;
      done.push(`${account.account}: ${await doStep(window, code)}`);
      window.nothingWentWrong(`${code}, ${done.at(-1)}`);
    }
    assert.fail(`${code} has no end: ${done.join(', ')}`);
  }

  async close() {
    for (const window of this.windows.values()) await window.close();
    this.windows.clear();
  }
}

// The form on a dossier's page that carries it forward.
export async function leadingForm(page) {
  for (const noun of forward) {
    const form = page.locator(`#acts form[action$="/acts/${noun}"]`).first();
    if ((await form.count()) > 0) return form;
  }
  assert.fail(`nothing on ${page.url()} carries it on: ${await page.locator('main').innerText()}`);
}
