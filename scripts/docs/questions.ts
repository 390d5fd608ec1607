import { writeFile } from 'node:fs/promises';
import { runCommand } from '@safelight/local/cli/command';
import { questionsPage } from '#study/questions-page.ts';

const PAGE = new URL('../../docs/walkthrough/questions.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:questions\n\nWrites docs/walkthrough/questions.md: the thirty questions, with what each experiment claims.\n',
  options: {},
  async run() {
    await writeFile(PAGE, questionsPage());
    return 0;
  },
});
