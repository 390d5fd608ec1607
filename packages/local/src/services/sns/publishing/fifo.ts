import { createHash } from 'node:crypto';
import { invalidParameter } from '#services/sns/errors.ts';
import type { Published } from '#services/sns/input.ts';
import type { Topic } from '#services/sns/topics.ts';

/** Where a message of a FIFO topic stands. */
export interface FifoPlace {
  /** Messages of one group reach a subscriber in the order in which they were published. */
  readonly groupId: string;
  readonly deduplicationId: string;
  /** Twenty digits that grow within a group. */
  readonly sequenceNumber: string;
}

/** Of a topic or queue, by name or ARN. */
export const isFifo = (name: string): boolean => name.endsWith('.fifo');

/** Letters, digits and punctuation: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const ID = /^[!-~]{1,128}$/;

type Ids = Pick<Published, 'MessageGroupId' | 'MessageDeduplicationId'>;

/** Throws InvalidParameter for the ids that a message to the topic lacks, or must not have. */
export function checkIds({ arn, attributes }: Topic, ids: Ids): void {
  for (const name of ['MessageGroupId', 'MessageDeduplicationId'] as const) {
    const id = ids[name];
    if (id !== undefined && !ID.test(id)) {
      throw invalidParameter(
        `${name} Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length`,
      );
    }
  }
  if (isFifo(arn)) checkFifoIds(attributes, ids);
  else refuseDeduplication(ids);
}

function checkFifoIds(attributes: Topic['attributes'], ids: Ids): void {
  if (ids.MessageGroupId === undefined)
    throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
  if (ids.MessageDeduplicationId === undefined && attributes.ContentBasedDeduplication !== 'true') {
    throw invalidParameter(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
}

/** Standard topics take a group, for fair queues, but know no duplicates. */
function refuseDeduplication({ MessageDeduplicationId: id }: Ids): void {
  if (id === undefined) return;
  throw invalidParameter(
    'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
  );
}

/** The id that was given, or else made of the message without its attributes. */
export const deduplicationId = ({ MessageDeduplicationId: given, Message }: Published): string =>
  given ?? createHash('sha256').update(Message).digest('hex');

let counter = 0;

/** Grows whatever the clock's resolution. @param now in milliseconds since the epoch */
export function sequenceNumber(now: number): string {
  counter = (counter + 1) % 1_000_000;
  return `1${String(now).padStart(13, '0')}${String(counter).padStart(6, '0')}`;
}
