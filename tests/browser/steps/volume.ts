import assert from 'node:assert/strict';
import type { Request } from 'playwright-core';
import type { Visit } from '../visit.ts';
import { EXECUTIONS, ROWS, runMany, writeMany } from './many.ts';
import { go, tab } from './names.ts';

const MOST_ROWS = 200;

/** Of each view one page is asked, whatever there is behind it. */
export async function showMany(visit: Visit) {
  const { page } = visit;
  await writeMany(visit);
  await runMany(visit);
  await go(page, 'Alarms');
  await page.locator('#alarms li').first().waitFor();
  await measure(visit, `${ROWS} photos`, { requests: 1, bytes: 40_000 }, async () => {
    await go(page, 'Photos');
    await page.locator('#photos li').nth(47).waitFor();
  });
  await measure(visit, `${ROWS} orders`, { requests: 1, bytes: 20_000 }, async () => {
    await go(page, 'Orders');
    await page.locator('#orders li').nth(47).waitFor();
  });
  await measure(visit, `${EXECUTIONS} executions`, { requests: 1, bytes: 40_000 }, async () => {
    await go(page, 'Executions');
    await page.locator('#executions tbody tr').nth(49).waitFor();
  });
  await page.getByLabel('Status').selectOption('FAILED');
  await page.locator('#executions tr.failed', { hasText: 'full' }).getByRole('link', { name: 'full' }).click();
  await tab(page, 'Definition');
  await page.locator('.json').first().waitFor();
  await measure(visit, '25,000 events', { requests: 2, bytes: 60_000 }, async () => {
    await tab(page, /Events \(25,000\)/);
    await page.locator('#history tbody tr').nth(99).waitFor();
  });
  await measure(visit, 'as a table', { requests: 2, bytes: 60_000 }, async () => {
    await tab(page, 'Table');
    await page.locator('.track').nth(99).waitFor();
  });
}

interface Most {
  readonly requests: number;
  readonly bytes: number;
}

/**
 * What is asked from here until something is shown, the rows that it then has, and the page's memory. What is asked again, as
 * something has changed meanwhile, counts once, at its largest; what the page that is left asks for once more does not count.
 */
async function measure({ page }: Visit, name: string, most: Most, show: () => Promise<void>): Promise<void> {
  const left = page.url();
  const requests: Request[] = [];
  const note = (request: Request) => {
    if (page.url() !== left) requests.push(request);
  };
  page.on('request', note);
  await show();
  page.off('request', note);
  const isOfLeft = (request: Request) =>
    viewOf(left) !== viewOf(page.url()) && new URL(request.url()).pathname === `/_console/${viewOf(left)}`;
  const sizes = await jsonSizes(requests.filter((request) => !isOfLeft(request)));
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const rows = await page.locator('main :is(tbody tr, li)').count();
  const memory = await page.evaluate<number>('performance.memory.usedJSHeapSize');
  const figures = `${sizes.size} requests, ${bytes} bytes, ${rows} rows, ${(memory / 1e6).toFixed(1)} MB of memory`;
  process.stdout.write(`     ${name}: ${figures}\n`);
  const asked = `${name}: ${figures}\n${[...sizes.keys()].join('\n')}`;
  assert.ok(sizes.size >= 1, `${name}: nothing was asked`);
  assert.ok(sizes.size <= most.requests, asked);
  assert.ok(bytes <= most.bytes, asked);
  assert.ok(rows <= MOST_ROWS, asked);
}

/** The first part of an address: `orders` of `#/orders?status=`, which asks `/_console/orders`. */
const viewOf = (url: string) => /^#\/([^/?]+)/.exec(new URL(url).hash)?.[1] ?? '';

/** Bytes of the JSON answers, by what was asked. A request that was given up has no answer. */
async function jsonSizes(requests: readonly Request[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const request of requests) {
    const answer = await request.response();
    if (answer?.headers()['content-type'] !== 'application/json') continue;
    const { length } = await answer.body();
    sizes.set(answer.url(), Math.max(length, sizes.get(answer.url()) ?? 0));
  }
  return sizes;
}
