import { describe, expect, it } from 'vitest';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { checkMapping } from '#services/lambda-mappings/check-mapping.ts';
import { mapping } from '#tests/unit/services/lambda-mappings/harness.ts';

const stream = {
  ...mapping,
  eventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-15T12:00:00.000',
};
const queue = { ...mapping, eventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:jobs', batchSize: 10 };

describe('a mapping is refused', () => {
  it.each<[string, Partial<EventSourceMapping>]>([
    ['BatchSize must be between 1 and 10000', { batchSize: 10_001 }],
    ['MaximumBatchingWindowInSeconds must be between 0 and 300', { batchingWindowSeconds: 301 }],
    ['ParallelizationFactor must be between 1 and 10', { parallelizationFactor: 11 }],
    ['MaximumRetryAttempts must be between -1 and 10000', { maximumRetryAttempts: -2 }],
    ['MaximumRecordAgeInSeconds must be between -1 and 604800', { maximumRecordAgeSeconds: 604_801 }],
    ['MaximumRecordAgeInSeconds must be -1, or at least 60', { maximumRecordAgeSeconds: 59 }],
    [
      'arn:aws:kinesis:us-east-1:1:stream/x is not supported',
      { eventSourceArn: 'arn:aws:kinesis:us-east-1:1:stream/x' },
    ],
    ['arn:aws:s3:::failures is not supported here as a destination', { onFailureArn: 'arn:aws:s3:::failures' }],
    ['at most 5 filters', { filterPatterns: Array.from({ length: 6 }, () => '{"eventName":["INSERT"]}') }],
    ['at most 4096 characters', { filterPatterns: [JSON.stringify({ eventName: ['x'.repeat(4096)] })] }],
    ['Empty arrays are not allowed', { filterPatterns: ['{"eventName":[]}'] }],
  ])('of a stream: %s', (message, change) => {
    expect(() => checkMapping({ ...stream, ...change })).toThrow(message);
  });

  it.each<[string, Partial<EventSourceMapping>]>([
    ['ParallelizationFactor is for streams', { parallelizationFactor: 2 }],
    ['MaximumRetryAttempts is for streams', { maximumRetryAttempts: 3 }],
    ['MaximumRecordAgeInSeconds is for streams', { maximumRecordAgeSeconds: 60 }],
    ['BisectBatchOnFunctionError is for streams', { bisectBatchOnFunctionError: true }],
    ['DestinationConfig is for streams', { onFailureArn: 'arn:aws:sqs:us-east-1:000000000000:failed' }],
    ['a BatchSize of more than 10 is not supported here for a queue', { batchSize: 11 }],
    ['MaximumBatchingWindowInSeconds is not supported here for a queue', { batchingWindowSeconds: 1 }],
  ])('of a queue: %s', (message, change) => {
    expect(() => checkMapping({ ...queue, ...change })).toThrow(message);
  });

  it('unless all is well', () => {
    for (const good of [stream, queue]) expect(() => checkMapping(good)).not.toThrow();
  });
});
