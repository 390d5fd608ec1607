import { existsSync } from 'node:fs';
import type { DefinitionFolder } from '../definitions.ts';

/** State machines of the study lab: their files are those that its template names. */
export const studyDefinitions = (folder: URL): DefinitionFolder => ({
  folder,
  async fileOf(stateMachine) {
    if (!existsSync(new URL('template.yml', folder))) return undefined;
    // Loaded only where it is wanted: reading YAML would slow down the start.
    const { definitionNames } = await import('../../study-template.ts');
    const file = (await definitionNames(folder))[stateMachine];
    return file === undefined ? undefined : new URL(file, folder);
  },
});
