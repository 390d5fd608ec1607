import type { Item } from '@safelight/local/services/dynamodb/values/attribute-value';
import type { DynamoDBRecord } from 'aws-lambda';
import { createConsumer } from '#functions/orders/consume-batch.ts';
import { isPlacedOrder } from '#functions/orders/placed-record.ts';
import { fakeClient, type States } from '#tests/support/orders/clients.ts';
import { createFakeQueue } from '#tests/support/orders/fake-queue.ts';
import { stateMachineArn } from '#tests/support/orders/fake-states.ts';
import { createFakeStream, deliver, pointerBody } from '#tests/support/orders/fake-stream.ts';
import { callWith } from '#tests/support/orders/faults.ts';
import { sampleRecord } from '#tests/support/orders/samples.ts';
import { createWorld } from '#tests/support/orders/world.ts';
import { replayQueue } from '../../../scripts/orders/replay-queue.ts';
import { restartOrder } from '../../../scripts/orders/restart.ts';
import type { Dice } from './dice.ts';
import { createWatch, type Plain, plain } from './watch.ts';
import { faultsOf, type Weather } from './weather.ts';

export const startingStock = { '10x15-matte': 25, '20x30-matte': 8, '30x45-fine-art': 40 } as const;

export type Lab = Awaited<ReturnType<typeof openLab>>;

/** The order half with everything around it: stream, consumer, replay tool, and weather. */
export async function openLab(dice: Dice) {
  const stream = createFakeStream();
  const queue = createFakeQueue();
  const sky: { weather: Weather } = { weather: { kind: 'calm' } };
  const faults = faultsOf(dice, () => sky.weather);
  const watch = createWatch((orderId) => heldFor(world.db.items('stock'), orderId));
  const world = createWorld({
    random: dice,
    faults,
    onChange(table, before, after) {
      watch.see(table, before, after);
      if (table === 'orders' && after) stream.append((sequence) => recordOf(sequence, before, after));
    },
  });
  for (const [sku, available] of Object.entries(startingStock)) await world.put('stock', { sku, available, holds: {} });
  for (const key of ['cat.jpg', 'dog.jpg']) await world.put('images', { key, status: 'READY' });
  await world.put('images', { key: 'fog.jpg', status: 'REJECTED' });

  const consume = createConsumer({ states: unreliable(world.states.client, faults, world.clock), stateMachineArn });
  let position = 0;
  const deliverRecords = (records: readonly DynamoDBRecord[]) =>
    deliver(records.filter(isPlacedOrder), {
      consume,
      maxAttempts: 3,
      onGivenUp: (batch) => queue.add(pointerBody(batch)),
    });
  const tools = { ...world.reads, states: world.states.client, stateMachineArn, dryRun: false, now: world.now };

  return {
    world,
    sky,
    watch,
    orders: (): readonly Plain[] => world.db.items('orders').map(plain),
    stock: (): readonly Plain[] => world.db.items('stock').map(plain),
    payments: (): readonly Plain[] => world.db.items('payments').map(plain),
    async deliverNew() {
      const records = stream.records.slice(position);
      position = stream.records.length;
      await deliverRecords(records);
    },
    async deliverAgain() {
      const from = dice.between(0, Math.max(0, position - 1));
      await deliverRecords(stream.records.slice(from, position));
    },
    async replay(attempt: number) {
      queue.reappear();
      return replayQueue({
        ...tools,
        attempt,
        queue: queue.client,
        queueUrl: 'queue',
        streams: stream.client,
        say: () => {},
      });
    },
    restart: (orderId: string, attempt: number) => restartOrder({ ...tools, attempt }, orderId),
    tools,
  };
}

function recordOf(sequence: number, before: Item | undefined, after: Item): DynamoDBRecord {
  return sampleRecord(sequence, plain(after), { eventName: before ? 'MODIFY' : 'INSERT' });
}

const heldFor = (stock: readonly Item[], orderId: string): number =>
  stock.map(plain).reduce((sum, { holds }) => sum + Number((holds as Plain)[orderId] ?? 0), 0);

/** The consumer crashes before or after its call. */
function unreliable(
  states: States,
  faults: ReturnType<typeof faultsOf>,
  clock: Parameters<typeof callWith>[1],
): States {
  return fakeClient((_, __, command) =>
    callWith(
      faults('consumer'),
      clock,
      () => states.send(command as Parameters<States['send']>[0]),
      () => new Error('the consumer crashed'),
    ),
  ) as States;
}
