import { validateDefinition } from '@safelight/asl/definition/validate';
import type { Kind } from './protocol.ts';

export const validate: Kind = async ({ definition, type = 'STANDARD' }) => {
  const diagnostics = validateDefinition(definition, { type });
  return { diagnostics, result: diagnostics.length > 0 ? 'FAIL' : 'OK' };
};
