import type { Json, JsonObject } from '@safelight/asl/json';
import type { Run, Runs } from '#gateway/dispatch/taking.ts';

/** Throws what AWS says of a policy that it refuses; a policy is JSON text. */
export type CheckPolicy = (resourceArn: string, policy: string) => void;

/** Which policy a request sets, and on what; an empty text takes a policy away. */
type PolicyOf = (input: JsonObject) => { readonly arn: string; readonly policy: Json | undefined };

/** The operations; those named check the policy among their input before they run. */
export function withPolicies(runs: Runs, names: readonly string[], policyOf: PolicyOf, check: CheckPolicy): Runs {
  const checked = ({ input: members, run }: Run): Run => ({
    input: members,
    run(input, context) {
      const { arn, policy } = policyOf(input);
      if (typeof policy === 'string' && policy !== '') check(arn, policy);
      return run(input, context);
    },
  });
  return Object.fromEntries(
    Object.entries(runs).map(([name, run]) => [name, names.includes(name) ? checked(run) : run]),
  );
}
