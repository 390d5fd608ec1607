import type { JsonObject } from '@safelight/asl/json';
import type { Access } from '#gateway/service.ts';

/** The IAM action of an operation on the resource that a member of its input names. */
export const onMember =
  (action: string, member: string) =>
  (input: JsonObject): readonly Access[] => [
    { action: `states:${action}`, resource: resourceOf(input[member]), ...qualified(input[member]) },
  ];

/** The version or alias of a state machine's ARN: https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html */
function qualified(arn: unknown): Pick<Access, 'context'> {
  const qualifier = typeof arn === 'string' && /:stateMachine:[^:]+:([^:]+)$/.exec(arn)?.[1];
  return qualifier ? { context: { 'states:StateMachineQualifier': qualifier } } : {};
}

/** Actions that IAM knows no resource for. */
export const onAll = (action: string) => (): readonly Access[] => [{ action: `states:${action}`, resource: '*' }];

/** Input is checked after access, so what is not an ARN can only be allowed for every resource. */
export const resourceOf = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '*');
