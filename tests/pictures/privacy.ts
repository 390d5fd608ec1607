import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { labOf, startSystem } from '#lab/running-lab.ts';
import { develop } from '../../scripts/fuzz/develop.ts';
import { type PlantedPicture, plantedPictures, writings } from './planted.ts';

/** Long enough that no chance writes it. */
const secretOf = (index: number) => `Planted-Secret-${String(index).padStart(3, '0')}-Of-Somebody`;

/**
 * Develops pictures with secrets in their metadata, and looks for these in all that the lab keeps: outputs, tables, logs,
 * histories. Answers what was found where it must not be, and what was not developed.
 */
export async function leaks(root: string): Promise<readonly string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-privacy-'));
  try {
    const pictures = await plantedPictures(secretOf);
    const undeveloped = await developIn(root, dataDir, pictures);
    return [...undeveloped, ...(await found(dataDir, pictures))];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function developIn(root: string, dataDir: string, pictures: readonly PlantedPicture[]): Promise<string[]> {
  const system = await startSystem({ root, dataDir });
  const outcomes: PhotoOutcome[] = [];
  try {
    const cases = pictures.map(({ name, bytes }, index) => ({ index, mutations: [], key: `planted/${name}`, bytes }));
    await develop(await labOf(system), cases, (outcome) => void outcomes.push(outcome));
  } finally {
    await system.stop();
  }
  return outcomes
    .filter(({ key, status }) => status !== (key.includes('rejected') ? 'REJECTED' : 'READY'))
    .map(({ key, status, reason }) => `${key} ended ${status}: ${reason?.message}`);
}

/** Every file but the sources themselves. */
async function found(dataDir: string, pictures: readonly PlantedPicture[]): Promise<readonly string[]> {
  const all: string[] = [];
  let sources = 0;
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    if (pictures.some(({ bytes }) => bytes.equals(content))) sources += 1;
    else
      all.push(
        ...secretsIn(content, pictures).map((name) => `the secret of ${name} lies in ${path.slice(dataDir.length)}`),
      );
  }
  if (sources !== pictures.length)
    all.push(`${sources} of ${pictures.length} sources were found: is it looked in the right place?`);
  return all;
}

const secretsIn = (content: Buffer, pictures: readonly PlantedPicture[]): readonly string[] =>
  pictures.filter(({ secret }) => writings(secret).some((text) => content.includes(text))).map(({ name }) => name);
