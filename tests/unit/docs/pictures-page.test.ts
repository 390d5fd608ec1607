import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { limitsFor, MAX_SIDE } from '#functions/images/limits.ts';
import { RejectionCode } from '#functions/shared/errors.ts';
import { variantsOf } from '#functions/shared/variants.ts';

const page = readFileSync(new URL('../../../docs/pictures.md', import.meta.url), 'utf8');

it('the page has the table of what functions/shared/variants.ts says; where it changed, paste the one below', () => {
  const { formats, widths } = variantsOf('dev');
  const rows = formats.map((each) => {
    const effort = 'effort' in each ? `, effort ${each.effort}` : '';
    return `| ${each.format} | ${each.quality}${effort} | ${widths.join(', ')} |`;
  });
  const table = ['| format | quality | widths |', '|---|---|---|', ...rows].join('\n');
  expect(/<!-- variants -->\n([\s\S]*?)\n<!--/.exec(page)?.[1]).toBe(table);
});

it('the page has every code by which a photo is rejected, and no other', () => {
  const codes = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  expect(codes.toSorted()).toEqual(Object.values(RejectionCode).toSorted());
});

it('the page has the limits that hold', () => {
  const { pixels, bytes } = limitsFor(1769);
  for (const number of [
    ...Object.values(MAX_SIDE).map((side) => side.toLocaleString('en-US')),
    `${Math.floor(pixels / 1e6)} million`,
    `${Math.floor(bytes / 1_048_576)} MiB`,
  ])
    expect(page).toContain(number);
});
