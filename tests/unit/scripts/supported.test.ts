import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readSupported } from '../../../scripts/lib/supported.ts';
import { supportedPage } from '../../../scripts/lib/supported-page.ts';

it('docs/supported.md says what the code supports: npm run docs:supported writes it', async () => {
  const page = await readFile(new URL('../../../docs/supported.md', import.meta.url), 'utf8');
  expect(page).toBe(supportedPage(await readSupported()));
});
