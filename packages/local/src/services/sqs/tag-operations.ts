import type { Operation } from '#gateway/dispatch/operation.ts';
import { inputs, nameOf, parse } from '#services/sqs/input.ts';
import type { Queues } from '#services/sqs/queues.ts';

/** The operations on the tags of queues, by name. */
export function tagOperations(queues: Queues): Readonly<Record<string, Operation['run']>> {
  return {
    ListQueueTags: (input) => ({ Tags: queues.settings(nameOf(parse(inputs.queue, input).QueueUrl)).tags }),
    TagQueue(input) {
      const { QueueUrl, Tags } = parse(inputs.tag, input);
      const name = nameOf(QueueUrl);
      queues.update(name, { tags: { ...queues.settings(name).tags, ...Tags } });
      return undefined;
    },
    UntagQueue(input) {
      const { QueueUrl, TagKeys } = parse(inputs.untag, input);
      const name = nameOf(QueueUrl);
      const kept = Object.entries(queues.settings(name).tags).filter(([key]) => !TagKeys.includes(key));
      queues.update(name, { tags: Object.fromEntries(kept) });
      return undefined;
    },
  };
}
