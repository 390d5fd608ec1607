import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { definitionSources } from '#lab/console/definitions.ts';
import { root } from '#tests/support/root.ts';

const { folders, fileOf } = definitionSources(pathToFileURL(`${root}/statemachines/`), pathToFileURL(`${root}/study/`));

it.each([
  ['darkroom-dev-image-processing', 'image-processing.asl.json'],
  ['darkroom-prod-order-processing', 'order-processing.asl.json'],
  ['study-standard', 'greeting-jsonata.asl.json'],
  ['study-approval', 'approval.asl.json'],
  ['darkroom-dev-image-removal-scratch', undefined],
  ['many', undefined],
])('the definition of %s comes from %s', async (stateMachine, file) => {
  const found = await fileOf(stateMachine);
  expect(found && basename(fileURLToPath(found))).toBe(file);
});

it('folders that are not there are not watched', () => {
  expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
  const gone = pathToFileURL(`${root}/gone/`);
  expect(definitionSources(gone, gone).folders).toEqual([]);
});
