import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Visit } from '../../visit.ts';
import { go, HOSTILE, head, isSeen } from '../names.ts';
import { walkPages } from './pages.ts';

const WIDEST_PHONE = 390;
export async function useKeyboard({ page }: Visit) {
  await go(page, 'Photos');
  await page.locator('#photos li.ready').first().waitFor();
  const focused = page.locator(`#photos li.ready a:focus`);
  for (let key = 0; key < 30 && (await focused.count()) === 0; key += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: 'How it was developed' });
  await link.waitFor();
  assert.equal(await page.locator('main:focus').count(), 1, 'the focus goes where the view went');
  await link.focus();
  await page.keyboard.press('Enter');
  await head(page, 'Claim photo').waitFor();
  await page.locator('.dot').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#panel h2', { hasText: 'Claim photo' }).waitFor();
  await page.getByRole('tab', { name: 'Graph' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('[role=tab][aria-selected=true]:focus', { hasText: 'Table' }).waitFor();
}

/** https://github.com/dequelabs/axe-core */
export async function passAxe(visit: Visit) {
  const { page } = visit;
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await walkPages(visit, (where) => expectClean(page, axe, `${where}, ${colorScheme}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectClean(page: Visit['page'], axe: string, where: string): Promise<void> {
  const found = await page.evaluate<string[]>(`(async () => {
    if (!globalThis.axe) { ${axe} }
    const { violations } = await globalThis.axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    });
    return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 200)).join(' | '));
  })()`);
  assert.deepEqual(found, [], where);
}

export async function fitPhone(visit: Visit) {
  const { page, screenshot } = visit;
  await walkPages(visit, (where) => expectWhole(page, where));
  await page.setViewportSize({ width: WIDEST_PHONE, height: 800 });
  await walkPages(visit, async (where) => {
    assert.equal(await width(page), WIDEST_PHONE, where);
    await expectWhole(page, where);
  });
  await go(page, 'Photos');
  await page.locator('#photos li.ready').first().waitFor();
  await screenshot('phone-photos');
  await go(page, 'Executions');
  await page.locator('#executions a.name', { hasText: HOSTILE }).first().click();
  await head(page, 'Convert').click();
  await screenshot('phone-execution');
}

/** What is wider than its column scrolls, or goes on below at a space: no word of a table, button or heading is torn. */
async function expectWhole(page: Visit['page'], where: string): Promise<void> {
  assert.deepEqual(await page.evaluate<string[]>(TORN_WORDS), [], `torn at ${where}`);
}

/** Runs in the page. Words that are longer than a column can be are broken. */
const TORN_WORDS = `(() => {
  const torn = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const host = text.parentElement;
    if (!host.closest('td, th, button, h1, h2, h3, label, .pill') || host.closest('.json, .text, select, code, .about')) continue;
    for (const { 0: word, index } of text.data.matchAll(/(?<![\\p{L}\\d.,])[\\p{L}\\d.,]{2,20}(?![\\p{L}\\d.,])/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top / 6)));
      if (lines.size > 1) torn.push(word);
    }
  }
  return torn;
})()`;

export async function goDark({ page, screenshot }: Visit) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.notEqual(await paper(), light);
  await screenshot('dark-execution');
  await go(page, 'Photos');
  await page.locator('#photos li.ready').first().waitFor();
  await screenshot('dark-photos');
}

/** Every page, as it is opened by its address on a phone, where least is beside another. */
export async function loadCalmly(visit: Visit) {
  const { page, layoutShift } = visit;
  await page.setViewportSize({ width: WIDEST_PHONE, height: 800 });
  await walkPages(visit, async (where, filled) => {
    await page.reload();
    await page.locator(filled).first().waitFor();
    assert.ok((await layoutShift()) < 0.1, `layout shift of ${await layoutShift()} at ${where}`);
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await go(page, 'Photos');
  await page.reload();
  await page.locator('#photos img').first().waitFor();
  await isSeen(page.locator('#photos img').first());
  await isSeen(page.locator('#photos img').last());
  assert.ok((await layoutShift()) < 0.1, `layout shift of ${await layoutShift()}`);
}

export async function complainOfNothing({ page, complaints }: Visit) {
  assert.equal(await page.locator('img[src="x"], script:not([src])').count(), 0);
  assert.deepEqual(complaints, []);
}

const width = (page: Visit['page']) => page.evaluate<number>('document.documentElement.scrollWidth');
