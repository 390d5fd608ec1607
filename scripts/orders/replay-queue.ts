import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { imageOf } from '../../functions/orders/consume-batch.ts';
import { PoisonRecord } from '../../functions/orders/errors.ts';
import { isPlacedOrder } from '../../functions/orders/placed-record.ts';
import { pointerTo } from '../../functions/orders/start-order.ts';
import { messagesOf } from '../lib/messages-of.ts';
import { whyOf } from '../lib/why.ts';
import { type RestartDeps, restartOrder } from './restart.ts';
import { fetchRecords, parseUndelivered } from './undelivered.ts';

export interface ReplayDeps extends RestartDeps {
  readonly queue: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  readonly streams: Pick<DynamoDBStreamsClient, 'send'>;
  /** One line for a person. */
  readonly say: (line: string) => void;
}

/**
 * Starts every order that the queue's messages point to. A message is deleted only when none of its orders needs
 * anything more. Answers how many messages stay.
 */
export async function replayQueue(deps: ReplayDeps): Promise<number> {
  let left = 0;
  for await (const message of messagesOf(deps)) if (!(await replayMessage(deps, message))) left += 1;
  return left;
}

async function replayMessage(deps: ReplayDeps, message: Message): Promise<boolean> {
  const { Body = '', MessageId } = message;
  try {
    const records = await fetchRecords(deps.streams, parseUndelivered(Body));
    const results: boolean[] = [];
    for (const record of records.map(asLambdaSees).filter(isPlacedOrder))
      results.push(await replayRecord(deps, record));
    const isDone = !deps.dryRun && results.every(Boolean);
    if (isDone) await remove(deps, message);
    return isDone;
  } catch (error) {
    deps.say(`message ${MessageId}: ${whyOf(error)}`);
    return false;
  }
}

/**
 * A poison record can never be started, by nobody: it is named, and done with. Whatever else goes wrong with one does not keep the
 * others of its message from being started.
 */
async function replayRecord(deps: ReplayDeps, record: DynamoDBRecord): Promise<boolean> {
  try {
    const { orderId } = pointerTo(imageOf(record));
    const { isDone, said } = await restartOrder(deps, orderId);
    deps.say(`${orderId}: ${said}`);
    return isDone;
  } catch (error) {
    const isPoison = error instanceof PoisonRecord;
    const why = whyOf(error);
    deps.say(`${JSON.stringify(record.dynamodb?.Keys)}: ${why}${isPoison ? '; nothing to do' : ''}`);
    return isPoison;
  }
}

/** A record of the Streams API is what Lambda hands to the consumer; only the types of the two packages differ. */
const asLambdaSees = (record: object): DynamoDBRecord => record as DynamoDBRecord;

const remove = ({ queue, queueUrl }: ReplayDeps, { ReceiptHandle }: Message) =>
  queue.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
