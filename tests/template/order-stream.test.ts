import { recordFilter } from '@safelight/local/services/lambda-mappings/record-filter';
import { describe, expect, it } from 'vitest';
import { at, compiled, list } from '#tests/support/compiled.ts';
import { placed, sampleRecord } from '#tests/support/orders/samples.ts';

describe('the mapping from the orders table to its consumer', async () => {
  const [mapping] = (await compiled('dev')).of('AWS::Lambda::EventSourceMapping');
  const get = (path: string) => at(mapping?.properties, path);

  it('lets the consumer name the records that failed (orders trap 1)', () => {
    expect(get('FunctionResponseTypes')).toEqual(['ReportBatchItemFailures']);
  });

  it('gives poison up: bounded attempts and age, bisect, and a destination (orders trap 4)', () => {
    expect(get('MaximumRetryAttempts')).toBeGreaterThan(0);
    expect(get('MaximumRecordAgeInSeconds')).toBeGreaterThan(0);
    expect(get('BisectBatchOnFunctionError')).toBe(true);
    expect(get('DestinationConfig.OnFailure.Destination.Fn::GetAtt.0')).toBe('OrdersUndeliveredQueue');
  });

  it('reads one shard in order (orders trap 2)', () => {
    expect(get('ParallelizationFactor') ?? 1).toBe(1);
  });

  describe('hands over', () => {
    const patterns = list(get('FilterCriteria.Filters')).map((filter) => String(at(filter, 'Pattern')));
    const matches = recordFilter(patterns);
    const service = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };
    it.each([
      ['an order just placed', true, sampleRecord(1, placed())],
      ['no update by the workflow (orders trap 7)', false, sampleRecord(1, placed(), { eventName: 'MODIFY' })],
      ['no order put in otherwise', false, sampleRecord(1, { ...placed(), status: 'CONFIRMED' })],
      [
        'no removal by Time to Live (orders trap 8)',
        false,
        sampleRecord(1, placed(), { eventName: 'REMOVE', userIdentity: service }),
      ],
      ['nothing that a service did (orders trap 8)', false, sampleRecord(1, placed(), { userIdentity: service })],
    ])('%s', (_, expected, record) => {
      expect(matches(JSON.parse(JSON.stringify(record)))).toBe(expected);
    });
  });
});

it('no task token reaches a log (orders trap 10)', async () => {
  const machines = (await compiled('dev')).of('AWS::StepFunctions::StateMachine');
  const orders = machines.find(({ logicalId }) => logicalId === 'OrderProcessingStateMachine');
  expect(at(orders?.properties, 'LoggingConfiguration.IncludeExecutionData')).toBe(false);
});
