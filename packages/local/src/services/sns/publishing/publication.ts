import { createHash } from 'node:crypto';
import type { FifoPlace } from '#services/sns/publishing/fifo.ts';
import type { MessageAttributes } from '#services/sqs/messages/message.ts';

/** One published message. */
export interface Publication {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject?: string;
  /** As one subscriber gets it: of a message by protocol, the part for its protocol. */
  readonly message: string;
  readonly attributes: MessageAttributes;
  /** ISO 8601. */
  readonly timestamp: string;
  /** Of a standard topic: whose turn it is in a fair queue. */
  readonly groupId?: string;
  /** Of a FIFO topic. */
  readonly fifo?: FifoPlace;
  /** Of the request that published it, where that was of a trace. */
  readonly traceHeader?: string;
}

/**
 * The document that a subscriber gets unless it asked for the raw message.
 * There is no certificate to sign with here: in the place of the signature stands a digest.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function notification(publication: Publication, subscriptionArn: string, endpoint: string) {
  const { messageId, topicArn, subject, message, attributes, timestamp, fifo } = publication;
  const digest = createHash('sha256').update(JSON.stringify([message, messageId, subject, timestamp, topicArn]));
  return {
    Type: 'Notification',
    MessageId: messageId,
    ...(fifo && { SequenceNumber: fifo.sequenceNumber }),
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: timestamp,
    SignatureVersion: '1',
    Signature: digest.digest('base64'),
    SigningCertURL: `${endpoint}/SimpleNotificationService.pem`,
    UnsubscribeURL: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: shownAttributes(attributes) }),
  };
}

const shownAttributes = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue },
    ]),
  );

/** The event that a subscribed function gets: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function lambdaEvent(publication: Publication, subscriptionArn: string, endpoint: string): object {
  const { SigningCertURL, UnsubscribeURL, ...rest } = notification(publication, subscriptionArn, endpoint);
  const sns = {
    Subject: null,
    MessageAttributes: {},
    ...rest,
    SigningCertUrl: SigningCertURL,
    UnsubscribeUrl: UnsubscribeURL,
  };
  return {
    Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscriptionArn, Sns: sns }],
  };
}
