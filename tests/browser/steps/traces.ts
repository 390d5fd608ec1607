import assert from 'node:assert/strict';
import { placeOrder } from '../../../functions/orders/place-order.ts';
import type { Visit } from '../visit.ts';
import { go, HOSTILE, head, tab } from './names.ts';

const DECLINED = 'declined-order';
const PAYMENT = 'take-payment';
const MACHINE = 'StepFunctions StateMachine';
const FUNCTION = 'Lambda Function';

const line = ({ page, prefix }: Visit, name: string, kind: string) =>
  page
    .locator('#waterfall tbody tr')
    .filter({ has: page.getByRole('button', { name: name.replace(/^-/, `${prefix}-`), exact: true }) })
    .filter({ hasText: kind });

/** Goes on from the execution of the photo. */
export async function followPhoto(visit: Visit) {
  const { page, screenshot } = visit;
  await tab(page, 'Trace');
  const shown = [
    ...['-image-processing', '-image-metadata'].map((name) => [name, MACHINE] as const),
    ...['-image-inspect', '-image-resize', '-image-convert', '-metadata-read'].map((name) => [name, FUNCTION] as const),
    ...['Claim photo', 'Develop', 'Convert widths', 'Announce developed', 'Tell people'].map(
      (name) => [name, ''] as const,
    ),
    ...[['EventBridge', 'PutEvents'] as const, ['SNS', 'Publish'] as const],
  ];
  // What functions send by themselves comes when it comes.
  for (const [name, kind] of shown) await line(visit, name, kind).first().waitFor();
  await line(visit, '-image-convert', 'Lambda').filter({ hasText: 'fault' }).first().waitFor();
  await screenshot('trace');
  await page.getByRole('button', { name: 'Claim photo', exact: true }).click();
  await page.locator('#panel h2', { hasText: 'Claim photo' }).waitFor();
  await page.getByRole('button', { name: 'Claim photo', exact: true }).click();
  await page
    .locator('#panel')
    .getByRole('link', { name: /image-processing$/ })
    .waitFor();
}

export async function readCost({ page, screenshot }: Visit) {
  await tab(page, 'Cost');
  const bill = page.locator('#bill tbody tr');
  for (const what of [
    'state transitions',
    'Express requests',
    'duration, arm64',
    'write request units',
    'traces recorded',
  ])
    await bill.filter({ hasText: what }).waitFor();
  assert.match(await page.locator('#types').innerText(), /^Standard \$0\.0004\d+, Express \$0\.\d{8}$/);
  assert.match(await page.locator('#panel').innerText(), /1,000 of the same \$\d+\.\d\d, a million \$/);
  await page.locator('#states tr', { hasText: 'Convert' }).first().waitFor();
  await screenshot('cost');
  await tab(page, 'Graph');
  await head(page, 'Claim photo').waitFor();
}

export async function followFault(visit: Visit) {
  const { page, lab, prefix, screenshot } = visit;
  await placeOrder(
    { documents: lab.dynamodb, ordersTable: `${prefix}-orders` },
    {
      ...{ orderId: DECLINED, version: 1, customer: 'browser', card: 'tok_declined', placedAt: '2026-01-02T03:04:05Z' },
      lines: [{ photo: HOSTILE, size: '10x15', paper: 'matte', quantity: 1 }],
    },
  );
  await go(page, 'Traces');
  await page.locator('#traces tbody tr').first().waitFor();
  const filter = page.getByLabel(/^Filter expression/);
  await filter.fill('fault AND');
  await filter.press('Enter');
  await page.getByRole('alert').getByText('it ends at position 9').waitFor();
  await filter.fill(`service(id(name: "${prefix}-orders-${PAYMENT}", type: "AWS::Lambda::Function")) { fault }`);
  await filter.press('Enter');
  const found = page.locator('#traces tbody tr', { hasText: `fault of ${prefix}-orders-${PAYMENT}` });
  await found.first().waitFor();
  await screenshot('traces');
  await found.first().getByRole('link').click();
  const failed = line(visit, `-orders-${PAYMENT}`, FUNCTION).filter({ hasText: 'fault' });
  await failed.waitFor();
  assert.equal(await line(visit, '-orders-review', FUNCTION).filter({ hasText: 'fault' }).count(), 0);
  await failed.getByRole('button').click();
  await page.locator('#panel .failure').first().waitFor();
  await screenshot('fault');
}

export async function readMap({ page, prefix, screenshot }: Visit) {
  await go(page, 'Service map');
  const box = (name: string) => page.locator(`[data-service="${prefix}-${name}"]`).first();
  for (const name of ['image-processing', 'image-convert', 'images']) await box(name).waitFor();
  const lines = page.locator('#services tbody tr');
  assert.match(
    await lines
      .filter({ hasText: `${prefix}-image-resize` })
      .first()
      .innerText(),
    /a minute[\s\S]*%[\s\S]*(ms|s)/,
  );
  await screenshot('service-map');
  await box('image-processing').click();
  await page.getByRole('link', { name: `Traces of ${prefix}-image-processing` }).click();
  await page.locator('#traces tbody tr').first().waitFor();
}
