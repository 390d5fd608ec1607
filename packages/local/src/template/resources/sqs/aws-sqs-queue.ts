import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';

interface QueueTypeDeps {
  readonly call: InProcess;
  /** `http://127.0.0.1:PORT`: what a queue's URL begins with. */
  readonly endpoint: () => string;
}

const attributes = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'SqsManagedSseEnabled',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const sqsQueueType = ({ call, endpoint }: QueueTypeDeps): ResourceType => ({
  type: 'AWS::SQS::Queue',
  properties: ['QueueName', ...attributes],
  withoutEffect: ['Tags'],
  async apply(resource) {
    const QueueName = queueName(resource);
    const wanted = queueAttributes(resource.properties);
    const { QueueUrl: path } =
      (await find(call, QueueName)) ?? (await call('CreateQueue', { QueueName, Attributes: wanted }));
    const { FifoQueue: _, ...changeable } = wanted;
    if (Object.keys(changeable).length > 0)
      await call('SetQueueAttributes', { QueueUrl: QueueName, Attributes: changeable });
    const { Attributes: all } = await call('GetQueueAttributes', { QueueUrl: QueueName, AttributeNames: ['QueueArn'] });
    const url = endpoint() + String(path);
    return { ref: url, attributes: { Arn: isJsonObject(all) ? String(all.QueueArn) : '', QueueName, QueueUrl: url } };
  },
  exists: async (_, name) => (await find(call, name)) !== undefined,
  remove: ({ physicalId }) => call('DeleteQueue', { QueueUrl: physicalId }),
});

function queueName({ properties, stackName, logicalId }: Resource): string {
  if (typeof properties.QueueName === 'string') return properties.QueueName;
  return `${stackName}-${logicalId}${String(properties.FifoQueue) === 'true' ? '.fifo' : ''}`;
}

const queueAttributes = (properties: JsonObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      attributes.includes(name) ? [[name, attributeText(value)]] : [],
    ),
  );

const attributeText = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

async function find(call: InProcess, QueueName: string): Promise<JsonObject | undefined> {
  try {
    return await call('GetQueueUrl', { QueueName });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'QueueDoesNotExist') return undefined;
    throw error;
  }
}
