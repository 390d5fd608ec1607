import assert from 'node:assert/strict';
import { samplePhoto } from '#lab/sample-photo.ts';
import type { Visit } from '../visit.ts';
import { HOSTILE, isSeen, NO_PICTURE } from './names.ts';

export async function uploadPhoto({ page, endpoint, screenshot }: Visit) {
  await page.goto(`${endpoint}/`);
  await page.setInputFiles('#files', { name: HOSTILE, mimeType: 'image/jpeg', buffer: await samplePhoto() });
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
  await page.locator('body').dispatchEvent('drop', { dataTransfer: transfer });
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

export async function openPhoto({ page, screenshot }: Visit) {
  await page.locator('#photos li.ready a', { hasText: HOSTILE }).click();
  await page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor();
  assert.equal(await page.locator('.variants td a').count(), 9);
  await page.getByLabel('As uploaded').fill('50');
  await isSeen(page.locator('.before'));
  assert.match(await page.locator('.metadata').innerText(), /Dominant colour\s+#[0-9a-f]{6}/i);
  await screenshot('photo');
}
