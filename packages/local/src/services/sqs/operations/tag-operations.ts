import type { Runs } from '#gateway/dispatch/taking.ts';
import { invalidParameter } from '#services/sqs/errors.ts';
import { inputs, nameOf, taking } from '#services/sqs/input.ts';
import type { Queues } from '#services/sqs/queues.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html */
const MOST_TAGS = 50;

/** The operations on the tags of queues, by name. */
export function tagOperations(queues: Queues): Runs {
  return {
    ListQueueTags: taking(inputs.queue, ({ QueueUrl }) => ({ Tags: queues.settings(nameOf(QueueUrl)).tags })),
    TagQueue: taking(inputs.tag, ({ QueueUrl, Tags }) => {
      const name = nameOf(QueueUrl);
      const tags = { ...queues.settings(name).tags, ...Tags };
      if (Object.keys(tags).length > MOST_TAGS) throw invalidParameter(`Too many tags added for queue ${name}.`);
      queues.update(name, { tags });
      return undefined;
    }),
    UntagQueue: taking(inputs.untag, ({ QueueUrl, TagKeys }) => {
      const name = nameOf(QueueUrl);
      const kept = Object.entries(queues.settings(name).tags).filter(([key]) => !TagKeys.includes(key));
      queues.update(name, { tags: Object.fromEntries(kept) });
      return undefined;
    }),
  };
}
