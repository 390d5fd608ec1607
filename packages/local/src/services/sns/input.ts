import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { validationErrors, violations } from '#gateway/constraint.ts';
import { others, takingBy } from '#gateway/dispatch/taking.ts';
import { record } from '#services/record.ts';
import { invalidParameter } from '#services/sns/errors.ts';

/** Of a topic or subscription. */
const arn = z.string().superRefine((text, { addIssue }) => {
  const elements = text.split(':').length;
  if (elements < 6) addIssue({ code: 'custom', message: `An ARN must have at least 6 elements, not ${elements}` });
});

const texts = record(z.string());
const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);

const attributes = record(
  z.object({
    DataType: z.string().default(''),
    StringValue: z.string().optional(),
    BinaryValue: z.string().optional(),
  }),
).default({});

const published = {
  Message: z.string(),
  Subject: z.string().optional(),
  MessageStructure: z.string().optional(),
  MessageAttributes: attributes,
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
};

/** https://docs.aws.amazon.com/sns/latest/api/API_Operations.html */
export const inputs = {
  createTopic: z
    .object({ Name: z.string(), Attributes: texts.default({}), Tags: tags })
    .register(others, { refused: ['DataProtectionPolicy'] }),
  topic: z.object({ TopicArn: arn }),
  list: z.object({ NextToken: z.string().optional() }),
  listByTopic: z.object({ TopicArn: arn, NextToken: z.string().optional() }),
  setTopic: z.object({ TopicArn: arn, AttributeName: z.string(), AttributeValue: z.string().default('') }),
  publish: z
    .object({ TopicArn: arn.optional(), TargetArn: arn.optional(), ...published })
    .register(others, { refused: ['PhoneNumber'] }),
  publishBatch: z.object({
    TopicArn: arn,
    // The query protocol has no empty lists.
    PublishBatchRequestEntries: z.preprocess(
      (given) => (given === '' ? [] : given),
      z.array(z.object({ Id: z.string(), ...published })),
    ),
  }),
  subscribe: z.object({
    TopicArn: arn,
    Protocol: z.string(),
    Endpoint: z.string().min(1),
    Attributes: texts.default({}),
    // The query protocol has no switches.
    ReturnSubscriptionArn: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  subscription: z.object({ SubscriptionArn: arn }),
  setSubscription: z.object({
    SubscriptionArn: arn,
    AttributeName: z.string(),
    AttributeValue: z.string().default(''),
  }),
  tag: z.object({ ResourceArn: arn, Tags: tags }),
  untag: z.object({ ResourceArn: arn, TagKeys: z.array(z.string()) }),
  resource: z.object({ ResourceArn: arn }),
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

export const taking = takingBy(parse);
