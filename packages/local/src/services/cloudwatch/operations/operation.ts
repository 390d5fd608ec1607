import type { JsonObject } from '@safelight/asl/json';
import type { JsonOperation } from '#gateway/json-service.ts';
import type { Access } from '#gateway/service.ts';

/** In an output, dates are `Date`s and maps `Map`s: each protocol writes them its own way. */
export type Operations = Readonly<Record<string, JsonOperation>>;

/** An operation that has no resource in terms of IAM. */
export const onAll = (action: string, run: JsonOperation['run']): JsonOperation => ({
  access: () => [{ action: `cloudwatch:${action}`, resource: '*' }],
  run,
});

/** An operation on the resources that its input names. */
export const on = (
  action: string,
  resources: (input: JsonObject) => readonly string[],
  run: JsonOperation['run'],
): JsonOperation => ({
  access: (input): readonly Access[] =>
    resources(input).map((resource) => ({ action: `cloudwatch:${action}`, resource })),
  run,
});
