import { marshall } from '@aws-sdk/util-dynamodb';
import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { createMemoryDynamoDb } from '#tests/support/memory-dynamodb.ts';
import { fakeDocuments } from '#tests/support/orders/clients.ts';
import { createFakeQueue } from '#tests/support/orders/fake-queue.ts';
import { createFakeStates, stateMachineArn } from '#tests/support/orders/fake-states.ts';
import { createFakeStream, pointerBody } from '#tests/support/orders/fake-stream.ts';
import { placed, sampleRecord } from '#tests/support/orders/samples.ts';
import { replayQueue } from '../../../../scripts/orders/replay-queue.ts';
import { openAmong, replayStanding } from '../../../../scripts/orders/replay-standing.ts';

type Item = ReturnType<typeof placed> & { readonly attempt?: number; readonly execution?: string };

/** Orders that were placed, and whose records the consumer gave up together. */
async function undelivered(...items: readonly Item[]) {
  const db = createMemoryDynamoDb({ orders: 'orderId' });
  const stream = createFakeStream();
  for (const item of items) {
    await db.run('PutItem', { TableName: 'orders', Item: marshall(item) as unknown as JsonObject });
    stream.append((sequence) => sampleRecord(sequence, { ...item, status: 'PLACED' }));
  }
  const queue = createFakeQueue();
  queue.add(pointerBody(stream.records));
  const states = createFakeStates();
  const said: string[] = [];
  const tools = {
    documents: fakeDocuments(db.run),
    ordersTable: 'orders',
    states: states.client,
    stateMachineArn,
    dryRun: false,
    now: () => 3_600_000,
    say: (line: string) => said.push(line),
  };
  const replay = (options: { dryRun?: boolean; attempt?: number } = {}) =>
    replayQueue({ ...tools, queue: queue.client, queueUrl: 'queue', streams: stream.client, ...options });
  const replayTable = (options: { dryRun?: boolean; attempt?: number } = {}) =>
    replayStanding({ ...tools, ...options }, openAmong(items));
  const started = () => [...states.executions.values()].map(({ input }) => JSON.parse(input));
  return { replay, replayTable, queue, states, stream, said, started };
}

const execution = `${stateMachineArn.replace('stateMachine', 'execution')}:gone`;

