import { localPlace, systemIds } from '@safelight/asl/identity';
import { expect, it } from 'vitest';
import { LogStore } from '#services/logs/store/log-store.ts';
import type { Message } from '#services/sqs/messages/message.ts';
import { Queues } from '#services/sqs/queues.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

/** Seems to take longer than a slice whenever it is asked. */
function slowClock() {
  let now = 1_000_000;
  return { now: () => (now += 100), sleep: async () => undefined };
}

const MANY = 600;
const NOW = 2_000_000;

const message = (id: string): Message => ({
  ...{ id, body: id, attributes: {}, sent: 0, senderId: 'AIDA', visible: 0, receives: 0 },
});

it('a queue is emptied while others have their turns, and what comes meanwhile stays', async () => {
  const database = openDatabase({ file: IN_MEMORY });
  const queues = new Queues({ database, clock: slowClock(), ids: systemIds, place: localPlace, onPolicy: () => {} });
  queues.create('jobs', {}, {});
  const queue = queues.get('jobs');
  for (let n = 0; n < MANY; n++) queue.send(message(`${n}`));
  const purged = queue.purge();
  const left = queue.depth(NOW).visible;
  queue.send(message('late'));
  await purged;
  expect(left).toBeGreaterThan(0);
  expect(queue.depth(NOW).visible).toBe(1);
});

it('a log group is gone at once, and one of the same name keeps what comes to it', async () => {
  const database = openDatabase({ file: IN_MEMORY });
  const store = new LogStore(database, slowClock());
  for (let n = 0; n < MANY; n++) store.append('group', 'stream', [{ timestamp: n, message: `${n}` }]);
  const deleted = store.deleteGroup('group');
  expect(store.has('group')).toBe(false);
  store.append('group', 'stream', [{ timestamp: 0, message: 'late' }]);
  await deleted;
  expect([...store.read('group')].map(({ message }) => message)).toEqual(['late']);
});
