import assert from 'node:assert/strict';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Visit } from '../visit.ts';
import { go } from './names.ts';

const HALF = '{"StartAt": ';

/** The page says that nobody answers, keeps what was typed, and goes on by the stream that comes back. */
export async function surviveRestart({ page, lab, system, restart }: Visit) {
  await go(page, 'State machines');
  await page
    .locator('#machines')
    .getByRole('link', { name: /image-removal$/ })
    .click();
  await page.getByRole('button', { name: 'Edit a copy' }).click();
  const definition = page.getByLabel('Definition', { exact: true });
  await definition.fill(HALF);
  const away = page.locator('#away');
  await restart(() => away.filter({ hasText: 'does not answer' }).waitFor());
  await away.filter({ hasNotText: 'does not answer' }).waitFor({ state: 'attached' });
  assert.equal(await definition.inputValue(), HALF);
  await go(page, 'Executions');
  await page.locator('#executions tbody tr').first().waitFor();
  const states = new SFNClient(system);
  await states.send(new StartExecutionCommand({ stateMachineArn: lab.names.imageRemoval, name: 'after-the-start' }));
  await page.locator('#executions tbody tr', { hasText: 'after-the-start' }).waitFor();
}
