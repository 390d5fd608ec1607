import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { type InProcess, inProcess } from '#gateway/dispatch/in-process.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import { type CheckPolicy, withPolicies } from '#gateway/dispatch/with-policies.ts';
import type { Authorize } from '#gateway/service.ts';
import { accessOf } from '#services/sns/access.ts';
import { bodies } from '#services/sns/bodies.ts';
import { openDeliveries, type SnsPorts } from '#services/sns/delivery.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { publishOperations } from '#services/sns/publishing/publish-operations.ts';
import { openRecent } from '#services/sns/publishing/recent.ts';
import { subscriptionOperations } from '#services/sns/subscription-operations.ts';
import { tagOperations } from '#services/sns/tag-operations.ts';
import { topicArn, topicOperations } from '#services/sns/topic-operations.ts';
import { openTopics } from '#services/sns/topics.ts';
import type { Database } from '#store/database.ts';

export interface SnsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  /** Told of each topic's policy whenever it is set, and of all of them at the start. */
  readonly onPolicy: (resourceArn: string, policy: string | undefined) => void;
  /** Asked before a policy is set; throws what AWS says of one that it refuses. */
  readonly checkPolicy: CheckPolicy;
  readonly ports: SnsPorts;
}

export interface SnsService {
  readonly service: DispatchedService;
  /** Runs an operation in process, unauthorized: for the template. Throws AwsError. */
  readonly call: InProcess;
  /** Undefined for a topic that is not there. */
  tagsOf(topicArn: string): Readonly<Record<string, string>> | undefined;
  /** Begins to deliver: once the template's resources are there. */
  start(): void;
  /** Deliveries not yet made or given up. */
  readonly pending: number;
  close(): void;
}

export function createSnsService(deps: SnsDeps): SnsService {
  const { database, clock, ids, place, authorize, onPolicy, checkPolicy, ports } = deps;
  const topics = openTopics(database, onPolicy);
  const deliveries = openDeliveries(database, clock, ports);
  const runs = {
    ...topicOperations(topics, place),
    ...publishOperations({ topics, recent: openRecent(database, clock), clock, ids, deliver: deliveries.add }),
    ...tagOperations(topics),
    ...subscriptionOperations({ topics, ids, place }),
  };
  const operations: Operations = Object.fromEntries(
    Object.entries(withPolicies(runs, ['CreateTopic', 'SetTopicAttributes'], policyOf(place), checkPolicy)).map(
      ([name, run]) => [
        name,
        {
          access: (input, { principal }) => accessOf(name, input, principal, topics, place),
          ...run,
        },
      ],
    ),
  );
  return {
    service: dispatch({
      signingName: 'sns',
      title: 'SNS',
      codec: queryCodec('http://sns.amazonaws.com/doc/2010-03-31/'),
      operations,
      bodies,
      authorize,
      notSupported: invalidParameter,
    }),
    call: inProcess(operations),
    tagsOf: (arn) => topics.find(arn)?.tags,
    start: deliveries.start,
    get pending() {
      return deliveries.pending;
    },
    close: deliveries.close,
  };
}

/** The policy that a request sets: an attribute among others, or the one attribute. */
const policyOf = (place: Place) => (input: JsonObject) => {
  const { TopicArn, Name, Attributes, AttributeName, AttributeValue } = input;
  const among = isJsonObject(Attributes) ? Attributes.Policy : undefined;
  const arn = typeof TopicArn === 'string' ? TopicArn : topicArn(place, String(Name));
  return { arn, policy: AttributeName === 'Policy' ? AttributeValue : among };
};
