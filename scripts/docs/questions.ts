import { writeFile } from 'node:fs/promises';
import { questionsPage } from '#study/questions-page.ts';
import { runCommand } from '../lib/command.ts';

const PAGE = new URL('../../docs/walkthrough/questions.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:questions\n\nWrites docs/walkthrough/questions.md: the thirty questions, with what each experiment claims.\n',
  options: {},
  async run() {
    await writeFile(PAGE, questionsPage());
    return 0;
  },
});
