import { writeFile } from 'node:fs/promises';
import { runCommand } from '@safelight/local/cli/command';
import { readSupported } from '@safelight/local/supported/supported';
import { supportedPage } from '@safelight/local/supported/supported-page';

const PAGE = new URL('../../docs/supported.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:supported\n\nWrites docs/supported.md: all that the local runtime supports, from its own tables.\n',
  options: {},
  async run() {
    await writeFile(PAGE, supportedPage(await readSupported()));
    return 0;
  },
});
