import { type SFNClient, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { lineOf } from './line-of.ts';

/** What ValidateStateMachineDefinition says of a definition, each with its line. */
export async function validate(states: SFNClient, definition: string, type: 'STANDARD' | 'EXPRESS' | undefined) {
  const asked = new ValidateStateMachineDefinitionCommand({ definition, type, severity: 'WARNING' });
  const { diagnostics = [] } = await states.send(asked);
  return diagnostics.map((one) => ({ ...one, line: lineOf(definition, one.location ?? '') }));
}
