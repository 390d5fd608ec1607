import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'snippet-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The code of the page itself, so that what people copy is what is tested. */
async function snippet(name: string) {
  const page = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const code = new RegExp(`\`\`\`ts ${name}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, code ?? '');
  return import(file);
}

const variant = (format: string, width: number, type = `image/${format}`) => ({
  key: `a/ü b.jpg/r/${width}.${format}`,
  format,
  width,
  type,
});

it('the snippet of a <picture> offers every variant, and JPEG to whoever knows no other', async () => {
  const { pictureElement } = await snippet('picture-element');
  const manifest = {
    width: 600,
    height: 400,
    placeholder: 'data:image/webp;base64,AAAA',
    variants: [variant('avif', 320), variant('avif', 600), variant('jpeg', 320), variant('jpeg', 600)],
  };
  const html = pictureElement(manifest, { base: 'https://cdn', alt: 'A "cat" & <dog>', sizes: '50vw' });
  expect(html).toBe(
    '<picture>' +
      '<source type="image/avif" srcset="https://cdn/a/%C3%BC%20b.jpg/r/320.avif 320w, https://cdn/a/%C3%BC%20b.jpg/r/600.avif 600w" sizes="50vw">' +
      '<source type="image/jpeg" srcset="https://cdn/a/%C3%BC%20b.jpg/r/320.jpeg 320w, https://cdn/a/%C3%BC%20b.jpg/r/600.jpeg 600w" sizes="50vw">' +
      '<img src="https://cdn/a/%C3%BC%20b.jpg/r/600.jpeg" alt="A &#34;cat&#34; &#38; &#60;dog&#62;" width="600" height="400" loading="lazy" style="background:url(data:image/webp;base64,AAAA) center/cover"></picture>',
  );
});

it('the snippet offers what moves before what does not', async () => {
  const { pictureElement } = await snippet('picture-element');
  const moving = (format: string, frames: number) => ({ ...variant(format, 320), frames });
  const variants = [moving('avif', 1), moving('webp', 3), moving('jpeg', 1)];
  const html = pictureElement({ width: 320, height: 200, placeholder: '', variants }, { base: '', alt: '', sizes: '' });
  expect([...html.matchAll(/type="(.*?)"/g)].map((match) => match[1])).toEqual([
    'image/webp',
    'image/avif',
    'image/jpeg',
  ]);
});
