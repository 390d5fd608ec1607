import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { DefinitionSources } from '@safelight/local/console/definition-file';

const END = '.asl.json';

/** A folder of definitions. */
export interface DefinitionFolder {
  readonly folder: URL;
  /** File of a state machine, by its name; undefined where it has none here. */
  fileOf(stateMachine: string): Promise<URL | undefined>;
}

/** Files of state machines, from the folders that are there: the first that has one tells. */
export function definitionSources(all: readonly DefinitionFolder[]): DefinitionSources {
  const there = all.filter(({ folder }) => existsSync(folder));
  return {
    folders: there.map(({ folder }) => folder),
    async fileOf(stateMachine) {
      for (const one of there) {
        const file = await one.fileOf(stateMachine);
        if (file) return file;
      }
      return undefined;
    },
  };
}

/** Workflows: each file is named as its state machine is behind the stage. */
export const workflowsIn = (folder: URL): DefinitionFolder => ({
  folder,
  async fileOf(stateMachine) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(END));
    const longestFirst = names.toSorted((a, b) => b.length - a.length);
    const own = longestFirst.find((name) => stateMachine.endsWith(`-${name.slice(0, -END.length)}`));
    return own === undefined ? undefined : new URL(own, folder);
  },
});
