import { PutObjectCommand } from '@aws-sdk/client-s3';
import { samplePhoto } from '#lab/sample-photo.ts';
import { go, head, isSeen } from './steps/names.ts';
import type { Visit } from './visit.ts';

/** A page as a picture of the docs shows it. */
interface Scene {
  /** Of the file, `docs/images/NAME.webp`. */
  readonly name: string;
  /** Leads there from wherever one is, and waits until it can be seen. */
  readonly open: (visit: Visit) => Promise<void>;
}

const PHOTO = 'sample.jpg';
const CHAPTER = '3. Standard or Express';

/** Pictures of the docs, in this order: each goes on where the one before ended. */
export const scenes: readonly Scene[] = [
  { name: 'photos', open: showPhotos },
  { name: 'execution', open: showExecution },
  { name: 'test-state', open: showTestedState },
  { name: 'chapter', open: showChapter },
];

async function showPhotos({ page, lab, endpoint }: Visit) {
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: PHOTO, Body: await samplePhoto() }));
  await page.goto(`${endpoint}/#/photos`);
  await page.locator('#photos li.ready', { hasText: PHOTO }).waitFor();
  await isSeen(page.locator('#photos li.ready', { hasText: PHOTO }).locator('img'));
}

async function showExecution({ page }: Visit) {
  await page.locator('#photos li.ready a', { hasText: PHOTO }).click();
  await page.getByRole('link', { name: 'How it was developed' }).click();
  await page.locator('.dot.end.succeeded').waitFor();
  await head(page, 'Inspect').click();
  await page.locator('#panel h3', { hasText: 'Output' }).waitFor();
}

async function showTestedState({ page }: Visit) {
  await go(page, 'State machines');
  await page
    .locator('#machines')
    .getByRole('link', { name: /order-processing$/ })
    .click();
  await head(page, 'Take payment').click();
  const panel = page.locator('#panel');
  await panel.locator('summary', { hasText: 'Test this state' }).click();
  await panel.getByLabel('What it calls').selectOption('error');
  await panel.getByLabel('Error').fill('PaymentDeclined');
  await panel.getByRole('button', { name: 'Test', exact: true }).click();
  await panel.locator('.pill').first().waitFor();
}

async function showChapter({ page }: Visit) {
  await go(page, 'Walkthrough');
  await page.locator('#chapters').getByRole('link', { name: CHAPTER }).click();
  await page.getByRole('heading', { level: 1, name: CHAPTER }).waitFor();
}
