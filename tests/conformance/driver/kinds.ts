import { create } from './create.ts';
import type { Kind } from './protocol.ts';
import { validate } from './validate.ts';
import { variableReferences } from './variable-references.ts';

/** One file a kind of request; `test_state`, `create`, `validate` and `variable_references` register here too. */
export const kinds: Readonly<Record<string, Kind>> = {
  create,
  validate,
  variable_references: variableReferences,
};
