import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { parseTraceHeader, type TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import type { InvokeAnswer } from '#services/lambda-mappings/batch-processor.ts';
import { readBatchResponse } from '#services/lambda-mappings/batch-response.ts';
import { recordFilter } from '#services/lambda-mappings/record-filter.ts';
import { record } from '#services/record.ts';

/** Batches of one queue that are with the function at a time: what Lambda begins with. */
const POLLERS = 5;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: more than ten need a batching window. */
const MOST_MESSAGES = 10;

const AFTER_PROBLEM_MS = 5000;

const message = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string(),
  Attributes: record(z.string()).default({}),
  MessageAttributes: record(
    z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
  ).default({}),
});

type Message = z.infer<typeof message>;

export interface QueuePollerDeps {
  readonly clock: Clock;
  readonly place: Place;
  readonly invoke: (functionArn: string, payload: string, carried: readonly TraceHeader[]) => Promise<InvokeAnswer>;
  /** An operation of SQS, in the role of the function. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Feeds a queue's messages to a function until the signal aborts. What the function did well is deleted; the rest
 * becomes visible again by the queue's own timeout, and goes to its dead letters by the queue's own redrive policy.
 */
export async function pollQueue(mapping: EventSourceMapping, deps: QueuePollerDeps): Promise<void> {
  await Promise.all(Array.from({ length: POLLERS }, () => pollOne(mapping, deps)));
}

async function pollOne(mapping: EventSourceMapping, deps: QueuePollerDeps): Promise<void> {
  const passes = recordFilter(mapping.filterPatterns);
  while (!deps.signal.aborted) {
    try {
      const messages = await receive(mapping, deps);
      const wanted = messages.filter((each) => passes(filterable(each)));
      await deleteAll(
        mapping,
        messages.filter((each) => !wanted.includes(each)),
        deps,
      );
      if (wanted.length > 0) await deleteAll(mapping, await handle(mapping, wanted, deps), deps);
    } catch (error) {
      if (deps.signal.aborted) return;
      deps.report(
        `${mapping.functionArn} cannot be fed from ${mapping.eventSourceArn}: ${error instanceof Error ? error.message : error}`,
      );
      await deps.clock.sleep(AFTER_PROBLEM_MS, deps.signal).catch(() => undefined);
    }
  }
}

async function receive(
  { eventSourceArn, batchSize }: EventSourceMapping,
  { call }: QueuePollerDeps,
): Promise<readonly Message[]> {
  const { Messages: messages } = await call('ReceiveMessage', {
    QueueUrl: queueName(eventSourceArn),
    MaxNumberOfMessages: Math.min(batchSize, MOST_MESSAGES),
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return z.array(message).parse(messages ?? []);
}

/** Invokes the function and tells which messages it did well. */
async function handle(
  mapping: EventSourceMapping,
  messages: readonly Message[],
  deps: QueuePollerDeps,
): Promise<readonly Message[]> {
  const Records = messages.map((each) => queueRecord(each, mapping.eventSourceArn, deps.place));
  const answer = await deps.invoke(mapping.functionArn, JSON.stringify({ Records }), carriedBy(messages));
  if (answer.functionError !== undefined) return [];
  if (!mapping.reportBatchItemFailures) return messages;
  const outcome = readBatchResponse(
    answer.payload,
    messages.map(({ MessageId }) => MessageId),
  );
  if (outcome.kind === 'failure') return [];
  return outcome.kind === 'success' ? messages : messages.filter((_, index) => !outcome.failed.includes(index));
}

/** Of the messages that were sent by who is traced. https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html */
const carriedBy = (messages: readonly Message[]): readonly TraceHeader[] =>
  messages.flatMap(({ Attributes }) => parseTraceHeader(Attributes.AWSTraceHeader) ?? []);

async function deleteAll(
  { eventSourceArn }: EventSourceMapping,
  messages: readonly Message[],
  { call }: QueuePollerDeps,
): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await call('DeleteMessageBatch', { QueueUrl: queueName(eventSourceArn), Entries });
}

const queueName = (arn: string): string => arn.split(':').at(-1) ?? '';

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
function queueRecord(each: Message, eventSourceARN: string, { region }: Place): object {
  const messageAttributes = Object.entries(each.MessageAttributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
      },
    ],
  );
  return {
    messageId: each.MessageId,
    receiptHandle: each.ReceiptHandle,
    body: each.Body,
    attributes: each.Attributes,
    messageAttributes: Object.fromEntries(messageAttributes),
    md5OfBody: each.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: region,
  };
}

/** A filter sees a body that is JSON as what it says. */
function filterable({ Body, MessageAttributes }: Message): JsonObject {
  return { body: parseBody(Body), messageAttributes: JSON.parse(JSON.stringify(MessageAttributes)) };
}

function parseBody(body: string): Json {
  try {
    const parsed: unknown = JSON.parse(body);
    return isJsonObject(parsed) ? parsed : body;
  } catch {
    return body;
  }
}
