import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { violations } from '#gateway/constraint.ts';
import { others, takingBy } from '#gateway/dispatch/taking.ts';
import { record } from '#services/record.ts';
import { invalidParameter, missingParameter } from '#services/sqs/errors.ts';
import { messageAttributes } from '#services/sqs/messages/message.ts';

const url = z.string().min(1);
const texts = record(z.string());
// Numbers are text in the query protocol.
const whole = z.coerce.number().int();
const names = z.array(z.string()).default([]);

const sent = {
  MessageBody: z.string(),
  DelaySeconds: whole.optional(),
  MessageAttributes: messageAttributes.default({}),
  MessageSystemAttributes: messageAttributes.default({}),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
};

const paged = { MaxResults: whole.optional(), NextToken: z.string().optional() };

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
export const inputs = {
  createQueue: z.object({ QueueName: z.string(), Attributes: texts.default({}), tags: texts.default({}) }),
  getQueueUrl: z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() }),
  listQueues: z.object({ QueueNamePrefix: z.string().default(''), ...paged }),
  listSources: z.object({ QueueUrl: url, ...paged }),
  queue: z.object({ QueueUrl: url }),
  getAttributes: z.object({ QueueUrl: url, AttributeNames: names }),
  setAttributes: z.object({ QueueUrl: url, Attributes: texts }),
  tag: z.object({ QueueUrl: url, Tags: texts }),
  untag: z.object({ QueueUrl: url, TagKeys: z.array(z.string()) }),
  send: z.object({ QueueUrl: url, ...sent }),
  sendEntry: z.object({ Id: z.string(), ...sent }),
  receive: z
    .object({
      QueueUrl: url,
      AttributeNames: names,
      MessageSystemAttributeNames: names,
      MessageAttributeNames: names,
      MaxNumberOfMessages: whole.default(1),
      VisibilityTimeout: whole.optional(),
      WaitTimeSeconds: whole.optional(),
    })
    .register(others, {
      withoutEffect: { ReceiveRequestAttemptId: 'what an attempt has hidden comes again after its visibility timeout' },
    }),
  delete: z.object({ QueueUrl: url, ReceiptHandle: z.string() }),
  changeVisibility: z.object({ QueueUrl: url, ReceiptHandle: z.string(), VisibilityTimeout: whole }),
  startMove: z.object({
    SourceArn: z.string(),
    DestinationArn: z.string().optional(),
    MaxNumberOfMessagesPerSecond: whole.optional(),
  }),
  listMoves: z.object({
    SourceArn: z.string(),
    MaxResults: whole.refine((most) => most >= 1 && most <= 10, 'Must be between 1 and 10, if provided').default(1),
  }),
};

export type SendInput = Omit<z.infer<typeof inputs.send>, 'QueueUrl'>;

/** Throws MissingParameter or InvalidParameterValue naming the first member that is wrong. */
export function parse<T>(schema: z.ZodType<T>, input: JsonObject): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [violation] = violations(parsed.error, input);
  if (!violation || violation.isMissing) throw missingParameter(violation?.member ?? '');
  throw invalidParameter(`Value for parameter ${violation.member} is invalid. Reason: ${violation.constraint}.`);
}

export const taking = takingBy(parse);

/** The last part of a queue's URL is its name. */
export const nameOf = (queueUrl: unknown): string =>
  typeof queueUrl === 'string' ? (queueUrl.split('/').at(-1) ?? '') : '';
