import assert from 'node:assert/strict';
import { orderPrint } from '#lab/sample-order.ts';
import { samplePhoto } from '#lab/sample-photo.ts';
import { answerApproval } from '../../functions/orders/approval.ts';
import { placeOrder } from '../../functions/orders/place-order.ts';
import type { Visit } from './visit.ts';

/** A name that would be a program if the page took names for HTML. */
const HOSTILE = '<img src=x onerror=alert(1)>.jpg';
const NO_PICTURE = '"><script>alert(2)</script>.txt';
const DEAR = 'dear-order';
const WIDEST_PHONE = 400;

type Step = (visit: Visit) => Promise<void>;

/** In this order: each goes on where the one before ended. */
export const steps: readonly (readonly [name: string, step: Step])[] = [
  ['an upload through the page is developed', uploadPhoto],
  ['a card shows the picture, its variants and what they save', readCard],
  ['a file that is no picture is rejected, with its reason', uploadNoPicture],
  ['an execution shows its graph, with attempts, items and the last error', readGraph],
  ['a state shows its attempts, errors, input and output', readState],
  ['the history names states, attempts and errors', readHistory],
  ['an order shows its total, status and reason, and its run which order it is', readOrder],
  ['a run that waits goes on before the eyes, and keeps what is open and focused', watchRun],
  ['the keyboard reaches runs and states', useKeyboard],
  ['nothing is wider than a phone', fitPhone],
  ['dark where that is preferred', goDark],
  ['nothing moves while it loads', loadCalmly],
  ['names stay names, nothing is loaded from elsewhere, and the browser complains of nothing', hearNoComplaints],
];

async function uploadPhoto({ page, endpoint, screenshot }: Visit) {
  await page.goto(`${endpoint}/`);
  await page.locator('#lab').waitFor();
  await page.setInputFiles('#files', { name: HOSTILE, mimeType: 'image/jpeg', buffer: await samplePhoto() });
  await page.locator('#photos li.ready', { hasText: HOSTILE }).waitFor();
  assert.equal(await page.textContent('#sent'), `${HOSTILE} is sent.`);
  await screenshot('lab');
}

async function readCard({ page }: Visit) {
  const card = page.locator('#photos li', { hasText: HOSTILE });
  await page.waitForFunction(`document.querySelector('#photos img').naturalWidth > 0`);
  const shown = await page.evaluate<string>(`document.querySelector('#photos img').currentSrc`);
  assert.match(shown, /\.avif$/, 'the browser takes the best format that it knows');
  assert.match((await card.locator('summary').textContent()) ?? '', /^\d+ kB → \d+(\.\d)? kB, \d+% saved$/);
  await card.locator('summary').click();
  assert.equal(await card.locator('td a').count(), 9);
}

async function uploadNoPicture({ page }: Visit) {
  const buffer = Buffer.from('no picture');
  await page.setInputFiles('#files', { name: NO_PICTURE, mimeType: 'text/plain', buffer });
  const card = page.locator('#photos li.rejected', { hasText: NO_PICTURE });
  await card.getByText('rejected: The file is no picture').waitFor();
}

async function readGraph({ page, screenshot }: Visit) {
  await page.locator('#photos li.ready a.name').click();
  await page.locator('#graph .end.succeeded').waitFor();
  assert.equal(await page.textContent('#run-title'), HOSTILE);
  assert.match(await head(page, 'Convert widths').innerText(), /3 of 3 items/);
  assert.match(await head(page, 'Convert').innerText(), /3 runs, 4 attempts\s.*last error: Runtime\.ExitError/s);
  assert.equal(await page.locator('.retried').count(), 1, 'only what was retried looks like it');
  await screenshot('execution');
}

async function readState({ page, screenshot }: Visit) {
  await head(page, 'Convert').click();
  const panel = page.locator('#panel');
  assert.equal(await head(page, 'Convert').getAttribute('aria-pressed'), 'true');
  for (const run of await panel.locator('summary', { hasText: /^Run [23]/ }).all()) await run.click();
  assert.equal(await panel.locator('p', { hasText: '2 attempts' }).count(), 1);
  assert.match(await panel.locator('.failure').innerText(), /Runtime\.ExitError\s+\{\s+"errorType"/);
  assert.match(await panel.innerText(), /Input\s+\{\n {2}"width": \d+/);
  assert.ok((await panel.locator('pre').filter({ hasText: HOSTILE }).count()) > 0);
  await head(page, 'Read metadata').click();
  assert.ok((await panel.locator('pre > details > summary').count()) > 0, 'long strings are folded');
  await screenshot('state');
}

async function readHistory({ page, screenshot }: Visit) {
  await page.locator('#history-count').click();
  assert.match((await page.textContent('#history-count')) ?? '', /^History: \d+ events$/);
  const rows = page.locator('#history tr');
  assert.equal(await rows.filter({ hasText: 'TaskFailed' }).filter({ hasText: 'Runtime.ExitError' }).count(), 1);
  assert.equal(await rows.filter({ hasText: 'TaskScheduled' }).filter({ hasText: 'attempt 2' }).count(), 1);
  await screenshot('history');
  await page.goBack();
}

async function readOrder({ page, lab, prefix, screenshot }: Visit) {
  const order = await orderPrint(lab, prefix, HOSTILE);
  const row = page.locator('#orders li.confirmed', { hasText: order });
  await row.waitFor();
  assert.match(await row.innerText(), /€0\.29/);
  assert.match(await row.innerText(), /1 print of .*Paid, and handed to the printer\./s);
  await page.locator('#executions li', { hasText: order }).locator('a').click();
  await page.locator('#graph .end.succeeded').waitFor();
  assert.equal(await page.textContent('#run-title'), order);
  await screenshot('order');
  await page.goBack();
}

async function watchRun({ page, lab, prefix, screenshot }: Visit) {
  const ordersTable = `${prefix}-orders`;
  const lines = [{ photo: HOSTILE, size: '30x45', paper: 'fine-art', quantity: 20 }];
  const order = {
    orderId: DEAR,
    version: 1,
    customer: 'browser',
    card: 'tok_visa',
    placedAt: '2026-01-02T03:04:05Z',
    lines,
  };
  await placeOrder({ documents: lab.dynamodb, ordersTable }, order);
  await page.locator('#orders li.awaiting_approval a', { hasText: DEAR }).click();
  await page.locator('.state.running', { hasText: 'Await approval' }).waitFor();
  await head(page, 'Await approval').click();
  await page.locator('#graph > .others > summary').click();
  await head(page, 'Await approval').focus();
  await screenshot('waiting');
  const deps = { documents: lab.dynamodb, ordersTable, states: lab.states, now: Date.now };
  await answerApproval(deps, DEAR, 'APPROVE');
  await page.locator('#graph .end.succeeded').waitFor();
  assert.equal(await page.locator('#graph > .others[open]').count(), 1);
  assert.equal(await page.locator('[data-state="Await approval"]:focus').count(), 1);
  assert.equal(await page.textContent('#panel h3'), 'Await approval');
  await page.goBack();
}

async function useKeyboard({ page }: Visit) {
  const focused = page.locator('#photos li.ready a.name:focus');
  for (let key = 0; key < 10 && (await focused.count()) === 0; key += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await head(page, 'Claim photo').waitFor();
  await page.locator('#graph .end').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.textContent('#panel h3'), 'Claim photo');
}

async function fitPhone({ page, screenshot }: Visit) {
  await page.setViewportSize({ width: WIDEST_PHONE, height: 800 });
  assert.equal(await width(page), WIDEST_PHONE);
  await screenshot('phone-execution');
  await page.goBack();
  await page.locator('#lab').waitFor();
  assert.equal(await width(page), WIDEST_PHONE);
  await screenshot('phone-lab');
}

async function goDark({ page, screenshot }: Visit) {
  const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.notEqual(await paper(), light);
  await page.setViewportSize({ width: 1280, height: 900 });
  await screenshot('dark');
}

async function loadCalmly({ page, layoutShift }: Visit) {
  await page.reload();
  await page.locator('#photos img').first().waitFor();
  await page.waitForLoadState('networkidle');
  assert.ok((await layoutShift()) < 0.01, `layout shift of ${await layoutShift()}`);
}

async function hearNoComplaints({ page, complaints }: Visit) {
  assert.equal(await page.locator('img[src="x"], script:not([src])').count(), 0);
  assert.deepEqual(complaints, []);
}

const head = (page: Visit['page'], state: string) => page.locator(`[data-state="${state}"]`);

const width = (page: Visit['page']) => page.evaluate<number>('document.documentElement.scrollWidth');
