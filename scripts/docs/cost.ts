import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { withTables } from '../cost/page.ts';

const page = join(import.meta.dirname, '../../docs/cost.md');

await runCommand({
  help: 'Usage: npm run docs:cost\n\nWrites the tables of docs/cost.md: what is billed and at what price, and what photos and orders cost.\n',
  options: {},
  async run() {
    await writeFile(page, withTables(await readFile(page, 'utf8')));
    return 0;
  },
});
