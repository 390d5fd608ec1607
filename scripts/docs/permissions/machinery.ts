/** Permissions that only AWS's own machinery uses: no code of ours, and no flow on a laptop, can notice that one is missing. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^xray:/, "X-Ray's daemon sends traces beside the calls of functions and workflows"],
  [
    /^logs:(CreateLogStream|PutLogEvents)$/,
    "Lambda writes a function's log after the call: without it lines are lost, and nothing is refused",
  ],
  [/^logs:/, 'Step Functions sets up vended log delivery when a state machine is created'],
  [/^kms:\*$/, 'the account administers its keys: without it nobody could'],
  [/^kms:/, 'SNS uses the key of an encrypted topic in the name of the publisher'],
  [/^dynamodb:ListStreams$/, 'Lambda asks for it when a mapping is created'],
];

/** Undefined for an action that code, a state, a rule or a mapping has to need. */
export const machineryReason = (action: string): string | undefined =>
  REASONS.find(([pattern]) => pattern.test(action))?.[1];
