import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/observability.ts';
import { HeldBack, PoisonRecord } from './errors.ts';
import { isPlacedOrder } from './placed-record.ts';
import { pointerTo, startOrder } from './start-order.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamEventSchema = z.object({
  Records: z.array(z.custom<DynamoDBRecord>((record) => typeof record === 'object' && record !== null)),
});

interface ConsumerDeps {
  readonly states: Pick<SFNClient, 'send'>;
  readonly stateMachineArn: string;
}

/**
 * Starts an execution for each order placed, one after the other. When a record fails, later records of the same order
 * wait; the answer names every failed record, and Lambda replays from the lowest of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function createConsumer(deps: ConsumerDeps) {
  return async (event: DynamoDBStreamEvent, context?: Context): Promise<DynamoDBBatchResponse> => {
    const stopped = new Set<string>();
    const processor = new BatchProcessor(EventType.DynamoDBStreams);
    return await processPartialResponse(
      event,
      (record: DynamoDBRecord) => consumeRecord(deps, record, stopped),
      processor,
      {
        ...(context && { context }),
        processInParallel: false,
        throwOnFullBatchFailure: false,
      },
    );
  };
}

async function consumeRecord(deps: ConsumerDeps, record: DynamoDBRecord, stopped: Set<string>): Promise<void> {
  const key = JSON.stringify(record.dynamodb?.Keys);
  if (stopped.has(key)) throw new HeldBack(`an earlier record of ${key} has failed`);
  try {
    await startPlaced(deps, record);
  } catch (error) {
    stopped.add(key);
    logger.error('The order was not started.', { key, error: error instanceof Error ? error.name : String(error) });
    throw error;
  }
}

async function startPlaced(deps: ConsumerDeps, record: DynamoDBRecord): Promise<void> {
  if (!isPlacedOrder(record)) return;
  const pointer = pointerTo(imageOf(record));
  const { kind } = await startOrder(deps, pointer);
  logger.info(kind === 'started' ? 'Started.' : 'Started before.', { orderId: pointer.orderId });
}

/** The item as plain values. Throws `PoisonRecord`. */
export function imageOf(record: DynamoDBRecord): Record<string, unknown> {
  const image = record.dynamodb?.NewImage;
  if (!image) throw new PoisonRecord('the record has no new image');
  return unmarshall(image as Parameters<typeof unmarshall>[0]);
}
