import { AwsError } from '#gateway/aws-error.ts';
import type { CallContext, JsonOperation } from '#gateway/json-service.ts';
import type { Ids } from '#local/identity.ts';
import type { JsonObject } from '#local/json.ts';
import { runBatch } from '#services/sqs/batch.ts';
import { invalidParameter, receiptHandleIsInvalid } from '#services/sqs/errors.ts';
import { inputs, nameOf, parse } from '#services/sqs/input.ts';
import type { Message } from '#services/sqs/message.ts';
import type { Queue } from '#services/sqs/queue.ts';
import type { SqsDeps } from '#services/sqs/queue-operations.ts';
import { received } from '#services/sqs/received.ts';
import { sendMessage } from '#services/sqs/send.ts';

type Run = JsonOperation['run'];

interface MessageDeps extends SqsDeps {
  readonly ids: Ids;
  /** Ends long polls. */
  readonly closing: AbortSignal;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const LONGEST_VISIBILITY_SECONDS = 43_200;
const BATCH_BYTES = 1_048_576;

/** The operations on messages, by name. */
export function messageOperations(deps: MessageDeps): Readonly<Record<string, Run>> {
  const { queues, clock } = deps;
  const queueOf = ({ QueueUrl }: JsonObject): Queue => queues.get(nameOf(QueueUrl));

  const send = (queue: Queue, entry: JsonObject, { principal }: CallContext) =>
    sendMessage(queue, parse(inputs.sendEntry, { Id: '-', ...entry }), principal, deps);

  const deleteMessage = (queue: Queue, entry: JsonObject): object => {
    const { ReceiptHandle: handle } = parse(inputs.delete, { QueueUrl: queue.name, ...entry });
    const message = queue.find(handle);
    if (message) queue.delete(message.id);
    else if (!isHandleOf(queue, handle)) throw receiptHandleIsInvalid(handle);
    return {};
  };

  const changeVisibility = (queue: Queue, entry: JsonObject): object => {
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
  };

  return {
    SendMessage: (input, context) => send(queueOf(input), input, context),
    SendMessageBatch(input, context) {
      const queue = queueOf(input);
      if (Buffer.byteLength(JSON.stringify(input)) > 2 * BATCH_BYTES)
        throw new AwsError('BatchRequestTooLong', 'Batch requests cannot be longer than 1048576 bytes.');
      return runBatch(input, (entry) => send(queue, entry, context));
    },
    async ReceiveMessage(input) {
      const {
        MaxNumberOfMessages: most,
        VisibilityTimeout: visibility,
        WaitTimeSeconds: wait,
        ...wanted
      } = parse(inputs.receive, input);
      const queue = queueOf(input);
      const { VisibilityTimeout, ReceiveMessageWaitTimeSeconds } = queue.attributes();
      if (most < 1 || most > 10)
        throw invalidParameter(
          `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
        );
      checkVisibility(visibility ?? 0);
      const options = { most, visibilitySeconds: visibility ?? Number(VisibilityTimeout) };
      const messages = await poll(queue, options, wait ?? Number(ReceiveMessageWaitTimeSeconds), deps);
      const systemNames = [...wanted.AttributeNames, ...wanted.MessageSystemAttributeNames];
      return messages.length === 0
        ? {}
        : { Messages: messages.map((message) => received(message, systemNames, wanted.MessageAttributeNames)) };
    },
    DeleteMessage: (input) => deleteMessage(queueOf(input), input),
    DeleteMessageBatch(input) {
      const queue = queueOf(input);
      return runBatch(input, (entry) => deleteMessage(queue, entry));
    },
    ChangeMessageVisibility: (input) => changeVisibility(queueOf(input), input),
    ChangeMessageVisibilityBatch(input) {
      const queue = queueOf(input);
      return runBatch(input, (entry) => changeVisibility(queue, entry));
    },
  };
}

/** Receives at once, or as soon as there is something within the time. */
async function poll(
  queue: Queue,
  options: { readonly most: number; readonly visibilitySeconds: number },
  waitSeconds: number,
  { clock, closing }: MessageDeps,
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

/** A handle of this queue whose message is gone, or has been received again since: that is no mistake of the caller. */
const isHandleOf = (queue: Queue, handle: string): boolean =>
  Buffer.from(handle, 'base64').toString().split(' ')[1] === queue.arn;

function checkVisibility(seconds: number): void {
  if (seconds >= 0 && seconds <= LONGEST_VISIBILITY_SECONDS) return;
  throw invalidParameter(
    `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and ${LONGEST_VISIBILITY_SECONDS}, if provided.`,
  );
}

const notInFlight = (handle: string) =>
  new AwsError(
    'MessageNotInflight',
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );
