import assert from 'node:assert/strict';
import { orderPrint } from '#lab/sample-order.ts';
import { answerApproval } from '../../../functions/orders/approval.ts';
import { placeOrder } from '../../../functions/orders/place-order.ts';
import type { Visit } from '../visit.ts';
import { go, HOSTILE, head, tab } from './names.ts';

const DEAR = 'dear-order';

export async function readOrder({ page, lab, prefix, screenshot }: Visit) {
  const order = await orderPrint(lab, prefix, HOSTILE);
  await go(page, 'Orders');
  const row = page.locator('#orders li.confirmed', { hasText: order });
  await row.waitFor();
  assert.match(await row.innerText(), /€0\.29/);
  assert.match(await row.innerText(), /1 print of .*Paid, and handed to the printer\./s);
  await screenshot('orders');
  await row.getByRole('link').click();
  await page.locator('.dot.end.succeeded').waitFor();
  assert.equal(await page.textContent('#execution-title'), order);
  await page.goBack();
}

/** One that waits for somebody to approve it. */
export const placeDear = ({ lab, prefix }: Visit, orderId: string) =>
  placeOrder(
    { documents: lab.dynamodb, ordersTable: `${prefix}-orders` },
    {
      ...{ orderId, version: 1, customer: 'browser', card: 'tok_visa', placedAt: '2026-01-02T03:04:05Z' },
      lines: [{ photo: HOSTILE, size: '30x45', paper: 'fine-art', quantity: 20 }],
    },
  );

export async function watchRun(visit: Visit) {
  const { page, lab, prefix, screenshot } = visit;
  await placeDear(visit, DEAR);
  await page.locator('#orders li.awaiting_approval a', { hasText: DEAR }).click();
  await page.locator('.state.running', { hasText: 'Await approval' }).waitFor();
  await head(page, 'Await approval').click();
  await page.getByText('Waits for its task token').waitFor();
  assert.ok((await page.getByLabel('Token').inputValue()).length > 10, 'the token of the call is at hand');
  await page.locator('#panel summary', { hasText: /ways? on/ }).click();
  await head(page, 'Await approval').focus();
  await screenshot('waiting');
  const deps = { documents: lab.dynamodb, ordersTable: `${prefix}-orders`, states: lab.states, now: Date.now };
  await answerApproval(deps, DEAR, 'APPROVE');
  await page.locator('.dot.end.succeeded').waitFor();
  assert.equal(await page.locator('#panel details[open] .exits').count(), 1);
  assert.equal(await page.locator('[data-state="Await approval"]:focus').count(), 1);
  await tab(page, 'Graph');
  await page.goBack();
}

export async function approveInPage(visit: Visit) {
  const { page } = visit;
  const order = `${DEAR}-2`;
  await placeDear(visit, order);
  const row = page.locator('#orders li', { hasText: order });
  await row.getByRole('button', { name: 'Approve' }).click();
  await page.getByText(`${order} is approved.`).waitFor();
  await page.locator('#orders li.confirmed', { hasText: order }).waitFor();
}
