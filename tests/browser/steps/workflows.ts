import assert from 'node:assert/strict';
import type { Visit } from '../visit.ts';
import { go, HOSTILE } from './names.ts';

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

export async function readExpress({ page, screenshot }: Visit) {
  await go(page, 'Executions');
  await page.locator('#executions tbody tr').first().waitFor();
  await page
    .getByLabel('State machine')
    .selectOption({ label: `${await machineNamed(page, 'image-metadata (Express)')}` });
  await page.getByText('Step Functions keeps no list of Express executions').waitFor();
  await screenshot('express');
}
