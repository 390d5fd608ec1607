import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsoleRoutes, Sample } from '@safelight/local/console/extension';

const EVENTS = fileURLToPath(new URL('../../events', import.meta.url));

/** `GET samples`: those of `events/`, with the state machines that its table says they start. */
export const sampleRoutes = (folder = EVENTS): ConsoleRoutes => ({
  'GET samples': async () => ({ kind: 'json', value: await samplesIn(folder) }),
});

async function samplesIn(folder: string): Promise<readonly Sample[]> {
  const table = await readFile(join(folder, 'README.md'), 'utf8');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: await readFile(join(folder, name), 'utf8'),
      starts: startedBy(table.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? ''),
    })),
  );
}

/** `… | rule `a` → workflow `b` |` */
const startedBy = (line: string): readonly string[] =>
  [...line.matchAll(/workflow `([^`]+)`/g)].map(([, name = '']) => name);
