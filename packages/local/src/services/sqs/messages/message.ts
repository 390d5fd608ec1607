import { createHash } from 'node:crypto';
import * as z from 'zod';
import { record } from '#services/record.ts';
import { json } from '#store/kinds.ts';

const attributeValue = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64, as JSON carries it. */
  BinaryValue: z.string().optional(),
});

export const messageAttributes = record(attributeValue);

export type MessageAttributes = z.infer<typeof messageAttributes>;

/** A message in a queue. Times are in milliseconds since the epoch. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sent: number;
  readonly senderId: string;
  /** When it can be received, for the first time or again. */
  readonly visible: number;
  readonly receives: number;
  readonly firstReceived?: number;
  /** Of the latest receive; an older handle deletes nothing. */
  readonly receiptHandle?: string;
  readonly traceHeader?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  /** The queue that gave it up. */
  readonly deadLetterSource?: string;
}

/** As rows keep it. Messages are the queue's own, as they were checked when they were sent. */
export const messageKind = json((value) =>
  z.custom<Message>((entry) => z.object({ id: z.string(), body: z.string() }).safeParse(entry).success).parse(value),
);

export const md5 = (content: string | Buffer): string => createHash('md5').update(content).digest('hex');

/**
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  return md5(Buffer.concat(names.flatMap((name) => encoded(name, attributes[name]))));
}

function encoded(name: string, value: MessageAttributes[string] | undefined): Buffer[] {
  const binary = value?.DataType.startsWith('Binary') === true;
  const content = binary ? Buffer.from(value?.BinaryValue ?? '', 'base64') : Buffer.from(value?.StringValue ?? '');
  return [
    ...withLength(Buffer.from(name)),
    ...withLength(Buffer.from(value?.DataType ?? '')),
    Buffer.from([binary ? 2 : 1]),
    ...withLength(content),
  ];
}

function withLength(content: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return [length, content];
}

/** Body and attributes together count against the limit of a message. */
export const messageSize = (body: string, attributes: MessageAttributes): number =>
  Object.entries(attributes).reduce(
    (bytes, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      bytes + Buffer.byteLength(name + DataType + StringValue) + Buffer.byteLength(BinaryValue, 'base64'),
    Buffer.byteLength(body),
  );
