import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { plantedPictures, writings } from './planted.ts';

it('every picture of the privacy check bears its secret', async () => {
  const pictures = await plantedPictures((index) => `Secret-Number-${index}`);
  expect(pictures.length).toBeGreaterThan(20);
  const without = pictures.filter(({ name, bytes, secret }) => {
    const at = bytes.indexOf('zTXt');
    const text = name.startsWith('compressed') ? inflateSync(bytes.subarray(at + 12)) : bytes;
    return !text.includes(secret);
  });
  expect(without.map(({ name }) => name)).toEqual([]);
});

it.each(['utf8', 'utf16le', 'base64'] as const)('a secret is found in %s, whatever stands beside it', (encoding) => {
  for (const before of ['', 'a', 'ab', 'abc']) {
    const text = Buffer.from(`${before}Secret-Of-Somebody${before}!`, encoding === 'base64' ? 'utf8' : encoding);
    const content = encoding === 'base64' ? Buffer.from(text.toString('base64')) : text;
    expect(writings('Secret-Of-Somebody').some((writing) => content.includes(writing))).toBe(true);
  }
});
