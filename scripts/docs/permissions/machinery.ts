/** Permissions that only AWS's own machinery uses: no code of ours, and no flow on a laptop, can notice that one is missing. */
const REASONS: readonly (readonly [
  action: RegExp,
  reason: string,
  only?: Readonly<{ role: RegExp; resource?: RegExp }>,
])[] = [
  [/^xray:/, "X-Ray's daemon sends traces beside the calls of functions and workflows"],
  [
    /^logs:(CreateLogStream|PutLogEvents)$/,
    "Lambda writes a function's log after the call: without it lines are lost, and nothing is refused",
  ],
  [/^logs:/, 'Step Functions sets up vended log delivery when a state machine is created'],
  [/^kms:\*$/, 'the account administers its keys: without it nobody could'],
  [/^kms:/, 'SNS uses the key of an encrypted topic in the name of the publisher'],
  [/^dynamodb:ListStreams$/, 'Lambda asks for it when a mapping is created'],
  [
    /^events:(PutTargets|PutRule|DescribeRule)$/,
    'Step Functions is told by a rule of its own that a nested execution has ended',
  ],
  [
    /^states:(StartExecution|RedriveExecution)$/,
    'Step Functions starts and redrives the children of a Distributed Map in the role of its state machine',
    { role: /library-?(reprocess|report)/i, resource: /library-(reprocess|report)/ },
  ],
  [
    /^s3:(ListMultipartUploadParts|AbortMultipartUpload)$/,
    'ResultWriter writes large results in parts',
    { role: /library-?(reprocess|report)/i },
  ],
];

/** What is asked for: `role` and `resource` as far as their names tell them from others. */
interface Asked {
  readonly action: string;
  readonly role: string;
  readonly resource: string;
}

/** Undefined for an action that code, a state, a rule or a mapping has to need. */
export const machineryReason = ({ action, role, resource }: Asked): string | undefined =>
  REASONS.find(
    ([pattern, , only]) =>
      pattern.test(action) && (only?.role.test(role) ?? true) && (only?.resource?.test(resource) ?? true),
  )?.[1];
