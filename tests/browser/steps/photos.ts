import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { samplePhoto } from '#lab/sample-photo.ts';
import type { Visit } from '../visit.ts';
import { go, HOSTILE, isSeen, NO_PICTURE } from './names.ts';

export async function uploadPhoto({ page, endpoint, screenshot }: Visit) {
  await page.goto(`${endpoint}/`);
  await page.setInputFiles('#files', { name: HOSTILE, mimeType: 'image/jpeg', buffer: await samplePhoto() });
  // The first call that makes variants fails, and is tried again: meanwhile the others are there.
  await isSeen(page.locator('#photos li.developing', { hasText: HOSTILE }).locator('img'));
  await page.locator('#photos li.ready', { hasText: HOSTILE }).waitFor();
  assert.match(await page.locator('#sending li.sent').innerText(), /alert\(1\)/);
  await screenshot('photos');
}

export async function readCard({ page }: Visit) {
  const card = page.locator('#photos li', { hasText: HOSTILE });
  await isSeen(page.locator('#photos img').first());
  const shown = await page.evaluate<string>(`document.querySelector('#photos img').currentSrc`);
  assert.match(shown, /\.avif$/, 'the browser takes the best format that it knows');
  assert.match(await card.innerText(), /\d+ kB → \d+(\.\d)? kB, \d+% saved/);
}

/** Files alone: a page cannot make the entries of which a dropped folder is made. */
export async function dropFiles({ page }: Visit) {
  const photo = (await samplePhoto()).toString('base64');
  const files = [
    ...['one.jpg', 'two.jpg', 'three.jpg'].map((name) => ({ name, type: 'image/jpeg', base64: photo })),
    { name: NO_PICTURE, type: 'text/plain', base64: Buffer.from('no picture').toString('base64') },
  ];
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of ${JSON.stringify(files)})
      transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }));
    return transfer;
  })()`);
  await page.locator('body').dispatchEvent('dragover', { dataTransfer: transfer });
  await page.locator('body.dropping').waitFor();
  await page.locator('body').dispatchEvent('drop', { dataTransfer: transfer });
  await page.locator('body.dropping').waitFor({ state: 'detached' });
  for (const name of ['one.jpg', 'two.jpg', 'three.jpg'])
    await page.locator('#photos li.ready', { hasText: name }).waitFor();
  const card = page.locator('#photos li.rejected', { hasText: NO_PICTURE });
  await card.getByText('rejected: The file is no picture').waitFor();
}

export async function replacePhoto({ page }: Visit) {
  await page.setInputFiles('#files', { name: 'one.jpg', mimeType: 'image/jpeg', buffer: await samplePhoto() });
  const line = page.locator('#sending li.refused');
  await line.getByText('There is a photo of this name.').waitFor();
  await line.getByRole('button', { name: 'Replace it' }).click();
  await page.locator('#sending li.sent', { hasText: 'one.jpg' }).waitFor();
}

/** One that S3 refuses says why, and holds up none; uploads go on while one looks at something else. */
export async function refuseName({ page }: Visit) {
  const buffer = await samplePhoto();
  const [long, good] = [`${'x'.repeat(1_100)}.jpg`, 'after.jpg'].map((name) => ({
    name,
    mimeType: 'image/jpeg',
    buffer,
  }));
  assert.ok(long && good);
  await page.setInputFiles('#files', [long, good]);
  await go(page, 'Orders');
  await page.getByText('1 photo is sent, 1 not.').waitFor();
  await go(page, 'Photos');
  const line = page.locator('#sending li.refused', { hasText: 'xxx' });
  await line.getByText('A name has at most 1,024 bytes').waitFor();
  await line.getByRole('button', { name: 'Dismiss' }).click();
  await line.waitFor({ state: 'detached' });
  await page.locator('#photos li.ready', { hasText: good.name }).waitFor();
}

/** Two files of one name are two lines, and one photo; a folder's photos keep their ways. */
export async function sendFolder({ page }: Visit) {
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
  const twin = { name: 'twin.png', mimeType: 'image/png', buffer };
  await page.setInputFiles('#files', [twin, twin]);
  await page.locator('#sending li.refused', { hasText: 'twin.png' }).waitFor();
  assert.equal(await page.locator('#sending li.sent', { hasText: 'twin.png' }).count(), 1);
  const parent = await mkdtemp(join(tmpdir(), 'photos-'));
  const folder = join(parent, 'holiday');
  await mkdir(join(folder, 'first day'), { recursive: true });
  for (const path of ['sea.png', 'first day/sea.png']) await writeFile(join(folder, path), buffer);
  await page.setInputFiles('#folder', folder);
  for (const path of ['holiday/sea.png', 'holiday/first day/sea.png'])
    await page.locator('#photos li.ready', { has: page.getByText(path, { exact: true }) }).waitFor();
  await rm(parent, { recursive: true });
}

export async function openPhoto({ page, screenshot }: Visit) {
  await page.locator('#photos li.ready a', { hasText: HOSTILE }).click();
  await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor();
  assert.equal(await page.locator('.variants td a').count(), 9);
  await page.getByLabel('As uploaded').fill('50');
  await isSeen(page.locator('.before'));
  assert.match(await page.locator('.metadata').innerText(), /Dominant colour\s+#[0-9a-f]{6}/i);
  await isSeen(page.locator('.placeholder'));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy <picture>' }).click();
  await page.getByText('The <picture> snippet is copied.').waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  assert.match(copied, /^<picture>\n {2}<source type="image\/avif" srcset="https:\/\/[^"]+ \d+w"/);
  await screenshot('photo');
}
