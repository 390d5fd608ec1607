import assert from 'node:assert/strict';
import { CreateStateMachineCommand, DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Visit } from '../visit.ts';
import { go, HOSTILE, NO_PICTURE } from './names.ts';

export async function filterExecutions({ page, screenshot }: Visit) {
  await go(page, 'Executions');
  await page.locator('#executions tbody tr').first().waitFor();
  await screenshot('executions');
  await page.getByLabel('State machine').selectOption({ label: await machineNamed(page, 'image-processing') });
  await page.getByLabel('Name or subject').fill('img src');
  await page.getByLabel('Name or subject').press('Enter');
  await page.locator('#executions tbody tr').nth(1).waitFor({ state: 'detached' });
  const rows = page.locator('#executions tbody tr');
  assert.equal(await rows.count(), 1);
  assert.match(await rows.innerText(), /image-processing/);
  assert.ok((await rows.innerText()).includes(HOSTILE));
  await page.getByRole('button', { name: 'Clear' }).click();
  await rows.nth(1).waitFor();
}

/** Of the run that nobody's event failed, and nothing that was started in another year. */
export async function filterFailures({ page }: Visit) {
  const rows = page.locator('#executions tbody tr');
  const search = page.getByLabel('Text in the error');
  await search.fill('does not name an OBJECT');
  await search.press('Enter');
  await rows
    .filter({ has: page.locator('.pill.succeeded') })
    .first()
    .waitFor({ state: 'detached' });
  await rows.filter({ hasText: 'nobody' }).first().waitFor();
  assert.equal(await rows.filter({ hasNotText: 'InvalidEvent' }).count(), 0);
  await page.getByLabel('To', { exact: true }).fill('2026-01-01T00:00');
  await rows.first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Clear' }).click();
  await rows.nth(1).waitFor();
}

async function machineNamed(page: Visit['page'], end: string): Promise<string> {
  const labels = await page.getByLabel('State machine').locator('option').allInnerTexts();
  return labels.find((label) => label.endsWith(end)) ?? '';
}

export async function readMachine({ page, screenshot }: Visit) {
  await go(page, 'State machines');
  await page
    .locator('#machines')
    .getByRole('link', { name: /order-processing$/ })
    .click();
  await page.locator('.state.unvisited').first().waitFor();
  await page.locator('[data-state="Await approval"]').click();
  await page.locator('#panel h2', { hasText: 'Await approval' }).waitFor();
  assert.match(await page.locator('#panel').innerText(), /waitForTaskToken/);
  await screenshot('machine');
}

/** An execution that succeeded in refusing a photo is not told as one that developed it. */
export async function readRefusal({ page }: Visit) {
  await go(page, 'Executions');
  const row = page.locator('#executions tbody tr', { hasText: NO_PICTURE });
  await row.locator('.pill.rejected').waitFor();
  assert.match(await row.innerText(), /The file is no picture/);
  await row.getByRole('link', { name: NO_PICTURE }).click();
  await page.locator('.title .pill.rejected').waitFor();
  await page.locator('.outcome', { hasText: 'The file is no picture' }).waitFor();
}

export async function readExpress({ page, lab, system, screenshot }: Visit) {
  const states = new SFNClient({ ...system, disableHostPrefix: true });
  const { roleArn } = await states.send(
    new DescribeStateMachineCommand({ stateMachineArn: lab.names.imageProcessing }),
  );
  const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
  await states.send(new CreateStateMachineCommand({ name: 'silent', type: 'EXPRESS', roleArn, definition }));
  await go(page, 'Executions');
  await page
    .locator('#executions')
    .getByRole('link', { name: /image-metadata$/ })
    .first()
    .waitFor();
  await page.locator('p', { hasText: 'Not everything logs' }).getByRole('link', { name: 'silent' }).click();
  await page.getByText('With LoggingConfiguration: Level: ALL').waitFor();
  await page.getByText('None is like that.').waitFor();
  await page
    .getByLabel('State machine')
    .selectOption({ label: `${await machineNamed(page, 'image-metadata (Express)')}` });
  await page.getByText('Step Functions keeps no list of Express executions').waitFor();
  await screenshot('express');
  const succeeded = page.locator('#executions tbody tr').filter({ has: page.locator('.pill.succeeded') });
  await succeeded.first().locator('a.name').click();
  await page.locator('.dot.end.succeeded').waitFor();
  assert.ok((await page.locator('.state.succeeded').count()) > 0, 'the states that it has logged');
}

/** A Choice needs no mock; a task is answered by one. */
export async function testOneState({ page, screenshot }: Visit) {
  await go(page, 'State machines');
  await page
    .locator('#machines')
    .getByRole('link', { name: /image-removal$/ })
    .click();
  await page.locator('[data-state="Look for photo"]').click();
  const panel = page.locator('#panel');
  await panel.locator('summary', { hasText: 'Test this state' }).click();
  await panel
    .getByLabel('Input, JSON')
    .fill(JSON.stringify({ detail: { bucket: { name: 'b' }, object: { key: 'k' } } }));
  await panel.getByLabel('Result, JSON').fill('{"KeyCount": 0}');
  await panel.getByRole('button', { name: 'Test', exact: true }).click();
  await panel.getByRole('heading', { name: 'After Arguments' }).waitFor();
  await panel.locator('.facts', { hasText: 'goes on with' }).waitFor();
  await screenshot('test-state');
}

/** Goes on with the same machine. */
export async function runCopy({ page, screenshot }: Visit) {
  await page.getByRole('button', { name: 'Edit a copy' }).click();
  const definition = page.getByLabel('Definition', { exact: true });
  await definition.fill('{"StartAt": "Gone", "States": {"A": {"Type": "Pass", "End": true}}}');
  await page.getByRole('button', { name: 'Line 1' }).first().waitFor();
  await page.locator('.gutter .mark.error[title]').first().waitFor();
  await screenshot('edited');
  await definition.fill('{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}');
  await page.locator('.diagnostics').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Run the copy' }).click();
  await page.locator('.faint a', { hasText: 'image-removal-scratch' }).waitFor();
  await page.locator('.dot.end.succeeded').waitFor();
  await page.locator('.faint a', { hasText: 'image-removal-scratch' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByRole('heading', { level: 1, name: 'State machines' }).waitFor();
}

export async function startSample({ page }: Visit) {
  await go(page, 'State machines');
  await page
    .locator('#machines')
    .getByRole('link', { name: /image-metadata$/ })
    .click();
  await page.getByRole('button', { name: 'Start new' }).click();
  await page.getByLabel('Take a sample').selectOption('image-metadata.json');
  assert.match(await page.getByLabel('Input, JSON').inputValue(), /"key"/);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('.answered .pill').waitFor();
}
