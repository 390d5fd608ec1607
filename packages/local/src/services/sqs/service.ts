import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { type InProcess, inProcess } from '#gateway/dispatch/in-process.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { type CheckPolicy, withPolicies } from '#gateway/dispatch/with-policies.ts';
import type { Access, Authorize } from '#gateway/service.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import { bodies } from '#services/sqs/bodies.ts';
import { sampleDepths } from '#services/sqs/depths.ts';
import { notSupported } from '#services/sqs/errors.ts';
import { nameOf } from '#services/sqs/input.ts';
import { olderCodec } from '#services/sqs/older-codec.ts';
import { attributeOperations } from '#services/sqs/operations/attribute-operations.ts';
import { messageOperations } from '#services/sqs/operations/message-operations.ts';
import { moveOperations } from '#services/sqs/operations/move-tasks.ts';
import { queueOperations } from '#services/sqs/operations/queue-operations.ts';
import { tagOperations } from '#services/sqs/operations/tag-operations.ts';
import { Queues, queueArn } from '#services/sqs/queues.ts';
import { queueViews } from '#services/sqs/views.ts';
import type { Database } from '#store/database.ts';

export interface SqsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  /** Told of each queue's policy whenever it is set, and of all of them at the start. */
  readonly onPolicy: (resourceArn: string, policy: string | undefined) => void;
  /** Asked before a policy is set; throws what AWS says of one that it refuses. */
  readonly checkPolicy: CheckPolicy;
  /** Where metrics go. */
  readonly record: RecordMetric;
}

export interface SqsService {
  readonly service: DispatchedService;
  /** Runs an operation in process, unauthorized: for the template. Throws AwsError. */
  readonly call: InProcess;
  /** Records how full all queues are, as of a time in milliseconds since the epoch. */
  sample(at: number): void;
  /** Undefined for a queue that is not there. */
  tagsOf(queueArn: string): Readonly<Record<string, string>> | undefined;
  readonly views: ReturnType<typeof queueViews>;
  /** Ends long polls. */
  close(): void;
}

/** SQS over its JSON protocol, and over the query protocol for older clients. */
export function createSqsService(deps: SqsDeps): SqsService {
  const { database, clock, ids, place, authorize, onPolicy, checkPolicy, record } = deps;
  const closing = new AbortController();
  const queues = new Queues({ database, clock, ids, place, onPolicy });
  const runs = {
    ...queueOperations({ queues, clock, place }),
    ...attributeOperations(queues, clock),
    ...tagOperations(queues),
    ...messageOperations({ queues, clock, place, ids, closing: closing.signal, publish: publisher('queues', record) }),
    ...moveOperations({ queues, clock, place, ids }),
  };
  const operations: Operations = Object.fromEntries(
    Object.entries(withPolicies(runs, ['CreateQueue', 'SetQueueAttributes'], policyOf(place), checkPolicy)).map(
      ([name, run]) => [name, { access: (input) => accessOf(name, input, place), ...run }],
    ),
  );
  return {
    service: dispatch({
      signingName: 'sqs',
      title: 'SQS',
      codec: jsonCodec('json-1.0'),
      otherCodec: ({ headers }) => (headers['x-amz-target'] === undefined ? olderCodec : undefined),
      operations,
      bodies,
      authorize,
      notSupported,
    }),
    call: inProcess(operations),
    sample: (at) => sampleDepths(queues, record, at),
    tagsOf(arn) {
      const name = arn.split(':').at(-1) ?? '';
      return arn === queueArn(place, name) && queues.has(name) ? queues.settings(name).tags : undefined;
    },
    views: queueViews(queues),
    close: () => closing.abort(),
  };
}

/** The policy among the attributes that a request sets. */
const policyOf = (place: Place) => (input: JsonObject) => {
  const policy = isJsonObject(input.Attributes) ? input.Attributes.Policy : undefined;
  return { arn: queueArn(place, nameOf(input.QueueUrl ?? input.QueueName)), policy };
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
function accessOf(operation: string, input: JsonObject, place: Place): Access[] {
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  if (operation === 'ListQueues') return [{ action, resource: '*' }];
  if (typeof input.SourceArn === 'string') return [{ action, resource: input.SourceArn }];
  return [{ action, resource: queueArn(place, nameOf(input.QueueUrl ?? input.QueueName)) }];
}
