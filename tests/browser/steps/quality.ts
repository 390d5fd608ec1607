import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Visit } from '../visit.ts';
import { go, HOSTILE, head, isSeen } from './names.ts';

const WIDEST_PHONE = 390;
/** What each page shows once it has asked. */
const FILLED = {
  Photos: '#photos li.ready',
  Orders: '#orders li',
  Executions: '#executions tbody tr',
  'State machines': '#machines tbody tr',
  Traces: '#traces tbody tr',
  'Service map': '#services tbody tr',
  Cost: '#bill tbody tr',
  Alarms: '#alarms li',
  Tables: '#tables tbody tr',
  Queues: '#queues tbody tr',
  Topics: '#topics tbody tr',
  Rules: '#rules tbody tr',
  Logs: '#log-groups tbody tr',
  Metrics: '#metrics tbody tr',
  Walkthrough: '#chapters li',
  Experiments: '#experiments summary',
  'Mock exam': '#domains, .study button',
} as const;
const PAGES = [
  ...(['Photos', 'Orders', 'Executions', 'State machines', 'Traces', 'Service map', 'Cost', 'Alarms'] as const),
  ...(['Tables', 'Queues', 'Topics', 'Rules', 'Logs', 'Metrics', 'Walkthrough', 'Experiments', 'Mock exam'] as const),
] as const;

/** Pages of one thing: the first of a list, and what it shows once it has asked. */
const SINGLES = [
  ['Tables', '#tables a', '#items tbody tr'],
  ['Queues', '#queues a', '#messages, .empty'],
  ['Topics', '#topics a', 'h2'],
  ['Rules', '#rules a', '#targets tbody tr'],
  ['Logs', '#log-groups a', '#log tbody tr, .empty'],
  ['Metrics', '#metrics a', '.chart'],
  ['Alarms', '#alarms a', '#alarm-history'],
  ['Walkthrough', '#chapters a', '.command'],
  ['State machines', '#machines a.name', '.state'],
  ['Photos', '#photos li.ready a', '.compare'],
  ['Traces', '#traces tbody a', '#waterfall'],
] as const;

/** What each view of an execution shows once it has asked. */
const TABS = [
  ['Graph', '.state'],
  ['Table', '.track'],
  ['Events', '#history'],
  ['Trace', '#waterfall'],
  ['Cost', '#bill'],
  ['Definition', '.json'],
] as const;

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
export async function passAxe({ page }: Visit) {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const name of PAGES) {
      await go(page, name);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.locator(FILLED[name]).first().waitFor();
      await expectClean(page, axe, `${name}, ${colorScheme}`);
    }
    for (const [list, link, filled] of SINGLES) {
      await go(page, list);
      await page.locator(link).first().click();
      await page.locator(filled).first().waitFor();
      await expectClean(page, axe, `one of ${list}, ${colorScheme}`);
    }
    await go(page, 'Executions');
    await page.locator('#executions a.name', { hasText: HOSTILE }).first().click();
    await head(page, 'Convert').click();
    for (const [tab, filled] of TABS) {
      await page.getByRole('tab', { name: tab }).click();
      await page.locator(filled).first().waitFor();
      await expectClean(page, axe, `Execution, ${tab}, ${colorScheme}`);
    }
    await openMapRun(page);
    await expectClean(page, axe, `Map run, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function openMapRun(page: Visit['page']): Promise<void> {
  await go(page, 'Executions');
  await page.locator('#executions').getByRole('link', { name: 'library', exact: true }).click();
  await head(page, 'Develop small photos').click();
  await page
    .locator('#panel')
    .getByRole('link', { name: /^Map run / })
    .click();
  await page.locator('#map-run-counts tbody tr').first().waitFor();
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

export async function fitPhone({ page, screenshot }: Visit) {
  await page.setViewportSize({ width: WIDEST_PHONE, height: 800 });
  for (const name of PAGES) {
    await go(page, name);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    assert.equal(await width(page), WIDEST_PHONE, name);
  }
  await go(page, 'Photos');
  await page.locator('#photos li.ready').first().waitFor();
  await screenshot('phone-photos');
  await go(page, 'Executions');
  await page.locator('#executions a.name', { hasText: HOSTILE }).first().click();
  await head(page, 'Convert').click();
  assert.equal(await width(page), WIDEST_PHONE);
  await screenshot('phone-execution');
}

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

export async function loadCalmly({ page, layoutShift }: Visit) {
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
