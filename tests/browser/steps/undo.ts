import assert from 'node:assert/strict';
import { CreateStateMachineCommand, DescribeStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Visit } from '../visit.ts';
import { go } from './names.ts';
import { placeDear } from './orders.ts';

const patient = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 86_400, End: true } } };

/** What cannot be undone is asked first: whoever says no changes nothing. */
export async function stopRun({ page, lab: { states, names } }: Visit) {
  const { roleArn } = await states.send(new DescribeStateMachineCommand({ stateMachineArn: names.imageProcessing }));
  const create = new CreateStateMachineCommand({ name: 'patient', roleArn, definition: JSON.stringify(patient) });
  const { stateMachineArn } = await states.send(create);
  await states.send(new StartExecutionCommand({ stateMachineArn, name: 'waits' }));
  await go(page, 'Executions');
  await page.locator('#executions tr.running', { hasText: 'waits' }).getByRole('link', { name: 'waits' }).click();
  await page.locator('.state.running').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('group', { name: 'Stop this execution?' }).getByRole('button', { name: 'No' }).click();
  assert.equal(await page.locator('.state.running').count(), 1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByText('The execution is stopped.').waitFor();
  await page.locator('.dot.end.aborted').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Stop' }).count(), 0);
}

export async function cancelOrder(visit: Visit) {
  const { page } = visit;
  await placeDear(visit, 'regretted-order');
  await go(page, 'Orders');
  const row = page.locator('#orders li', { hasText: 'regretted-order' });
  await row.getByRole('button', { name: 'Cancel' }).click();
  await row.getByRole('button', { name: 'Yes' }).click();
  await page.getByText('regretted-order is to be cancelled.').waitFor();
  await page.locator('#orders li.cancelled', { hasText: 'regretted-order' }).waitFor();
  assert.equal(await row.getByRole('button').count(), 0);
}
