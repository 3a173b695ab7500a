// Chromium, and windows of it onto one served record. A window notes what a page does wrong that nobody sees: errors
// on the console, refusals of the content security policy among them, and scripts that throw.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { Served } from '../driving/program.mjs';

// A Tuesday morning, after the season that the sample lays
export const tuesday = '2026-11-17T08:30+07:00';
export const desk = 1280;
export const telephone = 390;
const heights = { [desk]: 900, [telephone]: 844 };
const patience = 20_000;

export function openOffice(demo = 40) {
  return Served.fresh({ demo, seed: 'browser', clock: tuesday });
}

export function openChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

export class Window {
  static async open(browser, served, { width = desk, script = true } = {}) {
    const context = await browser.newContext({
      baseURL: served.address,
      viewport: { width, height: heights[width] },
      javaScriptEnabled: script,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    context.setDefaultTimeout(patience);
    return new Window(context, await context.newPage());
  }

  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.faults = [];
    this.refused = new Set();
    page.on('response', (response) => {
      if (response.status() >= 400 && response.request().isNavigationRequest()) this.refused.add(response.url());
    });
    page.on('console', (message) => this.#note(message));
    page.on('pageerror', (error) => this.faults.push(String(error)));
  }

  // That a page is not there, or not for its visitor, is told on the console too, at times when one is elsewhere already;
  // whoever went there sees it. For a file that is no page (open data, a picture) the browser asks of itself for an icon
  // at the place where icons once lay.
  #note(message) {
    const { url } = message.location();
    const known = this.refused.has(url) || url.endsWith('/favicon.ico');
    const isPage = known && message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isPage) this.faults.push(`${message.text()} ${url}`);
  }

  goto(path) {
    return this.page.goto(path);
  }

  async signIn({ account, password }) {
    await this.goto('/sign-in');
    await this.page.fill('[name=account]', account);
    await this.page.fill('[name=password]', password);
    await this.page.click('main button[type=submit]');
    await this.isSignedIn(account);
  }

  async isSignedIn(account) {
    await this.page.waitForURL((url) => url.pathname !== '/sign-in');
    assert.equal(await this.page.locator('form[action="/sign-out"]').count(), 1, `${account} is not signed in`);
  }

  main() {
    return this.page.locator('main');
  }

  text(selector = 'main') {
    return this.page.locator(selector).first().innerText();
  }

  // What a page did wrong since the last time this was asked.
  nothingWentWrong(where) {
    const faults = this.faults.splice(0);
    assert.deepEqual(faults, [], `on ${where}`);
  }

  close() {
    return this.context.close();
  }
}
