import type { JsonObject } from '@safelight/asl/json';
import type { Operation } from '#gateway/dispatch/operation.ts';
import type { Access } from '#gateway/service.ts';

/** An operation that has no resource in terms of IAM. */
export const onAll = (action: string, run: Operation['run']): Operation => ({
  access: () => [{ action: `cloudwatch:${action}`, resource: '*' }],
  run,
});

/** An operation on the resources that its input names. */
export const on = (
  action: string,
  resources: (input: JsonObject) => readonly string[],
  run: Operation['run'],
): Operation => ({
  access: (input): readonly Access[] =>
    resources(input).map((resource) => ({ action: `cloudwatch:${action}`, resource })),
  run,
});
