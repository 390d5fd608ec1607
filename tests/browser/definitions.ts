import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { labConsole } from '#lab/console/console.ts';
import { definitionSources } from '#lab/console/definitions.ts';
import { root } from '#tests/support/root.ts';

/** Files of definitions to be changed before the eyes: copies, with the console that shows them. */
export async function copyDefinitions() {
  const parent = await mkdtemp(join(tmpdir(), 'definitions-'));
  const folder = join(parent, 'statemachines');
  await cp(join(root, 'statemachines'), folder, { recursive: true });
  const definitions = definitionSources(pathToFileURL(`${folder}/`), pathToFileURL(join(root, 'study/')));
  return {
    folder,
    options: { console: { ...labConsole, definitions } },
    remove: () => rm(parent, { recursive: true }),
  };
}
