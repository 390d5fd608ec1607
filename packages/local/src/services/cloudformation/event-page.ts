import type { JsonObject } from '@safelight/asl/json';
import { invalid } from '#services/cloudformation/context.ts';
import { optional } from '#services/cloudformation/input.ts';
import type { EventRecord } from '#services/cloudformation/store/records.ts';
import type { StackStore } from '#services/cloudformation/store/stack-store.ts';

const PAGE = 100;

/** A hundred events, the newest first; new ones do not move the pages that follow. Throws ValidationError. */
export function eventPage(
  store: StackStore,
  stackId: string,
  input: JsonObject,
): { readonly events: readonly EventRecord[]; readonly next: string | undefined } {
  const token = optional(input, 'NextToken');
  const placed = store.events(stackId, token === undefined ? undefined : placeOf(token), PAGE + 1);
  const shown = placed.slice(0, PAGE);
  return {
    events: shown.map(({ event }) => event),
    next: placed.length > PAGE ? Buffer.from(`before ${shown.at(-1)?.place}`).toString('base64url') : undefined,
  };
}

function placeOf(token: string): number {
  const place = /^before (\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (place === undefined) throw invalid('NextToken is not valid');
  return Number(place);
}
