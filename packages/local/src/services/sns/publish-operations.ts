import { AwsError } from '#gateway/aws-error.ts';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { checkIds } from '#services/sns/fifo.ts';
import { inputs, parse } from '#services/sns/input.ts';
import { type PublishAnswer, type PublishDeps, publish } from '#services/sns/publish.ts';

/** The operations that publish to topics, by name. */
export function publishOperations(deps: PublishDeps): Readonly<Record<string, Operation['run']>> {
  return {
    Publish(input) {
      const { TopicArn, TargetArn, ...published } = parse(inputs.publish, input);
      const arn = TopicArn ?? TargetArn;
      if (arn === undefined) throw invalidParameter('PhoneNumber Reason: only topics can be published to here');
      return publish(arn, published, deps);
    },
    PublishBatch(input) {
      const { TopicArn, PublishBatchRequestEntries: entries } = parse(inputs.publishBatch, input);
      if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
        throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
      }
      const topic = deps.topics.topic(TopicArn);
      // One entry without the ids that a FIFO topic asks for fails them all.
      for (const entry of entries) checkIds(topic, entry);
      const outcomes = entries.map(({ Id, ...published }) => attempt(Id, () => publish(TopicArn, published, deps)));
      return {
        Successful: outcomes.flatMap(({ done }) => done ?? []),
        Failed: outcomes.flatMap(({ failed }) => failed ?? []),
      };
    },
  };
}

function attempt(Id: string, run: () => PublishAnswer): { readonly done?: object; readonly failed?: object } {
  try {
    return { done: { Id, ...run() } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failed: { Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 } };
  }
}
