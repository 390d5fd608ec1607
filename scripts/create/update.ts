import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@safelight/local/cli/usage';
import { type Packed, packInto, VENDOR, vendored } from './packages.ts';
import { npm } from './repository.ts';

interface UpdateOptions {
  readonly root: string;
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Brings newer packages to a repository that was created before, and says what changed. */
export async function updateRepository({ root, folder, say }: UpdateOptions): Promise<void> {
  const manifestFile = join(folder, 'package.json');
  const manifest = existsSync(manifestFile) ? JSON.parse(await readFile(manifestFile, 'utf8')) : {};
  if (!JSON.stringify(manifest.devDependencies ?? {}).includes(`file:${VENDOR}/`))
    throw new UsageError(`${folder} was not made by npm run create: it has no packages in ${VENDOR}/.`);
  const draft = await mkdtemp(join(folder, '.update-'));
  try {
    say('Packing the runtime …');
    const packed = await packInto(draft, root);
    const changes = await Promise.all(packed.map((one) => changeOf(one, folder, root)));
    if (changes.every((change) => change === undefined)) return say('Everything is as new as it can be.');
    const old = new Set(await readdir(join(folder, VENDOR)));
    for (const { file } of packed) {
      await rename(join(draft, file), join(folder, VENDOR, file));
      old.delete(file);
    }
    for (const file of old) await rm(join(folder, VENDOR, file));
    const devDependencies = { ...manifest.devDependencies, ...vendored(packed) };
    await writeFile(manifestFile, `${JSON.stringify({ ...manifest, devDependencies }, null, 2)}\n`);
    // A tarball of the same name is not read again as long as the lock file knows its old contents.
    await npm(
      folder,
      'install',
      '--no-audit',
      '--no-fund',
      ...packed.map(({ file }) => `./${VENDOR}/${file}`),
      '--save-dev',
    );
    for (const change of changes) if (change !== undefined) say(change);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a package's log says since the version that is there; undefined when the package is the same. */
async function changeOf({ name, version, file, integrity }: Packed, folder: string, root: string) {
  const same = join(folder, VENDOR, file);
  if (existsSync(same) && (await integrityOf(same)) === integrity) return undefined;
  const before = (await readdir(join(folder, VENDOR))).find((other) =>
    other.startsWith(file.replace(/-[^-]+\.tgz$/, '-')),
  );
  const from = /-([^-]+)\.tgz$/.exec(before ?? '')?.[1] ?? 'nothing';
  const log = await readFile(join(root, 'packages', name.replace(/.*\//, ''), 'CHANGELOG.md'), 'utf8');
  const news = from === version ? 'built anew, without a new version' : sectionsSince(log, from);
  return `${name} ${from} -> ${version}: ${news}`;
}

const sectionsSince = (log: string, version: string): string =>
  (log.split(`## ${version}\n`)[0] ?? '')
    .replace(/^# .*\n/, '')
    .replace(/\s+/g, ' ')
    .trim();

const integrityOf = async (file: string) =>
  `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`;
