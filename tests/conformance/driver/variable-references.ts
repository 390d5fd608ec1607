import { loadDefinition } from '#asl/definition/load.ts';
import { variableReferences as referencesOf } from '#asl/definition/variable-references.ts';
import type { Kind } from './protocol.ts';

export const variableReferences: Kind = async ({ definition }) => ({
  variableReferences: referencesOf(loadDefinition(definition)),
});
