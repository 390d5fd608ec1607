import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { withTables } from '../../../../scripts/cost/page.ts';

it('docs/cost.md has the tables that its code makes: npm run docs:cost writes them', () => {
  const page = readFileSync(join(root, 'docs/cost.md'), 'utf8');
  expect(withTables(page)).toBe(page);
});

it('a page without a place for them is refused', () => {
  expect(() => withTables('# Cost')).toThrow('has no place for rates');
});
