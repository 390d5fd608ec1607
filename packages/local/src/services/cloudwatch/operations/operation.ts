import type { JsonObject } from '@safelight/asl/json';
import type { Operation } from '#gateway/dispatch/operation.ts';
import type { Access } from '#gateway/service.ts';
import { taking } from '#services/cloudwatch/input.ts';

type Taken<T> = Parameters<typeof taking<T>>;

/** An operation that has no resource in terms of IAM. */
export const onAll = <T>(action: string, ...taken: Taken<T>): Operation => ({
  access: () => [{ action: `cloudwatch:${action}`, resource: '*' }],
  ...taking(...taken),
});

/** An operation on the resources that its input names. */
export const on = <T>(
  action: string,
  resources: (input: JsonObject) => readonly string[],
  ...taken: Taken<T>
): Operation => ({
  access: (input): readonly Access[] =>
    resources(input).map((resource) => ({ action: `cloudwatch:${action}`, resource })),
  ...taking(...taken),
});
