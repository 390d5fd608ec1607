import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

it('every step that docs/console.md names is one of the browser test', () => {
  const names = [...read('docs/console.md').matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name.replace(/\s+/g, ' '));
  const steps = read('tests/browser/steps/all.ts');
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !steps.includes(`'${name}'`))).toEqual([]);
});
