import type { Permission } from '#tests/permissions/permission.ts';

/** Permissions that only AWS's own machinery uses: no flow can notice here that one is missing. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^xray:/, "the X-Ray daemon beside functions and workflows sends traces, and does so outside of anybody's calls"],
  [
    /^logs:(CreateLogStream|PutLogEvents)$/,
    "Lambda writes a function's log after the call; without it lines are lost, and nothing is refused",
  ],
  [/^logs:/, 'Step Functions sets up vended log delivery when a state machine is created'],
  [/^kms:/, 'SNS uses the key of an encrypted topic in the name of the publisher; keys have no effect here'],
  [/^dynamodb:ListStreams$/, 'Lambda checks it when a mapping is created'],
];

/** Why no flow notices; undefined when one has to. */
export const machineryReason = ({ action }: Permission): string | undefined =>
  REASONS.find(([pattern]) => pattern.test(action))?.[1];
