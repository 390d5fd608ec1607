import { create } from './create.ts';
import { execution } from './execution.ts';
import type { Kind } from './protocol.ts';
import { testState } from './test-state.ts';
import { validate } from './validate.ts';
import { variableReferences } from './variable-references.ts';

/** One file a kind of request. */
export const kinds: Readonly<Record<string, Kind>> = {
  create,
  execution,
  test_state: testState,
  validate,
  variable_references: variableReferences,
};
