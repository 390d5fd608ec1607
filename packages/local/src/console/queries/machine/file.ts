import { isDeepStrictEqual } from 'node:util';
import { DescribeStateMachineCommand, type SFNClient, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { DefinitionFiles } from '#local/console/definition-file.ts';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { validate } from './validate.ts';

/**
 * `GET machine/file?of=ARN`: the file that a state machine's definition comes from, and where it says something else than what runs,
 * what it says. `POST machine/update?of=ARN` brings it to the state machine, as a deploy would.
 */
export function fileRoutes(states: SFNClient, files: DefinitionFiles): ConsoleRoutes {
  return {
    'GET machine/file': async ({ of }) => ({
      kind: 'json',
      value: await compared(states, files, of),
      isMeasured: true,
    }),
    async 'POST machine/update'({ of: stateMachineArn }) {
      const file = await files(stateMachineArn);
      if (!file) return { kind: 'refused', message: 'This state machine has no file.' };
      const { definition } = file;
      const { revisionId } = await states.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
      return { kind: 'json', value: { revisionId } };
    },
  };
}

async function compared(states: SFNClient, files: DefinitionFiles, stateMachineArn: string) {
  const file = await files(stateMachineArn);
  if (!file) return null;
  const { definition = '', type } = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
  if (isDeepStrictEqual(parsed(file.definition), parsed(definition))) return { path: file.path };
  return { path: file.path, changed: { ...file, diagnostics: await validate(states, file.definition, type) } };
}

/** The framework writes a definition in its own way: what counts is what it says. */
function parsed(definition: string): unknown {
  try {
    return JSON.parse(definition);
  } catch {
    return definition;
  }
}
