import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { DefinitionSources } from '@safelight/local/console/definition-file';

const END = '.asl.json';

/**
 * Files of state machines: those of `workflows`, each named as its state machine is behind the stage, and those that the template of
 * `study` names.
 */
export function definitionSources(workflows: URL, study: URL): DefinitionSources {
  return {
    folders: [workflows, study].filter((folder) => existsSync(folder)),
    async fileOf(stateMachine) {
      const played = await playedIn(study, stateMachine);
      if (played) return played;
      const names = (existsSync(workflows) ? await readdir(workflows) : []).filter((name) => name.endsWith(END));
      const longestFirst = names.toSorted((a, b) => b.length - a.length);
      const own = longestFirst.find((name) => stateMachine.endsWith(`-${name.slice(0, -END.length)}`));
      return own === undefined ? undefined : new URL(own, workflows);
    },
  };
}

/** Loaded only where it is wanted: reading YAML would slow down the start. */
async function playedIn(study: URL, stateMachine: string): Promise<URL | undefined> {
  if (!existsSync(new URL('template.yml', study))) return undefined;
  const { definitionNames } = await import('../study-template.ts');
  const file = (await definitionNames(study))[stateMachine];
  return file === undefined ? undefined : new URL(file, study);
}
