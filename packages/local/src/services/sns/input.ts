import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { validationErrors, violations } from '#gateway/constraint.ts';
import { invalidParameter } from '#services/sns/errors.ts';

const texts = z.record(z.string(), z.string());
const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);

const attributes = z
  .record(
    z.string(),
    z.object({
      DataType: z.string().regex(/^(String|String\.Array|Number|Binary)(\.[\w.-]+)?$/),
      StringValue: z.string().optional(),
      BinaryValue: z.string().optional(),
    }),
  )
  .default({});

const published = {
  Message: z.string(),
  Subject: z.string().max(100).optional(),
  MessageStructure: z.literal('json').optional(),
  MessageAttributes: attributes,
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
};

/** https://docs.aws.amazon.com/sns/latest/api/API_Operations.html */
export const inputs = {
  createTopic: z.object({
    Name: z.string(),
    Attributes: texts.default({}),
    Tags: tags,
  }),
  topic: z.object({ TopicArn: z.string() }),
  list: z.object({ NextToken: z.string().optional() }),
  listByTopic: z.object({ TopicArn: z.string(), NextToken: z.string().optional() }),
  setTopic: z.object({ TopicArn: z.string(), AttributeName: z.string(), AttributeValue: z.string().default('') }),
  publish: z.object({ TopicArn: z.string().optional(), TargetArn: z.string().optional(), ...published }),
  publishBatch: z.object({
    TopicArn: z.string(),
    PublishBatchRequestEntries: z
      .array(z.object({ Id: z.string(), ...published }))
      .min(1)
      .max(10),
  }),
  subscribe: z.object({
    TopicArn: z.string(),
    Protocol: z.string(),
    Endpoint: z.string().min(1),
    Attributes: texts.default({}),
  }),
  subscription: z.object({ SubscriptionArn: z.string() }),
  setSubscription: z.object({
    SubscriptionArn: z.string(),
    AttributeName: z.string(),
    AttributeValue: z.string().default(''),
  }),
  tag: z.object({ ResourceArn: z.string(), Tags: tags }),
  untag: z.object({ ResourceArn: z.string(), TagKeys: z.array(z.string()) }),
  resource: z.object({ ResourceArn: z.string() }),
};

export type Published = Omit<z.infer<typeof inputs.publish>, 'TopicArn' | 'TargetArn'>;

/** Throws InvalidParameter naming the first member that is wrong, or ValidationError for one that is missing. */
export function parse<T>(schema: z.ZodType<T>, input: JsonObject): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [violation] = violations(parsed.error, input);
  if (!violation || violation.isMissing) throw new AwsError('ValidationError', validationErrors(parsed.error, input));
  throw invalidParameter(`${violation.member} Reason: ${violation.constraint}`);
}
