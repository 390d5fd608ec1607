import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { installFromDebian } from '#tests/support/debian.ts';
import { root } from '#tests/support/root.ts';
import { pythonTools } from '../../scripts/lib/python-tools.ts';
import { type Case, compare } from './compare.ts';
import { developAll, type Photo } from './develop.ts';
import { cameras, verdicts } from './judges.ts';
import { madePictures } from './made.ts';
import { leaks } from './privacy.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const SHARED = join(root, '../shared/images');
const PACKAGES = ['Pillow==12.3.0', 'numpy==2.3.5'];

async function main(): Promise<number> {
  const leaked = await leaks(root);
  for (const line of leaked) say(`LEAK  ${line}`);
  say(`${leaked.length} leaks of what was planted in pictures' metadata`);
  return leaked.length + (await differences());
}

async function differences(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-pictures-'));
  try {
    const bin = await pythonTools(root, ...PACKAGES);
    for (const name of ['imagemagick', 'libimage-exiftool-perl']) await installed(name);
    const truths = await writeMade(folder);
    const files = [...(await filesIn(join(folder, 'made'))), ...(existsSync(SHARED) ? await filesIn(SHARED) : [])];
    say(`${files.length} pictures, ${truths.size} of them with a known truth`);
    const photos = await developAll(files, join(folder, 'developed'));
    const failed = photos.filter(({ status }) => status === 'FAILED').map(({ file }) => `${file}: FAILED`);
    const ready = photos.filter(({ status }) => status === 'READY').map((photo) => caseOf(photo, truths));
    const found = compare(ready, await verdicts(bin, ready), await cameras(ready.map(({ photo }) => photo.file)));
    for (const line of found.notes) say(`note  ${line}`);
    for (const line of [...failed, ...found.problems]) say(`WRONG ${line}`);
    say(`${ready.length} developed, ${found.judged} judged, ${failed.length + found.problems.length} wrong`);
    return failed.length + found.problems.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const installed = (name: string) =>
  installFromDebian(name).catch(() => say(`note  ${name} cannot be installed here: its judgement is missing`));

async function writeMade(folder: string): Promise<ReadonlyMap<string, string>> {
  const truths = new Map<string, string>();
  for (const name of ['made', 'truth']) await mkdir(join(folder, name));
  for (const { name, bytes, truth } of await madePictures()) {
    const file = join(folder, 'made', name);
    await writeFile(file, bytes);
    if (!truth) continue;
    truths.set(file, join(folder, 'truth', `${name}.png`));
    await writeFile(join(folder, 'truth', `${name}.png`), truth);
  }
  return truths;
}

async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name !== 'README.md' && (await readFile(path)).length > 0) files.push(path);
  }
  return files.toSorted();
}

function caseOf(photo: Photo, truths: ReadonlyMap<string, string>): Case {
  return { photo, truth: truths.get(photo.file) };
}

await runCommand({
  help: `npm run test:pictures
Tries that nothing of a picture's metadata is kept anywhere but in the picture; and puts what the lab makes of pictures beside what
Pillow, ImageMagick and exiftool say of them: dimensions, colours, orientation, frames, duration, camera, lens and date. Over
pictures that it makes in every kind, and over those of ../shared/images where that lies beside the repository. Needs Python 3.
`,
  options: {},
  run: async () => ((await main()) === 0 ? 0 : 1),
});
