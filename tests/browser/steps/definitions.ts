import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  ListStateMachineVersionsCommand,
} from '@aws-sdk/client-sfn';
import type { Visit } from '../visit.ts';
import { go, head } from './names.ts';

const FILE = 'image-removal.asl.json';
const STATE = '"Look for photo"';
const RENAMED = '"Look for the photo"';

async function openMachine({ page }: Visit) {
  await go(page, 'State machines');
  await page
    .locator('#machines')
    .getByRole('link', { name: /image-removal$/ })
    .click();
  await page.getByText(`from statemachines/${FILE}`).waitFor();
}

/** As one works on it: saved while it is wrong, then right, then brought to the state machine. */
export async function changeFile(visit: Visit) {
  const { page, definitions, screenshot } = visit;
  const path = join(definitions, FILE);
  const before = await readFile(path, 'utf8');
  await openMachine(visit);
  assert.equal(await page.locator('.changed').count(), 0, 'what was just started is what the file says');
  await writeFile(path, before.replace(STATE, RENAMED));
  await page.locator('.changed', { hasText: 'A deploy would be refused' }).waitFor();
  await page
    .locator('.changed')
    .getByRole('button', { name: /^Line \d+$/ })
    .first()
    .waitFor();
  await screenshot('changed-file');
  await writeFile(path, before.replaceAll(STATE, RENAMED));
  await head(page, 'Look for the photo').waitFor();
  await update(visit);
  await writeFile(path, before);
  await head(page, 'Look for photo').waitFor();
  await update(visit);
}

async function update({ page }: Visit) {
  await page.getByRole('button', { name: 'Update the state machine' }).click();
  await page.locator('.changed').waitFor({ state: 'detached' });
}

export async function publishVersion(visit: Visit) {
  const { page, lab, screenshot } = visit;
  await openMachine(visit);
  await page.locator('summary', { hasText: 'Versions, aliases and tags' }).click();
  await page.locator('.published', { hasText: 'application' }).waitFor();
  await page.getByRole('button', { name: 'Publish a version' }).click();
  const version = page.locator('#versions tbody tr');
  await version.waitFor();
  const stateMachineArn = lab.names.imageProcessing.replace('image-processing', 'image-removal');
  const { stateMachineVersions = [] } = await lab.states.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
  const routingConfiguration = stateMachineVersions.map(({ stateMachineVersionArn }) => ({
    stateMachineVersionArn,
    weight: 100,
  }));
  await lab.states.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }));
  await version.filter({ hasText: 'live 100 %' }).waitFor();
  await screenshot('versions');
}

export async function listActivities({ page, lab }: Visit) {
  await lab.states.send(new CreateActivityCommand({ name: 'by-hand' }));
  await go(page, 'State machines');
  await page.locator('#activities tbody tr', { hasText: 'by-hand' }).waitFor();
}
