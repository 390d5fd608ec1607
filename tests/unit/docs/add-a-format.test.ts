import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';

const PATCH = 'docs/recipes/add-a-format.patch';

/** Or, where it has been applied, can be taken back. */
function fits(...words: readonly string[]): boolean {
  try {
    execFileSync('git', ['apply', '--check', ...words, PATCH], { cwd: root, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

it('the recipe of a format still fits, and touches its record, its encoder, the configuration and the page', () => {
  expect(fits() || fits('--reverse')).toBe(true);
  const files = [...readFileSync(join(root, PATCH), 'utf8').matchAll(/^\+\+\+ b\/(.+)$/gm)].map((match) => match[1]);
  expect(files.toSorted()).toEqual([
    'docs/pictures.md',
    'functions/images/encoder.ts',
    'functions/shared/formats.ts',
    'functions/shared/variants.ts',
  ]);
});
