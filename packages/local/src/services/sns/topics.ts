import * as z from 'zod';
import { record } from '#services/record.ts';
import { defaultPolicy } from '#services/sns/default-policy.ts';
import { subscriptionNotFound, topicNotFound } from '#services/sns/errors.ts';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';

const texts = record(z.string());

const subscription = z.object({
  arn: z.string(),
  topicArn: z.string(),
  protocol: z.enum(['sqs', 'lambda', 'email', 'email-json']),
  endpoint: z.string(),
  attributes: texts,
});

const topic = z.object({ arn: z.string(), attributes: texts, tags: texts });

export type Subscription = z.infer<typeof subscription>;
export type Topic = z.infer<typeof topic>;

/** Topics and subscriptions, in memory too: there are few. */
export interface Topics {
  topics(): readonly Topic[];
  /** Throws NotFound. */
  topic(arn: string): Topic;
  find(arn: string): Topic | undefined;
  putTopic(topic: Topic): void;
  deleteTopic(arn: string): void;
  subscriptions(topicArn?: string): readonly Subscription[];
  /** Throws NotFound. */
  subscription(arn: string): Subscription;
  putSubscription(subscription: Subscription): void;
  deleteSubscription(arn: string): void;
}

export function openTopics(database: Database, onPolicy: (arn: string, policy: string | undefined) => void): Topics {
  const keptTopics = openDocuments(database, 'sns_topics', (value) => topic.parse(value));
  const keptSubscriptions = openDocuments(database, 'sns_subscriptions', (value) => subscription.parse(value));
  const topics = new Map(keptTopics.all().map((each) => [each.arn, each]));
  const subscriptions = new Map(keptSubscriptions.all().map((each) => [each.arn, each]));
  for (const { arn, attributes } of topics.values()) onPolicy(arn, attributes.Policy || defaultPolicy(arn));

  function unsubscribe(arn: string): void {
    subscriptions.delete(arn);
    keptSubscriptions.remove(arn);
  }

  const subscriptionsOf = (arn?: string) =>
    [...subscriptions.values()].filter(({ topicArn }) => arn === undefined || topicArn === arn);

  return {
    topics: () => [...topics.values()],
    find: (arn) => topics.get(arn),
    topic(arn) {
      const found = topics.get(arn);
      if (!found) throw topicNotFound();
      return found;
    },
    putTopic(put) {
      topics.set(put.arn, put);
      keptTopics.write(put.arn, put);
      onPolicy(put.arn, put.attributes.Policy || defaultPolicy(put.arn));
    },
    deleteTopic(arn) {
      topics.delete(arn);
      keptTopics.remove(arn);
      for (const each of subscriptionsOf(arn)) unsubscribe(each.arn);
      onPolicy(arn, undefined);
    },
    subscriptions: subscriptionsOf,
    subscription(arn) {
      const found = subscriptions.get(arn);
      if (!found) throw subscriptionNotFound();
      return found;
    },
    putSubscription(put) {
      subscriptions.set(put.arn, put);
      keptSubscriptions.write(put.arn, put);
    },
    deleteSubscription: unsubscribe,
  };
}
