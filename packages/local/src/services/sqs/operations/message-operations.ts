import type { Ids } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { CallContext } from '#gateway/dispatch/operation.ts';
import { membersOf, type Runs } from '#gateway/dispatch/taking.ts';
import type { Publish } from '#local/metrics/publish.ts';
import { inputs, nameOf, parse, taking } from '#services/sqs/input.ts';
import { runBatch } from '#services/sqs/messages/batch.ts';
import { messageAttributes, messageSize } from '#services/sqs/messages/message.ts';
import { changeVisibility, deleteMessage } from '#services/sqs/messages/receipt.ts';
import { receiveMessages } from '#services/sqs/messages/receive.ts';
import type { SqsDeps } from '#services/sqs/operations/queue-operations.ts';
import type { Queue } from '#services/sqs/queue.ts';
import { sendMessage } from '#services/sqs/sending/send.ts';

interface MessageDeps extends SqsDeps {
  readonly ids: Ids;
  /** Ends long polls. */
  readonly closing: AbortSignal;
  readonly publish: Publish<'queues'>;
}

const BATCH_BYTES = 1_048_576;

/** Its entries are read one by one. */
const BATCH = { members: ['QueueUrl', 'Entries'] };

/** The operations on messages, by name. */
export function messageOperations(deps: MessageDeps): Runs {
  const { queues, clock, publish } = deps;
  const queueOf = ({ QueueUrl }: { readonly QueueUrl?: unknown }): Queue => queues.get(nameOf(QueueUrl));

  const send = (queue: Queue, entry: JsonObject, context: CallContext) => {
    const sent = sendMessage(queue, parse(inputs.sendEntry, { Id: '-', ...entry }), context, deps);
    publish('NumberOfMessagesSent', queue.name, 1);
    return sent;
  };
  const remove = (queue: Queue, entry: JsonObject) => {
    const deleted = deleteMessage(queue, entry);
    publish('NumberOfMessagesDeleted', queue.name, 1);
    return deleted;
  };

  return {
    SendMessage: { input: membersOf(inputs.send), run: (input, context) => send(queueOf(input), input, context) },
    SendMessageBatch: {
      input: BATCH,
      run(input, context) {
        const queue = queueOf(input);
        checkBatchSize(input);
        return runBatch(input, (entry) => send(queue, entry, context));
      },
    },
    ReceiveMessage: taking(inputs.receive, async (wanted) => {
      const queue = queueOf(wanted);
      const received = await receiveMessages(queue, wanted, deps);
      publish('NumberOfMessagesReceived', queue.name, received.Messages?.length ?? 0);
      return received;
    }),
    DeleteMessage: { input: membersOf(inputs.delete), run: (input) => remove(queueOf(input), input) },
    DeleteMessageBatch: {
      input: BATCH,
      run(input) {
        const queue = queueOf(input);
        return runBatch(input, (entry) => remove(queue, entry));
      },
    },
    ChangeMessageVisibility: {
      input: membersOf(inputs.changeVisibility),
      run: (input) => changeVisibility(queueOf(input), input, clock),
    },
    ChangeMessageVisibilityBatch: {
      input: BATCH,
      run(input) {
        const queue = queueOf(input);
        return runBatch(input, (entry) => changeVisibility(queue, entry, clock));
      },
    },
  };
}

/** Bodies and attributes of all messages together. */
function checkBatchSize({ Entries: entries }: JsonObject): void {
  const given = Array.isArray(entries) ? entries.filter(isJsonObject) : [];
  const bytes = given.reduce((sum, { MessageBody: body, MessageAttributes: attributes }) => {
    return sum + messageSize(String(body ?? ''), messageAttributes.safeParse(attributes).data ?? {});
  }, 0);
  if (bytes <= BATCH_BYTES) return;
  const message = `Batch requests cannot be longer than ${BATCH_BYTES} bytes. You have sent ${bytes} bytes.`;
  throw new AwsError('BatchRequestTooLong', message);
}