describe('the replay', () => {
  it('fetches what the pointers point to and starts it (orders trap 4)', async () => {
    const { replay, queue, started } = await undelivered(
      ...['a', 'b', 'c', 'd', 'e'].map((orderId) => placed({ orderId })),
    );
    expect(await replay()).toBe(0);
    expect(started().map(({ orderId }) => orderId)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(queue.bodies()).toEqual([]);
  });

  it('takes no records beyond those that were given up (orders trap 4)', async () => {
    const { replay, started, stream } = await undelivered(placed({ orderId: 'a' }));
    stream.append((sequence) => sampleRecord(sequence, placed({ orderId: 'later' })));
    await replay();
    expect(started().map(({ orderId }) => orderId)).toEqual(['a']);
  });

  it('says so clearly when the records are older than 24 hours, and keeps the message (orders trap 4)', async () => {
    const { replay, queue, said, stream } = await undelivered(placed());
    stream.trim(1);
    expect(await replay()).toBe(1);
    expect(said.join()).toMatch(/keeps them for 24 hours.*--order ID/);
    expect(queue.bodies()).toHaveLength(1);
  });

  it('only says what it would do in a dry run', async () => {
    const { replay, queue, said, started } = await undelivered(placed());
    expect(await replay({ dryRun: true })).toBe(1);
    expect(said).toEqual(['o-1: would be started']);
    expect([started(), queue.bodies().length]).toEqual([[], 1]);
  });

  it.each(['CONFIRMED', 'CANCELLED', 'DECLINED'])('leaves an order that is %s (orders trap 6)', async (status) => {
    const { replay, queue, said, started } = await undelivered({ ...placed(), status, attempt: 1, execution });
    expect(await replay({ attempt: 2 })).toBe(0);
    expect(said).toEqual([`o-1: is ${status}: nothing to do`]);
    expect([started(), queue.bodies()]).toEqual([[], []]);
  });

  it('leaves an order whose execution runs (orders trap 6)', async () => {
    const { replay, said, queue, started } = await undelivered(placed());
    await replay();
    queue.add(pointerBody([sampleRecord(100, placed())]));
    expect(await replay({ attempt: 2 })).toBe(0);
    expect(said.at(-1)).toBe('o-1: is being processed: nothing to do');
    expect(started()).toHaveLength(1);
  });

  it('asks for an attempt when an execution stopped half way, and uses it (orders trap 6)', async () => {
    const { replay, queue, said, started } = await undelivered({
      ...placed(),
      status: 'PAYING',
      attempt: 1,
      execution,
    });
    expect(await replay()).toBe(1);
    expect(said).toEqual(['o-1: stopped half way (PAYING): restart it with --attempt 2']);
    queue.reappear();
    expect(await replay({ attempt: 2 })).toBe(0);
    expect(started()).toMatchObject([{ orderId: 'o-1', attempt: 2 }]);
  });

  it('asks for an attempt when the execution ended before it took the order', async () => {
    const { replay, queue, said, states } = await undelivered(placed());
    await replay();
    for (const each of states.executions.values()) each.status = 'ABORTED';
    queue.add(pointerBody([sampleRecord(100, placed())]));
    expect(await replay()).toBe(1);
    expect(said.at(-1)).toBe('o-1: stopped half way (PLACED): restart it with --attempt 2');
  });

  it('waits a minute after an execution has stopped, as its last calls may still take effect', async () => {
    const { replay, queue, said, states } = await undelivered(placed());
    await replay();
    for (const each of states.executions.values()) Object.assign(each, { status: 'ABORTED', stoppedAt: 3_590_000 });
    queue.add(pointerBody([sampleRecord(100, placed())]));
    expect(await replay({ attempt: 2 })).toBe(1);
    expect(said.at(-1)).toBe('o-1: stopped a moment ago: try again in a minute');
  });

  it('keeps a message that is no pointer', async () => {
    const { replay, queue, said } = await undelivered(placed());
    queue.add('hello');
    expect(await replay()).toBe(1);
    expect(said.at(-1)).toContain('not a pointer');
  });

  it('goes on beside a record whose order cannot be read, and keeps the message', async () => {
    const { replay, queue, said, started } = await undelivered(
      { ...placed({ orderId: 'odd' }), attempt: '1' as unknown as number },
      placed({ orderId: 'good' }),
    );
    expect(await replay()).toBe(1);
    expect(said).toEqual([expect.stringMatching(/^odd: the row is damaged: attempt: /), 'good: started']);
    expect(started().map(({ orderId }) => orderId)).toEqual(['good']);
    expect(queue.bodies()).toHaveLength(1);
  });

  it('is done with a record that nobody can ever start', async () => {
    const { replay, said, queue } = await undelivered({ ...placed(), version: 0 });
    expect(await replay()).toBe(0);
    expect([said.length, queue.bodies()]).toEqual([1, []]);
  });
});

describe('the table is looked through', () => {
  const half = { ...placed({ orderId: 'half' }), status: 'PAYING', attempt: 1, execution };
  const all = [placed({ orderId: 'new' }), half, { ...placed({ orderId: 'done' }), status: 'CONFIRMED' }];

  it('for orders that stand: those never started are, those that stopped half way wait for a word', async () => {
    const { replayTable, said, started } = await undelivered(...all);
    expect(await replayTable()).toBe(1);
    expect(said).toEqual(['new: started', 'half: stopped half way (PAYING): restart it with --attempt 2']);
    expect(started().map(({ orderId }) => orderId)).toEqual(['new']);
  });

  it('and nothing is said of those that an execution is at work on', async () => {
    const { replayTable, said, started } = await undelivered(...all);
    expect(await replayTable({ attempt: 2 })).toBe(0);
    expect(started().map(({ orderId }) => orderId)).toEqual(['new', 'half']);
    said.length = 0;
    expect(await replayTable({ attempt: 2 })).toBe(0);
    expect(said).toEqual([]);
  });

  it('and nothing is started in a dry run', async () => {
    const { replayTable, said, started } = await undelivered(...all);
    expect(await replayTable({ dryRun: true, attempt: 2 })).toBe(2);
    expect(said).toEqual(['new: would be started as attempt 2', 'half: would be started as attempt 2']);
    expect(started()).toEqual([]);
  });

  it('and what can never be started is named', async () => {
    const { replayTable, said, started } = await undelivered(
      { ...placed({ orderId: 'odd' }), version: 0 },
      { ...placed({ orderId: 'torn' }), status: 'NONSENSE' },
      { ...placed({ orderId: 'worn' }), attempt: '1' as unknown as number },
      placed({ orderId: 'good' }),
    );
    expect(await replayTable()).toBe(3);
    expect(said).toEqual([
      'odd: the item has no order id and version that could be started',
      expect.stringMatching(/^torn: the row is damaged: status: /),
      expect.stringMatching(/^worn: the row is damaged: attempt: /),
      'good: started',
    ]);
    expect(started().map(({ orderId }) => orderId)).toEqual(['good']);
  });
});
