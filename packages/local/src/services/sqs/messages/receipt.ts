import type { Clock } from '@safelight/asl/clock';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { receiptHandleIsInvalid } from '#services/sqs/errors.ts';
import { inputs, parse } from '#services/sqs/input.ts';
import { checkVisibility } from '#services/sqs/messages/visibility.ts';
import type { Queue } from '#services/sqs/queue.ts';

/** What the holder of a receipt handle may do. Throws ReceiptHandleIsInvalid. */
export function deleteMessage(queue: Queue, entry: JsonObject): object {
  const { ReceiptHandle: handle } = parse(inputs.delete, { QueueUrl: queue.name, ...entry });
  const message = queue.find(handle);
  if (message) queue.delete(message.id);
  else if (!isHandleOf(queue, handle)) throw receiptHandleIsInvalid(handle);
  return {};
}

/** Throws ReceiptHandleIsInvalid, MessageNotInflight or InvalidParameterValue. */
export function changeVisibility(queue: Queue, entry: JsonObject, clock: Clock): object {
  const { ReceiptHandle: handle, VisibilityTimeout: seconds } = parse(inputs.changeVisibility, {
    QueueUrl: queue.name,
    ...entry,
  });
  checkVisibility(seconds);
  const message = queue.find(handle);
  if (!message && !isHandleOf(queue, handle)) throw receiptHandleIsInvalid(handle);
  if (!message || message.visible <= clock.now()) throw notInFlight(handle);
  queue.setVisible(message, clock.now() + seconds * 1000);
  return {};
}

/** A handle of this queue whose message is gone, or has been received again since: that is no mistake of the caller. */
const isHandleOf = (queue: Queue, handle: string): boolean =>
  Buffer.from(handle, 'base64').toString().split(' ')[1] === queue.arn;

const notInFlight = (handle: string) =>
  new AwsError(
    'MessageNotInflight',
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );
