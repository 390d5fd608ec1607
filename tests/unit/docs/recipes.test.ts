import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';

const RECIPES = 'docs/recipes';
const patches = readdirSync(join(root, RECIPES));
const pages = ['docs/make-it-yours.md', 'docs/architecture.md'].map((page) => readFileSync(join(root, page), 'utf8'));

/** Or, where it has been applied, can be taken back. */
function fits(patch: string, ...words: readonly string[]): boolean {
  try {
    execFileSync('git', ['apply', '--check', ...words, patch], { cwd: root, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

const filesOf = (patch: string) =>
  [...readFileSync(join(root, RECIPES, patch), 'utf8').matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, file]) => file);

describe('recipes', () => {
  it.each(patches)('%s fits the code as it is, and a page shows it', (name) => {
    const patch = join(RECIPES, name);
    expect(fits(patch) || fits(patch, '--reverse')).toBe(true);
    expect(pages.some((page) => page.includes(`    git apply ${patch}\n`))).toBe(true);
  });

  it.each([
    ['S3 operation', 'add-an-s3-operation.patch', 3],
    ['resource type', 'add-a-resource-type.patch', 3],
    ['integration', 'add-an-integration.patch', 3],
    ['state', 'add-a-state.patch', 5],
    ['service', 'add-a-service.patch', 6],
  ])('a %s touches no more files than that, its test among them', (_what, patch, count) => {
    expect(filesOf(patch)).toHaveLength(count);
  });
});
