import { writeFile } from 'node:fs/promises';
import { runCommand } from './lib/command.ts';
import { readSupported } from './lib/supported.ts';
import { supportedPage } from './lib/supported-page.ts';

const PAGE = new URL('../docs/supported.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:supported\n\nWrites docs/supported.md: all that the local runtime supports, from its own tables.\n',
  options: {},
  async run() {
    await writeFile(PAGE, supportedPage(await readSupported()));
    return 0;
  },
});
