import assert from 'node:assert/strict';
import type { Visit } from '../../visit.ts';
import { go, isTrue } from '../names.ts';

const [SMALL, LARGE] = [
  { width: 1280, height: 300 },
  { width: 1280, height: 900 },
];

/** Back leads to where one was, as soon as that is there again. */
export async function goBack({ page }: Visit) {
  await page.setViewportSize(SMALL);
  await go(page, 'Alarms');
  await page.locator('#alarms a').last().scrollIntoViewIfNeeded();
  const before = await page.evaluate<number>('scrollY');
  assert.ok(before > 300);
  await page.locator('#alarms a').last().click();
  await page.locator('#alarm-history').waitFor();
  assert.equal(await page.evaluate<number>('scrollY'), 0, 'what is new begins at its beginning');
  assert.match(await page.title(), /^darkroom-.+ · Alarm · Darkroom$/);
  await page.goBack();
  await isTrue(page, `scrollY === ${before}`);
  await page.setViewportSize(LARGE);
}

const ARN = 'arn:aws:states:us-east-1:000000000000';
/** Address, what is said of it, and where it leads back to. */
const GONE = [
  ['photo/gone.jpg', 'gone.jpg', 'There is no photo gone.jpg.', 'Photos'],
  ['photo/100%', '100%', 'There is no photo 100%.', 'Photos'],
  [`execution/${ARN}:execution:some:none`, 'none', 'ExecutionDoesNotExist', 'Executions'],
  [`machine/${ARN}:stateMachine:none`, 'none', 'StateMachineDoesNotExist', 'State machines'],
  [`map-run/${ARN}:mapRun:some/label:none`, 'Map run', 'ResourceNotFound', 'Executions'],
  ['queue/http%3A%2F%2Fhere%2F000000000000%2Fnone', 'none', 'QueueDoesNotExist', 'Queues'],
  ['topic/arn:aws:sns:us-east-1:000000000000:none', 'none', 'NotFoundException', 'Topics'],
  ['rule/default/none', 'none', 'ResourceNotFoundException', 'Rules'],
  ['alarm/none', 'none', 'There is no alarm none.', 'Alarms'],
  ['nowhere', 'There is no such page', '', 'Photos'],
] as const;

/** In a tab of its own: browsers note in their console what a system refuses. */
export async function visitNothing({ page: shown, endpoint }: Visit) {
  const page = await shown.context().newPage();
  for (const [address, title, why, back] of GONE) {
    await page.goto(`${endpoint}/#/${address}`);
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    await page.locator('main').getByText(why).first().waitFor();
    await page.locator('main').getByRole('link', { name: back }).waitFor();
  }
  await page.close();
}

/** In a tab of its own, as above: an input that is none, then one that is. */
export async function failToStart({ page: shown, endpoint }: Visit) {
  const page = await shown.context().newPage();
  await page.goto(`${endpoint}/#/machines`);
  await page
    .locator('#machines')
    .getByRole('link', { name: /image-removal$/ })
    .click();
  await page.getByRole('button', { name: 'Start new' }).click();
  await page.getByLabel('Input, JSON').fill('{');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const problem = page.locator('fieldset.start').getByRole('alert');
  await problem.getByText('InvalidExecutionInput').waitFor();
  await page.getByLabel('Input, JSON').fill('{}');
  assert.equal(await problem.count(), 1, 'it stays while one mends what is wrong');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.locator('.dot.start').waitFor();
  await page.close();
}
