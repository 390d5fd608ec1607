import type { JsonObject } from '@safelight/asl/json';
import { unordered } from './normal.ts';
import { partsOf } from './parts.ts';

/** What one of the two answers: the body, or the error's code and message. */
export type Answer =
  | { readonly body: JsonObject; readonly error?: never }
  | { readonly error: string; readonly details: JsonObject };

/** Side: one of the two databases that are compared. */
export interface Side {
  call(operation: string, input: JsonObject): Promise<Answer>;
}

/** Probe: calls that are made alike on both sides, and what they come to. */
export interface Probe {
  readonly title: string;
  /** The same with less of what may be wrong with it; absent where it makes several calls. */
  readonly parts?: () => readonly Probe[];
  run(side: Side): Promise<unknown>;
}

/** One call. */
export const single = (operation: string, input: JsonObject): Probe => ({
  title: `${operation} ${JSON.stringify(input)}`,
  parts: () => partsOf(input).map((part) => single(operation, part)),
  run: async (side) => {
    const answer = await side.call(operation, input);
    if (operation !== 'Scan' || answer.error !== undefined) return answer;
    // What comes after a key is a matter of that order: that it is answered is all that both can say.
    return input.ExclusiveStartKey === undefined ? withoutOrder(answer.body) : { body: {} };
  },
});

/** A Scan promises no order. */
const withoutOrder = (body: JsonObject) => ({ ...body, Items: Array.isArray(body.Items) ? unordered(body.Items) : [] });
