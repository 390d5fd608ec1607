import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { repairDatabase } from '@safelight/local/store/repair';
import { storeFile } from '@safelight/local/system/open-store';
import { say } from './lib/say.ts';

await runCommand({
  help: `npm run repair [-- --data DIR]
Copies what can be read of the database in a data folder whose system does not start any more, or says that it is damaged, to a new
file, and tells of each table how many rows could be read and how many could not. The damaged file is kept beside it.
  --data DIR   the data folder (.darkroom)
Exit code 1 if anything could not be read.
`,
  options: { data: { type: 'string', default: '.darkroom' } },
  async run({ data }) {
    const file = storeFile(resolve(data));
    if (!existsSync(file)) throw new UsageError(`There is no database ${file}: name a data folder.`);
    const { tables, kept } = repairDatabase(file, ({ table, copied, lost }) => {
      const count = lost === undefined ? 'and an unknown number that could not' : `${lost} that could not`;
      say(`${table}: ${copied} rows could be read, ${count}`);
    });
    const isWhole = tables.every(({ lost }) => lost === 0);
    say(`${isWhole ? 'Everything could be read' : 'Some could not be read'}; the old file is ${kept}`);
    return isWhole ? 0 : 1;
  },
});
