import { join } from 'node:path';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';
import { defaultPolicy } from '#services/sns/default-policy.ts';
import { subscriptionNotFound, topicNotFound } from '#services/sns/errors.ts';

const texts = z.record(z.string(), z.string());

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

/** Topics and subscriptions, kept in one file. */
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

const kept = z.object({ topics: z.array(topic), subscriptions: z.array(subscription) });

export function openTopics(folder: string, onPolicy: (arn: string, policy: string | undefined) => void): Topics {
  const file = join(folder, 'topics.json');
  const before = readJsonFile(file, kept, { topics: [], subscriptions: [] });
  const topics = new Map(before.topics.map((each) => [each.arn, each]));
  const subscriptions = new Map(before.subscriptions.map((each) => [each.arn, each]));
  for (const { arn, attributes } of topics.values()) onPolicy(arn, attributes.Policy || defaultPolicy(arn));

  function save(): void {
    writeJsonFile(file, { topics: [...topics.values()], subscriptions: [...subscriptions.values()] });
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
      save();
      onPolicy(put.arn, put.attributes.Policy || defaultPolicy(put.arn));
    },
    deleteTopic(arn) {
      topics.delete(arn);
      for (const each of subscriptionsOf(arn)) subscriptions.delete(each.arn);
      save();
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
      save();
    },
    deleteSubscription(arn) {
      if (subscriptions.delete(arn)) save();
    },
  };
}
