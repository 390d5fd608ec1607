import { readFile } from 'node:fs/promises';
import { readSupported } from '@safelight/local/supported/supported';
import { supportedPage } from '@safelight/local/supported/supported-page';
import { expect, it } from 'vitest';

it('docs/supported.md says what the code supports: npm run docs:supported writes it', async () => {
  const page = await readFile(new URL('../../../../docs/supported.md', import.meta.url), 'utf8');
  expect(page).toBe(supportedPage(await readSupported()));
});
