import {
  DescribeStateMachineCommand,
  type SFNClient,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import type { ConsoleRoutes } from '#local/console/extension.ts';
import { allMachines } from './executions/list.ts';

/** `GET machines`, and `GET machine?of=ARN` with what ValidateStateMachineDefinition says of its definition. */
export function machineRoutes(states: SFNClient): ConsoleRoutes {
  return {
    async 'GET machines'() {
      const machines = await allMachines(states);
      return { kind: 'json', value: machines.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '')) };
    },
    async 'GET machine'({ of: stateMachineArn }) {
      const {
        name,
        type,
        definition = '{}',
        roleArn,
      } = await states.send(new DescribeStateMachineCommand({ stateMachineArn }));
      const { diagnostics = [] } = await states.send(new ValidateStateMachineDefinitionCommand({ definition, type }));
      return { kind: 'json', value: { name, stateMachineArn, type, definition, roleArn, diagnostics } };
    },
  };
}
