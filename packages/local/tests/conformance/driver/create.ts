import { InvalidDefinition } from '@safelight/asl/definition/diagnostic';
import { loadDefinition } from '@safelight/asl/definition/load';
import type { Kind } from './protocol.ts';

/** CreateStateMachine, as far as the definition decides. */
export const create: Kind = async ({ definition, type = 'STANDARD' }) => {
  try {
    loadDefinition(definition, { type });
    return { created: true };
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    return { created: false, error: error.name, cause: error.message };
  }
};
