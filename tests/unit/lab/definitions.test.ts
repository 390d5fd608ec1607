import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { definitionSources, workflowsIn } from '#lab/console/definitions.ts';
import { root } from '#tests/support/root.ts';

const folder = pathToFileURL(`${root}/statemachines/`);
const gone = pathToFileURL(`${root}/gone/`);
const { folders, fileOf } = definitionSources([workflowsIn(gone), workflowsIn(folder)]);

it.each([
  ['lab-dev-image-processing', 'image-processing.asl.json'],
  ['lab-prod-image-metadata', 'image-metadata.asl.json'],
  ['lab-dev-image-removal-scratch', undefined],
  ['many', undefined],
])('the definition of %s comes from %s', async (stateMachine, file) => {
  const found = await fileOf(stateMachine);
  expect(found && basename(fileURLToPath(found))).toBe(file);
});

it('folders that are not there are not watched', () => {
  expect(folders).toEqual([folder]);
});
