import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { DefinitionFiles } from '#local/console/definition-file.ts';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { allMachines } from '#local/console/queries/executions/list.ts';
import { fileRoutes } from './file.ts';
import { publishedRoutes } from './published.ts';
import { scratchRoutes } from './scratch.ts';
import { testStateRoutes } from './test-state.ts';
import { validate } from './validate.ts';

const type = z.enum(['STANDARD', 'EXPRESS']);
const validated = z.object({ definition: z.string(), type });

/**
 * `GET machines`, `GET machine?of=ARN` with what ValidateStateMachineDefinition says of its definition, and `POST machine/validate`
 * of another one; what is said has its line.
 */
export function machineRoutes(states: SFNClient, files: DefinitionFiles): ConsoleRoutes {
  return {
    ...fileRoutes(states, files),
    ...publishedRoutes(states),
    ...scratchRoutes(states),
    ...testStateRoutes(states),
    async 'GET machines'() {
      const machines = await allMachines(states);
      return { kind: 'json', value: machines.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '')) };
    },
    async 'GET machine'({ of: stateMachineArn }) {
      const machine = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
      const { name, roleArn, definition = '{}' } = machine;
      const shown = { name, stateMachineArn, type: machine.type, definition, roleArn };
      const diagnostics = await validate(states, JSON.stringify(JSON.parse(definition), undefined, 2), machine.type);
      return { kind: 'json', value: { ...shown, diagnostics } };
    },
    async 'POST machine/validate'({ body }) {
      const { definition, type: of } = validated.parse(await body());
      return { kind: 'json', value: await validate(states, definition, of) };
    },
  };
}
