import { cardOf, takeInByScan } from '../../tests/browser/intake_by_scan.mjs';
import { Window, openChromium, openOffice } from '../../tests/browser/window.mjs';

const intakes = 20;

const served = await openOffice(100);
const browser = await openChromium();
const window = await Window.open(browser, served);
await window.signIn(served.accounts().find((each) => each.role === 'clerk'));
const took = [];
let keys = 0;
for (let number = 1; number <= intakes; number += 1) {
  const begun = performance.now();
  ({ keys } = await takeInByScan(window.page, cardOf(number)));
  took.push((performance.now() - begun) / 1000);
}
took.sort((a, b) => a - b);
const second = (place) => took[Math.floor(place * (took.length - 1))].toFixed(2);
console.log(`intake of 1.005092 by card, ${keys} keys   p50 ${second(0.5)} s   p90 ${second(0.9)} s   of ${intakes}`);
await browser.close();
await served.end();
