import type * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { inputs, taking } from '#services/sns/input.ts';
import { checkIds } from '#services/sns/publishing/fifo.ts';
import { MOST_BYTES, type PublishAnswer, type PublishDeps, publish } from '#services/sns/publishing/publish.ts';
import { messageSize } from '#services/sqs/messages/message.ts';

/** The operations that publish to topics, by name. */
export function publishOperations(deps: PublishDeps): Runs {
  return {
    Publish: taking(inputs.publish, ({ TopicArn, TargetArn, ...published }, { traceHeader }) => {
      const arn = TopicArn ?? TargetArn;
      if (arn === undefined) throw invalidParameter('PhoneNumber Reason: only topics can be published to here');
      return publish(arn, { ...published, traceHeader }, deps);
    }),
    PublishBatch: taking(inputs.publishBatch, ({ TopicArn, PublishBatchRequestEntries: entries }, { traceHeader }) => {
      checkBatch(entries);
      const topic = deps.topics.topic(TopicArn);
      // One entry without the ids that a FIFO topic asks for fails them all.
      for (const entry of entries) checkIds(topic, entry);
      const outcomes = entries.map(({ Id, ...published }) =>
        attempt(Id, () => publish(TopicArn, { ...published, traceHeader }, deps)),
      );
      return {
        Successful: outcomes.flatMap(({ done }) => done ?? []),
        Failed: outcomes.flatMap(({ failed }) => failed ?? []),
      };
    }),
  };
}

const MOST_ENTRIES = 10;

type Entry = z.infer<typeof inputs.publishBatch>['PublishBatchRequestEntries'][number];

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
function checkBatch(entries: readonly Entry[]): void {
  const refuse = (code: string, message: string) => {
    throw new AwsError(code, message);
  };
  if (entries.length === 0) refuse('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > MOST_ENTRIES)
    refuse('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    refuse('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  if (!entries.every(({ Id }) => /^[A-Za-z0-9_-]{1,80}$/.test(Id)))
    refuse('InvalidBatchEntryId', "The Id of a batch entry in a batch request doesn't abide by the specification.");
  const bytes = entries.reduce(
    (sum, { Message, MessageAttributes }) => sum + messageSize(Message, MessageAttributes),
    0,
  );
  if (bytes > MOST_BYTES)
    refuse('BatchRequestTooLong', 'The length of all the batch messages put together is more than the limit.');
}

function attempt(Id: string, run: () => PublishAnswer): { readonly done?: object; readonly failed?: object } {
  try {
    return { done: { Id, ...run() } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failed: { Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 } };
  }
}
