import { loadDefinition } from '@safelight/asl/definition/load';
import { variableReferences as referencesOf } from '@safelight/asl/definition/variable-references';
import type { Kind } from './protocol.ts';

export const variableReferences: Kind = async ({ definition }) => ({
  variableReferences: referencesOf(loadDefinition(definition)),
});
