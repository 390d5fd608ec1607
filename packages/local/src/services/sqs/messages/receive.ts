import type { Clock } from '@safelight/asl/clock';
import type * as z from 'zod';
import { invalidParameter } from '#services/sqs/errors.ts';
import type { inputs } from '#services/sqs/input.ts';
import type { Message } from '#services/sqs/messages/message.ts';
import { received } from '#services/sqs/messages/received.ts';
import { checkVisibility } from '#services/sqs/messages/visibility.ts';
import type { Queue, ReceiveOptions } from '#services/sqs/queue.ts';

interface ReceiveDeps {
  readonly clock: Clock;
  /** Ends long polls. */
  readonly closing: AbortSignal;
}

/** What is not asked for is as the queue's attributes say. Throws InvalidParameterValue. */
export async function receiveMessages(
  queue: Queue,
  wanted: z.infer<typeof inputs.receive>,
  deps: ReceiveDeps,
): Promise<{ readonly Messages?: readonly object[] }> {
  const { MaxNumberOfMessages: most, VisibilityTimeout: visibility, WaitTimeSeconds: wait } = wanted;
  const { VisibilityTimeout, ReceiveMessageWaitTimeSeconds } = queue.attributes();
  if (most < 1 || most > 10)
    throw invalidParameter(
      `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    );
  if (wait !== undefined && (wait < 0 || wait > 20))
    throw invalidParameter(
      `Value ${wait} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.`,
    );
  checkVisibility(visibility ?? 0);
  const options = { most, visibilitySeconds: visibility ?? Number(VisibilityTimeout) };
  const messages = await poll(queue, options, wait ?? Number(ReceiveMessageWaitTimeSeconds), deps);
  const systemNames = [...wanted.AttributeNames, ...wanted.MessageSystemAttributeNames];
  return messages.length === 0
    ? {}
    : { Messages: messages.map((message) => received(message, systemNames, wanted.MessageAttributeNames)) };
}

/** Receives at once, or as soon as there is something within the time. */
async function poll(
  queue: Queue,
  options: ReceiveOptions,
  waitSeconds: number,
  { clock, closing }: ReceiveDeps,
): Promise<readonly Message[]> {
  const messages = queue.receive(options);
  if (messages.length > 0 || waitSeconds === 0) return messages;
  const waiting = new AbortController();
  const until = AbortSignal.any([waiting.signal, closing]);
  const deadline = clock.sleep(waitSeconds * 1000, until).then(
    () => waiting.abort(),
    () => undefined,
  );
  try {
    while (!until.aborted) {
      await queue.changed(until);
      const late = queue.receive(options);
      if (late.length > 0) return late;
    }
    return [];
  } finally {
    waiting.abort();
    await deadline;
  }
}
