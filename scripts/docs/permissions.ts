import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { compiledTemplate } from '@safelight/local/compile/compile';
import { tablesOf } from './permissions/needs.ts';
import { permissionsPage } from './permissions/page.ts';
import { readResources } from './permissions/template.ts';

const root = join(import.meta.dirname, '../..');

await runCommand({
  help: 'Usage: npm run docs:permissions\n\nWrites docs/permissions.md: what everything may do, and what needs it.\n',
  options: {},
  async run() {
    const resources = await readResources(await compiledTemplate({ root, stage: 'dev' }));
    await writeFile(join(root, 'docs/permissions.md'), permissionsPage(await tablesOf(resources, root)));
    return 0;
  },
});
