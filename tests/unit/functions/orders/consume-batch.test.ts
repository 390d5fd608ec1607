import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { createConsumer, streamEventSchema } from '#functions/orders/consume-batch.ts';
import { parseInput } from '#functions/shared/input.ts';
import type { States } from '#tests/support/orders/clients.ts';
import { createFakeStates, stateMachineArn } from '#tests/support/orders/fake-states.ts';
import { placed, sampleRecord } from '#tests/support/orders/samples.ts';

vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const failed = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

function consumer(client?: States) {
  const { client: states, executions } = createFakeStates();
  const consume = createConsumer({ states: client ?? states, stateMachineArn });
  const run = async (...Records: DynamoDBRecord[]) => failed(await consume({ Records }));
  return {
    run,
    orders: () => [...executions.values()].map(({ input }) => JSON.parse(input).orderId),
    states,
    executions,
  };
}

const poison = { orderId: 'bad', status: 'PLACED' };

describe('the consumer', () => {
  it('starts each order once, also when its record comes again', async () => {
    const { run, orders, executions } = consumer();
    const records = ['a', 'b'].map((orderId, index) => sampleRecord(index, placed({ orderId })));
    expect(await run(...records)).toEqual([]);
    for (const execution of executions.values()) execution.status = 'SUCCEEDED';
    expect(await run(...records)).toEqual([]);
    expect(orders()).toEqual(['a', 'b']);
  });

  it('names the failed records and starts the others (orders trap 1)', async () => {
    const { run, orders } = consumer();
    const records = [
      sampleRecord(1, placed({ orderId: 'a' })),
      sampleRecord(2, poison),
      sampleRecord(3, placed({ orderId: 'c' })),
    ];
    expect(await run(...records)).toEqual(['2']);
    expect(orders()).toEqual(['a', 'c']);
  });

  it('stops at the first failure of an order, in sequence (orders trap 2)', async () => {
    const { run, orders } = consumer();
    const records = [
      sampleRecord(1, poison),
      sampleRecord(2, placed({ orderId: 'bad' })),
      sampleRecord(3, placed({ orderId: 'c' })),
    ];
    expect(await run(...records)).toEqual(['1', '2']);
    expect(orders()).toEqual(['c']);
  });

  it('takes one record at a time (orders trap 2)', async () => {
    const calls: string[] = [];
    const send = async (command: { input: { input?: string } }) => {
      calls.push(`start ${JSON.parse(command.input.input ?? '').orderId}`);
      await new Promise(setImmediate);
      calls.push('started');
      return { executionArn: 'x' };
    };
    const { run } = consumer({ send } as unknown as States);
    await run(sampleRecord(1, placed({ orderId: 'a' })), sampleRecord(2, placed({ orderId: 'b' })));
    expect(calls).toEqual(['start a', 'started', 'start b', 'started']);
  });

  it('answers with the failures when every record fails (orders trap 3)', async () => {
    const { run } = consumer();
    expect(await run(sampleRecord(1, poison), sampleRecord(2, { ...poison, orderId: 'worse' }))).toEqual(['1', '2']);
  });

  it('takes a record whose identity is null as one of nobody', async () => {
    const { run, orders } = consumer();
    const record: object = { ...sampleRecord(1, placed({ orderId: 'a' })), userIdentity: null };
    expect(await run(record)).toEqual([]);
    expect(orders()).toEqual(['a']);
  });

  it.each([[[null]], [['text']], [undefined]])('refuses the records %j by name', (Records) => {
    expect(() => parseInput(streamEventSchema, { Records })).toThrow(/^Records(\.0)?: /);
  });

  it.each([
    ['the workflow’s own updates (orders trap 7)', { eventName: 'MODIFY' as const }],
    [
      'what Time to Live deletes (orders trap 8)',
      { eventName: 'REMOVE' as const, userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } },
    ],
  ])('passes over %s', async (_, change) => {
    const { run, orders } = consumer();
    expect(await run(sampleRecord(1, placed(), change))).toEqual([]);
    expect(orders()).toEqual([]);
  });
});
