import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { isJsonObject } from '@safelight/asl/json';
import { knownTrace } from '#local/metrics/tracing/trace-header.ts';
import type { SnsDelivery } from '#services/sns/delivery.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { compileFilter, filtered, scopeOf } from '#services/sns/filter-policy.ts';
import type { Published } from '#services/sns/input.ts';
import { checkIds, deduplicationId, type FifoPlace, isFifo, sequenceNumber } from '#services/sns/publishing/fifo.ts';
import { checkMessageAttributes } from '#services/sns/publishing/message-attributes.ts';
import type { Publication } from '#services/sns/publishing/publication.ts';
import type { FifoAnswer, Recent } from '#services/sns/publishing/recent.ts';
import type { Subscription, Topic, Topics } from '#services/sns/topics.ts';
import { messageSize } from '#services/sqs/messages/message.ts';

/** Of a message, or of all that are published together. */
export const MOST_BYTES = 262_144;

export interface PublishDeps {
  readonly topics: Topics;
  readonly recent: Recent;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly deliver: (deliveries: readonly SnsDelivery[]) => void;
}

export type PublishAnswer = { readonly MessageId: string } | FifoAnswer;

/** A message with the tracing header of its request. https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sns.html */
type Traced = Published & { readonly traceHeader: string | undefined };

/** Sends a message to every subscription whose filter lets it pass. Throws NotFound or InvalidParameter. */
export function publish(topicArn: string, input: Traced, deps: PublishDeps): PublishAnswer {
  const topic = deps.topics.topic(topicArn);
  checkMessage(input);
  if (messageSize(input.Message, input.MessageAttributes) > MOST_BYTES) throw invalidParameter('Message too long');
  const messageFor = input.MessageStructure === 'json' ? byProtocol(input.Message) : () => input.Message;
  checkIds(topic, input);
  return isFifo(topicArn) ? publishOnce(topic, input, messageFor, deps) : send(topicArn, input, messageFor, deps);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
function checkMessage({ Message, Subject, MessageStructure, MessageAttributes }: Published): void {
  if (Message === '') throw invalidParameter('Empty message');
  // One line, of up to a hundred characters.
  if (Subject !== undefined && !/^\P{Cc}{1,100}$/u.test(Subject)) throw invalidParameter('Subject');
  if (MessageStructure !== undefined && MessageStructure !== 'json') throw invalidParameter('MessageStructure');
  checkMessageAttributes(MessageAttributes);
}

type MessageFor = (protocol: string) => string;

/** A duplicate is answered as the first was, and goes nowhere. */
function publishOnce({ arn, attributes }: Topic, input: Traced, messageFor: MessageFor, deps: PublishDeps): FifoAnswer {
  const { MessageGroupId: groupId = '' } = input;
  const id = deduplicationId(input);
  const key = attributes.FifoThroughputScope === 'MessageGroup' ? `${groupId} ${id}` : id;
  const earlier = deps.recent.find(arn, key);
  if (earlier) return earlier;
  const fifo = { groupId, deduplicationId: id, sequenceNumber: sequenceNumber(deps.clock.now()) };
  const { MessageId } = send(arn, input, messageFor, deps, fifo);
  const answer = { MessageId, SequenceNumber: fifo.sequenceNumber };
  deps.recent.remember(arn, key, answer);
  return answer;
}

function send(
  topicArn: string,
  input: Traced,
  messageFor: MessageFor,
  { topics, clock, ids, deliver }: PublishDeps,
  fifo?: FifoPlace,
): { readonly MessageId: string } {
  const traceHeader = knownTrace(input.traceHeader);
  const publication = {
    messageId: ids.uuid(),
    topicArn,
    attributes: input.MessageAttributes,
    timestamp: new Date(clock.now()).toISOString(),
    ...(input.Subject !== undefined && { subject: input.Subject }),
    ...(traceHeader !== undefined && { traceHeader }),
    ...(fifo ? { fifo } : input.MessageGroupId !== undefined && { groupId: input.MessageGroupId }),
  };
  const deliveries = topics.subscriptions(topicArn).flatMap((subscription) => {
    const own: Publication = { ...publication, message: messageFor(subscription.protocol) };
    return passes(own, subscription) ? [{ id: ids.uuid(), publication: own, subscription }] : [];
  });
  deliver(deliveries);
  return { MessageId: publication.messageId };
}

function passes(publication: Publication, { attributes }: Subscription): boolean {
  if (!attributes.FilterPolicy) return true;
  const scope = scopeOf(attributes);
  const subject = filtered(publication, scope);
  return subject !== undefined && compileFilter(attributes.FilterPolicy, scope)(subject);
}

/** `MessageStructure: json`: a text for each protocol, and one for all others. */
function byProtocol(message: string): (protocol: string) => string {
  const texts = parseTexts(message);
  const standard = texts.default;
  if (typeof standard !== 'string') throw invalidParameter('Message Structure - No default entry in JSON message body');
  return (protocol) => {
    const own = texts[protocol];
    return typeof own === 'string' ? own : standard;
  };
}

function parseTexts(message: string) {
  try {
    const parsed: unknown = JSON.parse(message);
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Falls through to the one refusal below.
  }
  throw invalidParameter('Message Structure - JSON message body failed to parse');
}
