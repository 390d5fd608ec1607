import { createHash } from 'node:crypto';
import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import type { CallContext } from '#gateway/dispatch/operation.ts';
import type { Principal } from '#gateway/service.ts';
import { knownTrace } from '#local/metrics/tracing/trace-header.ts';
import { invalidParameter } from '#services/sqs/errors.ts';
import type { SendInput } from '#services/sqs/input.ts';
import { md5, md5OfAttributes } from '#services/sqs/messages/message.ts';
import type { Queue } from '#services/sqs/queue.ts';
import { checkMessage } from '#services/sqs/sending/check-message.ts';

export interface SendDeps {
  readonly clock: Clock;
  readonly ids: Ids;
}

type Sender = Pick<CallContext, 'principal' | 'traceHeader'>;

/** Puts a message into a queue and answers as SendMessage does. Throws InvalidParameterValue or MissingParameter. */
export function sendMessage(
  queue: Queue,
  input: SendInput,
  { principal: sender, traceHeader }: Sender,
  { clock, ids }: SendDeps,
) {
  const isFifo = queue.name.endsWith('.fifo');
  const now = clock.now();
  checkMessage(queue, input);
  const id = ids.uuid();
  // The message's own is preferred: https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
  const trace = input.MessageSystemAttributes.AWSTraceHeader?.StringValue ?? knownTrace(traceHeader);
  const delay = input.DelaySeconds ?? Number(queue.attributes().DelaySeconds);
  const message = queue.send({
    id,
    body: input.MessageBody,
    attributes: input.MessageAttributes,
    sent: now,
    senderId: senderId(sender),
    visible: now + delay * 1000,
    receives: 0,
    ...(trace !== undefined && { traceHeader: trace }),
    ...(input.MessageGroupId !== undefined && { groupId: input.MessageGroupId }),
    ...(isFifo && { deduplicationId: deduplicationId(queue, input), sequenceNumber: sequenceNumber(now) }),
  });
  return {
    MessageId: message.id,
    // Of this request, also where an earlier one stands: clients compare them with what they sent.
    MD5OfMessageBody: md5(input.MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(input.MessageAttributes),
    MD5OfMessageSystemAttributes: md5OfAttributes(input.MessageSystemAttributes),
    SequenceNumber: message.sequenceNumber,
  };
}

function deduplicationId(
  queue: Queue,
  { MessageDeduplicationId: given, MessageBody: body, MessageGroupId: group }: SendInput,
): string {
  const { ContentBasedDeduplication: byContent, DeduplicationScope: scope } = queue.attributes();
  if (given === undefined && byContent !== 'true') {
    throw invalidParameter(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  const id = given ?? createHash('sha256').update(body).digest('hex');
  return scope === 'messageGroup' ? `${group} ${id}` : id;
}

let counter = 0;

/** Twenty digits that grow, whatever the clock's resolution. */
function sequenceNumber(now: number): string {
  counter = (counter + 1) % 1_000_000;
  return `1${String(now).padStart(13, '0')}${String(counter).padStart(6, '0')}`;
}

function senderId(principal: Principal): string {
  switch (principal.kind) {
    case 'developer':
      return principal.arn;
    case 'role':
      return `${principal.roleArn}:${principal.sessionName}`;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'anonymous';
  }
}
