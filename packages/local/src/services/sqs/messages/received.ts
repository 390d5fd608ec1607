import { type Message, md5, md5OfAttributes } from '#services/sqs/messages/message.ts';

/** A message as ReceiveMessage shows it, with those of its attributes that were asked for. */
export function received(message: Message, systemNames: readonly string[], names: readonly string[]) {
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => names.some((wanted) => isWanted(wanted, name))),
  );
  const system = Object.entries(systemAttributes(message)).filter(
    ([name]) => systemNames.includes('All') || systemNames.includes(name),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: md5OfAttributes(attributes),
    }),
  };
}

/** `All`, `.*`, a name, or a prefix such as `trace.*`. */
const isWanted = (wanted: string, name: string): boolean =>
  wanted === 'All' || wanted === name || (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -2)));

function systemAttributes(message: Message): Record<string, string> {
  const optional = {
    ApproximateFirstReceiveTimestamp: message.firstReceived?.toString(),
    AWSTraceHeader: message.traceHeader,
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  const present = Object.entries(optional).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sent),
    ApproximateReceiveCount: String(message.receives),
    ...Object.fromEntries(present),
  };
}
