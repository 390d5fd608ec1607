import * as z from 'zod';
import { packageOf, refuseSdkAction } from '#integrations/sdk/sdk-services.ts';

const LONGEST_ARN = 1600;
const arn = z.string().min(1).max(LONGEST_ARN);

/**
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html, without the kinds that do not run here.
 * The retry policy is told with its defaults, as AWS does.
 */
export const target = z
  .strictObject({
    Arn: arn,
    RoleArn: arn.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/),
    Input: z.string().min(1).optional(),
    RetryPolicy: z
      .strictObject({
        MaximumRetryAttempts: z.int().min(0).max(185).default(185),
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
      })
      .prefault({}),
    DeadLetterConfig: z
      .strictObject({ Arn: arn.regex(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9\-_]+$/).optional() })
      .optional(),
    SqsParameters: z.strictObject({ MessageGroupId: z.string().min(1).max(128).optional() }).optional(),
    EventBridgeParameters: z
      .strictObject({ DetailType: z.string().min(1).max(128), Source: z.string().min(1).max(256) })
      .optional(),
  })
  .superRefine((given, context) => {
    const problem = problemOf(given);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, path: ['Arn'] });
  });

export type Target = z.infer<typeof target>;

/** What a target's ARN names: an operation that is common to all of a kind, or any action of a service. */
export type TargetKind =
  | { readonly kind: 'stateMachine' | 'function' | 'queue' | 'topic' | 'eventBus' }
  | { readonly kind: 'action'; readonly packageName: string; readonly action: string };

const KINDS = [
  [/^arn:aws:states:[^:]+:\d+:stateMachine:/, 'stateMachine'],
  [/^arn:aws:lambda:[^:]+:\d+:function:/, 'function'],
  [/^arn:aws:sqs:/, 'queue'],
  [/^arn:aws:sns:/, 'topic'],
  [/^arn:aws:events:[^:]+:\d+:event-bus\//, 'eventBus'],
] as const;

const ACTION = /^arn:aws:scheduler:::aws-sdk:(\w+):(\w+)$/;

export function targetKind(targetArn: string): TargetKind | undefined {
  const kind = KINDS.find(([pattern]) => pattern.test(targetArn))?.[1];
  if (kind !== undefined) return { kind };
  const [, service, action] = ACTION.exec(targetArn) ?? [];
  if (service === undefined || action === undefined) return undefined;
  return { kind: 'action', packageName: packageOf(service), action };
}

/**
 * Actions that only read are no targets.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html#unsupported-api-actions
 */
const READING =
  /^(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized|invokeModel)/;

interface Given {
  readonly Arn: string;
  readonly Input?: string | undefined;
  readonly EventBridgeParameters?: object | undefined;
  readonly SqsParameters?: object | undefined;
}

function problemOf({ Arn, Input, EventBridgeParameters: bus, SqsParameters: queue }: Given): string | undefined {
  const kind = targetKind(Arn)?.kind;
  if (kind === undefined) return `Targets such as ${Arn} are not supported here`;
  if (kind === 'action') return problemOfAction(Arn, Input);
  if ((kind === 'eventBus') !== (bus !== undefined))
    return bus ? 'EventBridgeParameters is for an event bus' : 'An event bus needs EventBridgeParameters';
  if (queue !== undefined && kind !== 'queue') return 'SqsParameters is for a queue';
  if (Input === undefined) return undefined;
  if (kind === 'eventBus') return isObject(parsed(Input)) ? undefined : 'Input of an event is a JSON object';
  const takesJson = kind === 'function' || kind === 'stateMachine';
  return takesJson && parsed(Input) === undefined ? `Input of ${Arn} is not well-formed JSON` : undefined;
}

function problemOfAction(targetArn: string, input: string | undefined): string | undefined {
  const [, service = '', action = ''] = ACTION.exec(targetArn) ?? [];
  if (READING.test(action)) return `${targetArn} only reads, which no schedule can call`;
  const refused = refuseSdkAction(service, action);
  if (refused !== undefined) return refused;
  return input === undefined || isObject(parsed(input)) ? undefined : 'Input of an action is a JSON object';
}

/** Undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
