import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { studyDefinitions } from '#lab/console/study/definitions.ts';
import { root } from '#tests/support/root.ts';

it.each([
  ['study', 'study-standard', 'greeting-jsonata.asl.json'],
  ['study', 'study-approval', 'approval.asl.json'],
  ['study', 'darkroom-dev-image-processing', undefined],
  ['statemachines', 'study-standard', undefined],
])('in %s the definition of %s comes from %s', async (folder, stateMachine, file) => {
  const found = await studyDefinitions(pathToFileURL(`${root}/${folder}/`)).fileOf(stateMachine);
  expect(found && basename(fileURLToPath(found))).toBe(file);
});
