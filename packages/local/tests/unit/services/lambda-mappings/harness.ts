import { localPlace, systemIds } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { ManualClock } from '@safelight/asl/testing/manual-clock';
import { settle } from '@safelight/asl/testing/manual-clock';
import type { Access } from '#gateway/service.ts';
import { unrecorded } from '#local/metrics/metric.ts';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import type { Delivery } from '#services/lambda/events/delivery.ts';
import type { InvokeAnswer } from '#services/lambda-mappings/batch-processor.ts';
import { createStreamMappings, type StreamMappings } from '#services/lambda-mappings/mappings.ts';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { createTable, put, type TestBackend, testBackend, withStream } from '#tests/unit/services/dynamodb/backend.ts';

/** A record as the function under test sees it. */
export interface SeenRecord {
  readonly id: string;
  readonly sequenceNumber: string;
  readonly record: JsonObject;
}

/** What the function does with a batch: undefined is a success. Throws for a failure. */
export type Handler = (batch: readonly SeenRecord[]) => JsonObject | undefined | Promise<JsonObject | undefined>;

/** A table with a stream, a function, and a mapping between them, under a clock that stands. */
export class Harness {
  readonly batches: string[][] = [];
  readonly deliveries: Delivery[] = [];
  readonly lines: string[] = [];
  readonly asked: Access[] = [];
  /** Tracing headers of messages. */
  readonly carried: TraceHeader[] = [];
  handler: Handler = () => undefined;
  /** Rejects invocations as throttled while it is true. */
  throttled = false;
  refusing: string | undefined;
  readonly test: TestBackend;
  readonly sqs: SqsService;
  readonly streamArn: string;
  readonly #database = openDatabase({ file: IN_MEMORY });
  #mappings: StreamMappings | undefined;

  private constructor(test: TestBackend, streamArn: string) {
    this.test = test;
    this.streamArn = streamArn;
    const onPolicy = () => undefined;
    this.sqs = createSqsService({
      database: this.#database,
      clock: test.clock,
      ids: systemIds,
      place: localPlace,
      authorize: onPolicy,
      onPolicy,
      checkPolicy: () => {},
      record: unrecorded,
    });
  }

  static async create(): Promise<Harness> {
    const test = await testBackend();
    const { LatestStreamArn } = await createTable(test, 'orders', withStream);
    return new Harness(test, String(LatestStreamArn));
  }

  get clock(): ManualClock {
    return this.test.clock;
  }

  /** Starts the mapping, as each boot does. */
  start(settings: Partial<EventSourceMapping> = {}): void {
    this.#mappings = createStreamMappings({
      database: this.#database,
      clock: this.clock,
      ids: systemIds,
      random: { next: () => 1 },
      place: localPlace,
      authorize: (_, access) => this.#authorize(access),
      dynamodb: this.test.backend,
      sqs: this.sqs,
      record: unrecorded,
      invoke: (_, payload, carried = []) => {
        this.carried.push(...carried);
        return this.#invoke(payload);
      },
      deliver: async (delivery) => void this.deliveries.push(delivery),
      report: (line) => void this.lines.push(line),
    });
    this.#mappings.add({ ...mapping, eventSourceArn: this.streamArn, ...settings });
    this.#mappings.start();
  }

  async stop(): Promise<void> {
    this.#mappings?.close();
    await settle();
  }

  async close(): Promise<void> {
    await this.stop();
    this.sqs.close();
    await this.test.backend.close();
  }

  async put(...ids: readonly string[]): Promise<void> {
    for (const id of ids)
      await put(this.test, 'orders', {
        id: { S: id },
        at: { N: String(this.clock.now()) },
        n: { N: String(++this.#puts) },
      });
  }

  #puts = 0;

  /** Lets everything happen that can until so much time has passed. */
  async pass(ms: number): Promise<void> {
    const steps = Math.max(1, Math.ceil(ms / 250));
    for (let step = 0; step < steps; step++) {
      await this.clock.advance(ms / steps);
      await settle(40);
    }
  }

  #authorize(access: Access): void {
    this.asked.push(access);
    if (access.action === this.refusing) throw new Error(`not authorized to perform: ${access.action}`);
  }

  async #invoke(payload: string): Promise<InvokeAnswer> {
    if (this.throttled) throw new Error('Rate Exceeded.');
    const { Records } = JSON.parse(payload) as { Records: JsonObject[] };
    const batch = Records.map(seen);
    this.batches.push(batch.map(({ id }) => id));
    try {
      return { payload: JSON.stringify((await this.handler(batch)) ?? null) };
    } catch (error) {
      return { payload: JSON.stringify({ errorMessage: String(error) }), functionError: 'Unhandled' };
    }
  }
}

function seen(record: JsonObject): SeenRecord {
  if (typeof record.body === 'string') return { id: record.body, sequenceNumber: String(record.messageId), record };
  const { Keys, SequenceNumber } = record.dynamodb as { Keys: { id: { S: string } }; SequenceNumber: string };
  return { id: Keys.id.S, sequenceNumber: SequenceNumber, record };
}

export const mapping: EventSourceMapping = {
  uuid: '11111111-1111-4111-8111-111111111111',
  eventSourceArn: '',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:consumer',
  roleArn: 'arn:aws:iam::000000000000:role/consumer',
  enabled: true,
  batchSize: 100,
  batchingWindowSeconds: 0,
  parallelizationFactor: 1,
  startingPosition: 'TRIM_HORIZON',
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  bisectBatchOnFunctionError: false,
  reportBatchItemFailures: false,
  filterPatterns: [],
  onFailureArn: undefined,
};

export const failing =
  (...ids: readonly string[]): Handler =>
  (batch) => {
    if (batch.some(({ id }) => ids.includes(id))) throw new Error('failed');
    return undefined;
  };

/** Reports the records of these ids as failed. */
export const reporting =
  (...ids: readonly string[]): Handler =>
  (batch) => ({
    batchItemFailures: batch
      .filter(({ id }) => ids.includes(id))
      .map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })),
  });
