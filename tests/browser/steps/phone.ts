import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Locator, Page } from 'playwright-core';
import { samplePhoto } from '#lab/sample-photo.ts';
import { DESKTOP, type Visit } from '../visit.ts';
import { hasFocus, head } from './names.ts';
import { placeDear } from './orders.ts';

const PHONE = { width: 390, height: 800 };
/** More stops than any page has. */
const MOST_STOPS = 400;
const ORDER = 'phone-order';
const CHAPTER = /^3\. /;

/** Goes from stop to stop until it is there. Rejects where the keyboard does not lead there. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${target}.`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function write(page: Page, target: Locator, text: string): Promise<void> {
  await press(page, target, 'Control+A');
  await page.keyboard.insertText(text);
}

const walkTo = (page: Page, name: string): Promise<void> =>
  press(page, page.getByRole('navigation').getByRole('link', { name, exact: true }));

async function sendPhotos(page: Page): Promise<void> {
  await walkTo(page, 'Photos');
  const chosen = page.waitForEvent('filechooser');
  await press(page, page.locator('#files'));
  const buffer = await samplePhoto();
  const photos = ['four.jpg', 'five.jpg', 'six.jpg'].map((name) => ({ name, mimeType: 'image/jpeg', buffer }));
  const broken = { name: 'phone.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
  await (await chosen).setFiles([...photos, broken]);
  for (const { name } of photos) await page.locator('#photos li.ready', { hasText: name }).waitFor();
  await page.locator('#photos li.rejected', { hasText: broken.name }).getByText('The file is no picture').waitFor();
}

async function followFailure({ page, lab }: Visit): Promise<void> {
  const stateMachineArn = lab.names.imageProcessing;
  await lab.states.send(new StartExecutionCommand({ stateMachineArn, name: 'unwell', input: '{"detail": {}}' }));
  await walkTo(page, 'Executions');
  await press(page, page.locator('#executions tr.failed').getByRole('link', { name: 'unwell' }));
  await press(page, page.locator('.state.failed .head').first());
  await page.locator('#panel .failure').first().waitFor();
  await press(page, page.getByRole('button', { name: 'Redrive' }));
  await page.locator('.facts', { hasText: 'redriven 1 time' }).waitFor();
}

async function approve(visit: Visit): Promise<void> {
  const { page } = visit;
  await placeDear(visit, ORDER);
  await walkTo(page, 'Orders');
  const row = page.locator('#orders li', { hasText: ORDER });
  await press(page, row.getByRole('button', { name: 'Approve' }));
  await page.locator('#orders li.confirmed', { hasText: ORDER }).waitFor();
}

async function testState(page: Page): Promise<void> {
  await walkTo(page, 'State machines');
  await press(page, page.locator('#machines').getByRole('link', { name: /image-removal$/ }));
  await press(page, head(page, 'Look for photo'));
  const panel = page.locator('#panel');
  await press(page, panel.locator('summary', { hasText: 'Test this state' }));
  const input = { detail: { bucket: { name: 'b' }, object: { key: 'k' } } };
  await write(page, panel.getByLabel('Input, JSON'), JSON.stringify(input));
  await write(page, panel.getByLabel('Result, JSON'), '{"KeyCount": 0}');
  await press(page, panel.getByRole('button', { name: 'Test', exact: true }));
  await panel.locator('.facts', { hasText: 'goes on with' }).waitFor();
}

async function peek({ page, prefix }: Visit): Promise<void> {
  await walkTo(page, 'Queues');
  await press(page, page.locator('#queues').getByRole('link', { name: `${prefix}-print-jobs`, exact: true }));
  const message = page.locator('#messages tbody tr').first();
  await press(page, message.locator('summary'));
  await message.locator('.json', { hasText: '"jobId"' }).waitFor();
}

async function answer(page: Page): Promise<void> {
  await walkTo(page, 'Walkthrough');
  await press(page, page.locator('#chapters').getByRole('link', { name: CHAPTER }));
  const question = page.getByRole('group', { name: 'Question 3.2' });
  await press(page, question.getByRole('radio').first(), 'Space');
  await press(page, question.getByRole('button', { name: 'Answer' }));
  await question.getByText(/^(Right: |It is )/).waitFor();
}

/** What people do most, in 390 pixels and with the keyboard alone. */
export async function walkOnPhone(visit: Visit) {
  const { page, screenshot } = visit;
  await page.setViewportSize(PHONE);
  await sendPhotos(page);
  await followFailure(visit);
  await screenshot('phone-failure');
  await approve(visit);
  await testState(page);
  await screenshot('phone-test-state');
  await peek(visit);
  await answer(page);
  await page.setViewportSize(DESKTOP);
}
