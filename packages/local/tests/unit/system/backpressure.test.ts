import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { endlessDisk } from '#local/system/disk-space.ts';
import { paced } from '#local/system/load/backpressure.ts';
import type { Delivery } from '#services/eventbridge/delivery/queue.ts';

const delivery: Delivery = {
  id: 'd',
  ruleArn: 'arn:rule',
  target: { Id: 't', Arn: 'arn:target' },
  event: {
    version: '0',
    id: 'e',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '000000000000',
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: {},
  },
  input: '{}',
  accepted: 0,
};

function setUp(backlog: { count: number }, free = 'arn:free') {
  const clock = new ManualClock();
  let delivered = 0;
  let waiting = 0;
  const onWait = (more: number) => {
    waiting += more;
  };
  const ports = paced(
    {
      deliver: async () => void delivered++,
      sendToDeadLetterQueue: async () => undefined,
      report: () => undefined,
    },
    { clock, disk: endlessDisk, backlog: (target) => (target === free ? 0 : backlog.count), onWait },
  );
  const deliver = (Arn = 'arn:target') => ports.deliver({ ...delivery, target: { Id: 't', Arn } });
  return { clock, deliver, delivered: () => delivered, waiting: () => waiting };
}

it('events wait on the bus while functions are behind', async () => {
  const backlog = { count: 13 };
  const { clock, deliver, delivered, waiting } = setUp(backlog);
  const all = Promise.all([deliver(), deliver(), deliver()]);
  await clock.advance(10_000);
  expect(delivered()).toBe(0);
  expect(waiting()).toBe(3);
  backlog.count = 12;
  await clock.advance(60);
  expect(delivered()).toBe(1);
  backlog.count = 0;
  await clock.advance(10);
  await all;
  expect(delivered()).toBe(3);
  expect(waiting()).toBe(0);
});

it('events for another target do not wait behind them', async () => {
  const { clock, deliver, delivered } = setUp({ count: 13 });
  void deliver();
  await deliver('arn:free');
  await clock.advance(0);
  expect(delivered()).toBe(1);
});

it('events pass at once while nothing waits', async () => {
  const { deliver, delivered } = setUp({ count: 0 });
  await Promise.all([deliver(), deliver()]);
  expect(delivered()).toBe(2);
});
