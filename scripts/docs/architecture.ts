import { readFile, writeFile } from 'node:fs/promises';
import { runCommand } from '@safelight/local/cli/command';
import { architecturePage } from '#tests/support/house/layers.ts';

const PAGE = new URL('../../docs/architecture.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:architecture\n\nWrites into docs/architecture.md who may import whom, from the table that its test asserts.\n',
  options: {},
  async run() {
    await writeFile(PAGE, architecturePage(await readFile(PAGE, 'utf8')));
    return 0;
  },
});
