import { readFile, writeFile } from 'node:fs/promises';
import { runCommand } from '@safelight/local/cli/command';
import { picturesPage } from './page.ts';

const PAGE = new URL('../../docs/pictures.md', import.meta.url);

await runCommand({
  help: 'Usage: npm run docs:pictures\n\nWrites the tables of docs/pictures.md: what is made of a photo, and what becomes of each kind of picture.\n',
  options: {},
  async run() {
    await writeFile(PAGE, picturesPage(await readFile(PAGE, 'utf8')));
    return 0;
  },
});
