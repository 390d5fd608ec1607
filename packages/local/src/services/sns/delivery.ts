import type { Clock } from '@safelight/asl/clock';
import * as z from 'zod';
import type { ClientCredentials, Clients } from '#local/clients.ts';
import { deliveryError } from '#local/delivery/delivery-error.ts';
import { queueUrl } from '#local/delivery/queue-url.ts';
import type { NextStep } from '#local/delivery/retry.ts';
import { openWorkQueue, type Work, type WorkQueue } from '#local/delivery/work-queue.ts';
import { carryTrace } from '#local/metrics/tracing/carry-trace.ts';
import { isFifo } from '#services/sns/publishing/fifo.ts';
import { lambdaEvent, notification, type Publication } from '#services/sns/publishing/publication.ts';
import type { Subscription } from '#services/sns/topics.ts';
import { type MessageAttributes, messageAttributes } from '#services/sqs/messages/message.ts';
import type { Database } from '#store/database.ts';

const SERVICE = 'sns.amazonaws.com';

/** Retries of a delivery; AWS makes more, over weeks. */
const MOST_RETRIES = 8;

/** One message on its way to one subscriber. */
export interface SnsDelivery {
  readonly id: string;
  readonly publication: Publication;
  readonly subscription: Subscription;
}

export interface SnsPorts {
  readonly clients: Clients;
  readonly credentials: { forService(servicePrincipal: string, sourceArn?: string): ClientCredentials };
  /** `http://127.0.0.1:PORT`; asked at each delivery, for the port is known late. */
  readonly endpoint: () => string;
  readonly report: (line: string) => void;
}

const redrive = z.object({ deadLetterTargetArn: z.string() });

const parseDelivery = (value: unknown): SnsDelivery =>
  z.custom<SnsDelivery>((entry) => z.object({ id: z.string() }).safeParse(entry).success).parse(value);

/** Delivers to queues and functions in SNS's own name; what cannot be delivered goes to the subscription's dead-letter queue. */
export function openDeliveries(database: Database, clock: Clock, ports: SnsPorts): WorkQueue<SnsDelivery> {
  const work: Work<SnsDelivery> = {
    attempt: (delivery) =>
      send(delivery, ports).catch((error) => {
        throw deliveryError(error);
      }),
    next: (_, { retryable }, retries): NextStep =>
      retryable && retries < MOST_RETRIES ? { kind: 'retry', afterMs: 1000 * 2 ** retries } : { kind: 'give-up' },
    async giveUp(delivery, error) {
      const { arn, attributes } = delivery.subscription;
      ports.report(`${arn}: ${delivery.subscription.endpoint} was not reached: ${error.code}: ${error.message}`);
      if (!attributes.RedrivePolicy) return;
      const { deadLetterTargetArn } = redrive.parse(JSON.parse(attributes.RedrivePolicy));
      await sendToQueue(delivery, deadLetterTargetArn, ports).catch((fault) =>
        ports.report(`${arn}: nor was its dead-letter queue: ${fault}`),
      );
    },
  };
  return openWorkQueue({ database, table: 'sns_deliveries', clock, parse: parseDelivery, work, lane });
}

/** Messages of a group reach a subscriber one after the other, retries and all. */
const lane = ({ publication: { fifo }, subscription }: SnsDelivery): string | undefined =>
  fifo && `${subscription.arn} ${fifo.groupId}`;

async function send(delivery: SnsDelivery, ports: SnsPorts): Promise<void> {
  const { subscription } = delivery;
  switch (subscription.protocol) {
    case 'sqs':
      return sendToQueue(delivery, subscription.endpoint, ports);
    case 'lambda':
      return invoke(delivery, ports);
    case 'email':
    case 'email-json':
      // Nobody's mailbox is here; a subscription by mail is never confirmed.
      return;
  }
}

async function sendToQueue(
  { publication, subscription }: SnsDelivery,
  queueArn: string,
  ports: SnsPorts,
): Promise<void> {
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const client = await ports.clients.get('sqs', ports.credentials.forService(SERVICE, publication.topicArn));
  const isRaw = subscription.attributes.RawMessageDelivery === 'true';
  const command = new SendMessageCommand({
    QueueUrl: queueUrl(ports.endpoint(), queueArn),
    MessageBody: isRaw
      ? publication.message
      : JSON.stringify(notification(publication, subscription.arn, ports.endpoint())),
    ...(isRaw && { MessageAttributes: queueAttributes(publication.attributes) }),
    ...queueIds(publication, queueArn),
  });
  await client.send(carryTrace(command, publication.traceHeader));
}

/**
 * FIFO queues get the ids of the message, standard queues none of a FIFO topic's; a standard topic passes the group on, for
 * fair queues. https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html
 */
function queueIds({ fifo, groupId }: Publication, queueArn: string) {
  if (fifo && isFifo(queueArn)) return { MessageGroupId: fifo.groupId, MessageDeduplicationId: fifo.deduplicationId };
  return groupId === undefined ? {} : { MessageGroupId: groupId };
}

const queueAttributes = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(messageAttributes.parse(attributes)).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      BinaryValue === undefined
        ? { DataType, StringValue }
        : { DataType, BinaryValue: Buffer.from(BinaryValue, 'base64') },
    ]),
  );

async function invoke({ publication, subscription }: SnsDelivery, ports: SnsPorts): Promise<void> {
  const { InvokeCommand } = await import('@aws-sdk/client-lambda');
  const client = await ports.clients.get('lambda', ports.credentials.forService(SERVICE, publication.topicArn));
  const event = lambdaEvent(publication, subscription.arn, ports.endpoint());
  const command = new InvokeCommand({
    FunctionName: subscription.endpoint,
    InvocationType: 'Event',
    Payload: Buffer.from(JSON.stringify(event)),
  });
  await client.send(carryTrace(command, publication.traceHeader));
}
