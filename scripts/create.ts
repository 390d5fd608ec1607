import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { HALVES } from './create/halves.ts';
import { isName } from './create/rename.ts';
import { createRepository, isFree } from './create/repository.ts';
import { updateRepository } from './create/update.ts';
import { say } from './lib/say.ts';

const root = dirname(import.meta.dirname);

await runCommand({
  help: `npm run create -- DIR --name NAME [--without orders] [--region REGION]
Makes a repository of your own in DIR: the application under a new name, and what runs it on a laptop as packages in vendor/.
  --name NAME        lower-case letters, digits and dashes, at most 20, such as acme-photos
  --without HALF     leaves a half out: orders
  --region REGION    where it is deployed unless AWS_REGION says otherwise (us-east-1)

npm run create -- DIR --update
Brings newer packages to a repository that was made before, and says what changed.
`,
  options: {
    name: { type: 'string' },
    without: { type: 'string', multiple: true },
    region: { type: 'string' },
    update: { type: 'boolean', default: false },
  },
  operands: ['DIR'],
  async run({ name, without = [], region, update }, [dir = '']) {
    const folder = resolve(dir);
    if (update) {
      if (name !== undefined || without.length > 0 || region !== undefined)
        throw new UsageError('--update goes without --name, --without and --region: it changes the packages alone.');
      await updateRepository({ root, folder, say });
      return 0;
    }
    const wishes = { name: checkedName(name), without: without.map(checkedHalf), region: checkedRegion(region) };
    if (statSync(folder, { throwIfNoEntry: false })?.isFile())
      throw new UsageError(`${folder} is a file: name a folder.`);
    if (!isFree(folder)) throw new UsageError(`${folder} is not empty: name another folder.`);
    await createRepository({ ...wishes, root, folder, say });
    say(`${folder} is ready: cd ${dir} && npm start`);
    return 0;
  },
});

function checkedName(name: string | undefined): string {
  if (name === undefined) throw new UsageError('--name is missing, such as --name acme-photos. See --help');
  if (isName(name)) return name;
  throw new UsageError(`--name takes lower-case letters, digits and single dashes, at most 20, not ${name}.`);
}

function checkedHalf(half: string): string {
  if (Object.hasOwn(HALVES, half)) return half;
  if (half === 'images') throw new UsageError('The images cannot be left out: orders are of photos.');
  throw new UsageError(`--without takes ${Object.keys(HALVES).join(' or ')}, not ${half}.`);
}

function checkedRegion(region: string | undefined): string | undefined {
  if (region === undefined || /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return region;
  throw new UsageError(`--region takes a region such as eu-central-1, not ${region}.`);
}
