import { writeFile } from 'node:fs/promises';
import { runCommand } from '@safelight/local/cli/command';
import { factsPage } from '#study/facts/facts-page.ts';

const PAGE = new URL('../../docs/walkthrough/facts.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:facts\n\nWrites docs/walkthrough/facts.md: every number of AWS that the walkthrough uses, with its page.\n',
  options: {},
  async run() {
    await writeFile(PAGE, factsPage());
    return 0;
  },
});
