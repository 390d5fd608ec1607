import assert from 'node:assert/strict';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Visit } from '../visit.ts';
import { go, HOSTILE } from './names.ts';

export async function readTable({ page, prefix, screenshot }: Visit) {
  await go(page, 'Tables');
  await page
    .locator('#tables')
    .getByRole('link', { name: `${prefix}-images`, exact: true })
    .click();
  await page.locator('#items tbody tr').nth(1).waitFor();
  await page.getByLabel('key is').fill(HOSTILE);
  await page.getByLabel('key is').press('Enter');
  await page.locator('#items tbody tr').nth(1).waitFor({ state: 'detached' });
  const item = page.locator('#items tbody tr');
  assert.equal(await item.locator('.name').innerText(), HOSTILE);
  await item.locator('summary').first().click();
  await item.locator('.json', { hasText: '"status": "READY"' }).waitFor();
  await screenshot('table-items');
}

/** Looked at twice, and still received by nobody. */
export async function peekQueue({ page, prefix, screenshot }: Visit) {
  await go(page, 'Queues');
  await page
    .locator('#queues')
    .getByRole('link', { name: `${prefix}-print-jobs`, exact: true })
    .click();
  const message = page.locator('#messages tbody tr').first();
  await message.waitFor();
  await message.locator('summary').click();
  await message.locator('.json', { hasText: '"jobId"' }).waitFor();
  await page.reload();
  await message.waitFor();
  assert.equal(await message.locator('.number').innerText(), '0');
  await screenshot('queue');
}

/** A job that the printer receives again and again is given up, and sent back. */
export async function sendBack({ page, prefix, system, screenshot }: Visit) {
  const sqs = new SQSClient(system);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${prefix}-print-jobs` }));
  const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
  while (((await sqs.send(receive)).Messages ?? []).length > 0);
  await go(page, 'Queues');
  await page
    .locator('#queues')
    .getByRole('link', { name: `${prefix}-print-jobs-dead-letters` })
    .click();
  await page.locator('#messages tbody tr').first().waitFor();
  await screenshot('dead-letters');
  await page.getByRole('button', { name: 'Send back' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByText('It is empty.').waitFor();
  await go(page, 'Queues');
  await page
    .locator('#queues')
    .getByRole('link', { name: `${prefix}-print-jobs`, exact: true })
    .click();
  await page.locator('#messages tbody tr').first().waitFor();
}

/** And what is sent by hand lies there as well. */
export async function sendMessage({ page }: Visit) {
  await page.locator('summary', { hasText: 'Send a message' }).click();
  await page.getByLabel('Message', { exact: true }).fill('{"sent": "by hand"}');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('#messages', { hasText: 'by hand' }).waitFor();
}

export async function publish({ page, prefix, screenshot }: Visit) {
  await go(page, 'Topics');
  await page
    .locator('#topics')
    .getByRole('link', { name: `${prefix}-images` })
    .click();
  await page.getByRole('heading', { level: 2, name: 'Subscriptions' }).waitFor();
  await page.getByLabel('Message', { exact: true }).fill('hello');
  await page.getByLabel(/^Attributes, JSON/).fill('{"status": "READY", "sizes": [1, 2]}');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.locator('#announced', { hasText: 'is published.' }).waitFor();
  await screenshot('topic');
}

export async function testRule({ page, prefix, screenshot }: Visit) {
  await go(page, 'Rules');
  await page
    .locator('#rules')
    .getByRole('link', { name: /photo-uploaded/ })
    .click();
  await page.locator('#targets', { hasText: `${prefix}-image-processing` }).waitFor();
  await page.getByLabel('Take a sample').selectOption('s3-object-deleted.json');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('The event does not match.').waitFor();
  await page.getByLabel('Event pattern').fill('{"source": ["aws.s3"]}');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('The event matches.').waitFor();
  await page.getByLabel('Event pattern').fill('{"source": "aws.s3"}');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.locator('#tester [role=status]', { hasText: 'not valid' }).waitFor();
  await screenshot('rule');
}

export async function searchLog({ page, prefix, screenshot }: Visit) {
  await go(page, 'Logs');
  await page
    .locator('#log-groups')
    .getByRole('link', { name: `/aws/lambda/${prefix}-image-inspect` })
    .click();
  await page.locator('#log tbody tr').first().waitFor();
  await page.getByLabel('Filter pattern').fill('REPORT');
  await page.getByLabel('Filter pattern').press('Enter');
  await page.locator('#log tbody tr').filter({ hasNotText: 'REPORT' }).first().waitFor({ state: 'detached' });
  assert.ok((await page.locator('#log tbody tr', { hasText: 'REPORT RequestId' }).count()) > 2);
  await screenshot('log');
  await page.getByLabel('Filter pattern').fill('{ $.level = ');
  await page.getByLabel('Filter pattern').press('Enter');
  await page.locator('.problem').waitFor();
}

export async function readMetric({ page, prefix, screenshot }: Visit) {
  await go(page, 'Alarms');
  await page
    .locator('#alarms')
    .getByRole('link', { name: /failed/i })
    .first()
    .click();
  await page.getByRole('img', { name: /threshold/ }).waitFor();
  await page.locator('#alarm-history').waitFor();
  await screenshot('alarm');
  await go(page, 'Metrics');
  await page.getByLabel('Namespace').selectOption('AWS/Lambda');
  const row = page.locator('#metrics tr', { hasText: `${prefix}-image-resize` }).filter({ hasText: 'Invocations' });
  await row.getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: 'Invocations' }).waitFor();
  await page.locator('.chart .point').first().waitFor();
  await page.locator('summary', { hasText: 'As a table' }).click();
  await page.locator('#points tbody tr').first().waitFor();
  await screenshot('metric');
}
