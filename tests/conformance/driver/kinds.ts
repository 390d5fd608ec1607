import { execution } from './execution.ts';
import type { Kind } from './protocol.ts';

/** One file a kind of request; `test_state`, `create`, `validate` and `variable_references` register here too. */
export const kinds: Readonly<Record<string, Kind>> = {
  execution,
};
