import type { Json } from '@safelight/asl/json';
import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { validationErrors } from '#gateway/constraint.ts';
import { inputProblem } from '#services/eventbridge/input/target-input.ts';
import { record } from '#services/record.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html, without the kinds that do not run here. */
const target = z.strictObject({
  Id: z.string().min(1).max(64),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().max(8192).optional(),
  InputPath: z.string().max(256).optional(),
  InputTransformer: z
    .strictObject({
      InputPathsMap: record(z.string()).optional(),
      InputTemplate: z.string().min(1).max(8192),
    })
    .optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
    })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
});

export type Target = z.infer<typeof target>;

/** What a target's ARN names, for the kinds that can be delivered to here. */
const kinds = {
  stateMachine: /^arn:aws:states:[^:]+:\d+:stateMachine:/,
  function: /^arn:aws:lambda:[^:]+:\d+:function:/,
  queue: /^arn:aws:sqs:/,
  /** Not FIFO topics: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html */
  topic: /^arn:aws:sns:(?!.*\.fifo$)/,
  logGroup: /^arn:aws:logs:[^:]+:\d+:log-group:/,
  eventBus: /^arn:aws:events:[^:]+:\d+:event-bus\//,
} as const;

export type TargetKind = keyof typeof kinds;

const needsRole: ReadonlySet<TargetKind> = new Set(['stateMachine', 'eventBus']);

export function targetKind(arn: string): TargetKind | undefined {
  const [kind] = Object.entries(kinds).find(([, pattern]) => pattern.test(arn)) ?? [];
  return (Object.keys(kinds) as TargetKind[]).find((known) => known === kind);
}

/** Throws ValidationException for what AWS would refuse, and for what does not run here. */
export function parseTarget(value: Json): Target {
  const parsed = target.safeParse(value);
  if (!parsed.success) throw invalid(validationErrors(parsed.error, value));
  const kind = targetKind(parsed.data.Arn);
  if (!kind) throw invalid(`Targets such as ${parsed.data.Arn} are not supported here.`);
  if (needsRole.has(kind) && !parsed.data.RoleArn) throw invalid(`RoleArn is required for target ${parsed.data.Arn}.`);
  const problem = inputProblem(parsed.data);
  if (problem) throw invalid(problem);
  return parsed.data;
}

const invalid = (message: string) => new AwsError('ValidationException', message);
