import assert from 'node:assert/strict';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Visit } from '../visit.ts';
import { go, head } from './names.ts';

/** An event that is none of S3's fails its execution. */
export async function redriveFailed({ page, lab, screenshot }: Visit) {
  const stateMachineArn = lab.names.imageProcessing;
  await lab.states.send(new StartExecutionCommand({ stateMachineArn, name: 'nobody', input: '{"detail": {}}' }));
  await go(page, 'Executions');
  await page.getByLabel('Status').selectOption('FAILED');
  await page.locator('#executions tr.failed', { hasText: 'nobody' }).getByRole('link', { name: 'nobody' }).click();
  await page.locator('#execution-error').waitFor();
  await page.locator('.state.failed .head').first().click();
  await page.locator('#panel .failure').first().waitFor();
  await screenshot('failed-state');
  await page.getByRole('button', { name: 'Redrive' }).click();
  await page.locator('.facts', { hasText: 'redriven 1 time' }).waitFor();
  assert.equal(await head(page, 'Claim photo').count(), 1);
}
