import assert from 'node:assert/strict';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Visit } from '../visit.ts';
import { go, head } from './names.ts';

const SELECTION = { from: 'PREFIX', prefix: '', only: 'all', expressUpTo: 0, concurrency: 10, tolerance: 100 };

/** Of a run over the library all photos are up to date, but for the one that was rejected. */
export async function readMapRun({ page, lab, screenshot }: Visit) {
  const stateMachineArn = lab.names.libraryReprocess;
  const input = JSON.stringify(SELECTION);
  await lab.states.send(new StartExecutionCommand({ stateMachineArn, name: 'library', input }));
  await go(page, 'Executions');
  await page.locator('#executions').getByRole('link', { name: 'library', exact: true }).click();
  await page.locator('.dot.end.succeeded').waitFor();
  await head(page, 'Develop small photos').click();
  await page
    .locator('#panel')
    .getByRole('link', { name: /^Map run / })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Map run Express' }).waitFor();
  const items = page.locator('#map-run-counts tbody tr').first();
  assert.match(await items.innerText(), /^Items\s+0\s+0\s+1\s/);
  await page.getByText('1 of 1 items').waitFor();
  assert.match(
    await page.locator('#map-run-failures').innerText(),
    /States\.QueryEvaluationError\s+1 child\s*.*Rejected\./,
  );
  await screenshot('map-run');
}
