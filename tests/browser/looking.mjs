// What is wrong with a page that anybody can see, hear or run into.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../driving/program.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rawKey = new RegExp(`\\b(?:${[...rooms()].join('|')})\\.[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*\\b`, 'g');

// The first part of every word's key: page, dossier, duty …
function rooms() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((path) => path.endsWith('words.vi.json'));
  const keys = files.flatMap((path) => Object.keys(JSON.parse(readFileSync(join(root, 'src', path), 'utf8'))));
  return new Set(keys.map((key) => key.split('.')[0]));
}

// Serious and critical violations of accessibility, each with where. In a world of axe's own, which no policy hinders.
export async function unusable(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter((each) => ['serious', 'critical'].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')}`);
}

// What a page is made of: its elements with what they are and how they look, each once, whatever words they hold. Where
// nothing in it is new, axe has seen it all.
export function partsOf(page) {
  return page.evaluate(() => {
    const telling = /^(class|type|role|lang|scope|tabindex|rel|autocomplete|aria-(?!label|describedby|controls).*)$/;
    const part = (element) => {
      const attributes = [...element.attributes].map(
        ({ name, value }) => `${name}${telling.test(name) ? `=${value}` : value === '' ? ' empty' : ''}`);
      const text = element.childElementCount > 0 || element.textContent.trim() ? '' : ' empty';
      return `${element.parentElement?.tagName} > ${element.tagName} ${attributes.sort().join(' ')}${text}`;
    };
    return [...new Set([...document.querySelectorAll('*')].map(part))];
  });
}

// The page itself does not scroll sideways; a wide table does, inside its box.
export function tooWide(page) {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over <= 0) return [];
    const isFar = (element) => element.getBoundingClientRect().right > window.innerWidth + 1;
    const far = [...document.querySelectorAll('main *')].filter(
      (element) => isFar(element) && !element.closest('.table-responsive'));
    return [`${over} pixels too wide: ${far.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))}`];
  });
}

// Keys that stayed where their word should be, and names that no template filled.
export async function unworded(page) {
  const said = await page.evaluate(() => {
    const named = ['aria-label', 'title', 'placeholder', 'alt', 'value', 'data-saved', 'data-copied'];
    const of = (element) => named.map((name) => element.getAttribute(name)).filter(Boolean);
    // The value of a choice is for the program; its words are what is read
    const hidden = [...document.querySelectorAll('*:not(option)')].flatMap(of);
    return [document.title, document.body.textContent, ...hidden].join('\n');
  });
  return [...new Set([...(said.match(rawKey) ?? []), ...(said.match(/\{\{.{0,30}/g) ?? [])])];
}
