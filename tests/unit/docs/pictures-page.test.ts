import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { limitsFor } from '#functions/images/limits.ts';
import { RejectionCode } from '#functions/shared/errors.ts';
import { FORMATS } from '#functions/shared/formats.ts';
import { picturesPage } from '../../../scripts/photos/page.ts';

const page = readFileSync(new URL('../../../docs/pictures.md', import.meta.url), 'utf8');

it('the page is as generated: npm run docs:pictures writes it', () => {
  expect(page).toBe(picturesPage(page));
});

it('the page has every code by which a photo is rejected, and no other', () => {
  const codes = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  expect(codes.toSorted()).toEqual(Object.values(RejectionCode).toSorted());
});

it('the page has the limits that hold', () => {
  const { pixels, bytes } = limitsFor(1769);
  for (const number of [
    ...Object.values(FORMATS).map(({ maxSide }) => maxSide.toLocaleString('en-US')),
    `${Math.floor(pixels / 1e6)} million`,
    `${Math.floor(bytes / 1_048_576)} MiB`,
  ])
    expect(page).toContain(number);
});
