import * as z from 'zod';
import { invalidAttributeName, invalidAttributeValue } from '#services/sqs/errors.ts';

/** Attributes of a queue as they are set: strings, on the wire and here. */
export type QueueAttributes = Readonly<Record<string, string>>;

interface Setting {
  readonly default?: string;
  readonly valid: (value: string) => boolean;
}

const whole = (least: number, most: number, standard: number): Setting => ({
  default: String(standard),
  valid: (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most,
});

const oneOf = (...values: readonly string[]): Setting => ({ valid: (value) => values.includes(value) });

const redrive = z.object({
  deadLetterTargetArn: z.string().startsWith('arn:'),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});

export type RedrivePolicy = z.infer<typeof redrive>;

const json: Setting = { valid: (value) => value === '' || parseJson(value) !== undefined };

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const settings: Readonly<Record<string, Setting>> = {
  DelaySeconds: whole(0, 900, 0),
  MaximumMessageSize: whole(1024, 1_048_576, 1_048_576),
  MessageRetentionPeriod: whole(60, 1_209_600, 345_600),
  ReceiveMessageWaitTimeSeconds: whole(0, 20, 0),
  VisibilityTimeout: whole(0, 43_200, 30),
  Policy: json,
  RedrivePolicy: { valid: (value) => value === '' || redrive.safeParse(parseJson(value)).success },
  RedriveAllowPolicy: json,
  FifoQueue: oneOf('true', 'false'),
  ContentBasedDeduplication: oneOf('true', 'false'),
  DeduplicationScope: oneOf('queue', 'messageGroup'),
  FifoThroughputLimit: oneOf('perQueue', 'perMessageGroupId'),
  KmsMasterKeyId: { valid: () => true },
  KmsDataKeyReusePeriodSeconds: whole(60, 86_400, 300),
  SqsManagedSseEnabled: { default: 'true', valid: (value) => value === 'true' || value === 'false' },
};

const shownByDefault = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'SqsManagedSseEnabled',
];

export const defaultAttributes: QueueAttributes = Object.fromEntries(
  shownByDefault.map((name) => [name, settings[name]?.default ?? '']),
);

/** Throws InvalidAttributeName or InvalidAttributeValue. */
export function checkAttributes(attributes: QueueAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (!setting) throw invalidAttributeName(name);
    if (!setting.valid(value)) throw invalidAttributeValue(name);
  }
}

/** The redrive policy of a queue, when it has one. */
export function redrivePolicy({ RedrivePolicy: policy }: QueueAttributes): RedrivePolicy | undefined {
  return policy ? redrive.parse(parseJson(policy)) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
