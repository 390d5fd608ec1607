import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { scannersPage } from '../lib/scanners/page.ts';

await runCommand({
  help: 'Usage: npm run docs:scanners\n\nWrites docs/scanners.md: which findings of scanners stand, and why.\n',
  options: {},
  async run() {
    await writeFile(join(import.meta.dirname, '../../docs/scanners.md'), scannersPage());
    return 0;
  },
});
