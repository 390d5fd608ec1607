import { expect, it } from 'vitest';
import { ActivityQueue } from '#services/states/activities/activity-queue.ts';

const never = new AbortController().signal;
const task = (taskToken: string) => ({ taskToken, input: '{}', started: () => {} });

it('hands tasks to workers in order, whoever came first', async () => {
  const queue = new ActivityQueue();
  const waiting = queue.poll('a', never);
  queue.offer('a', task('1'), never);
  queue.offer('a', task('2'), never);
  queue.offer('b', task('3'), never);
  expect((await waiting)?.taskToken).toBe('1');
  expect((await queue.poll('a', never))?.taskToken).toBe('2');
  expect((await queue.poll('b', never))?.taskToken).toBe('3');
});

it('forgets workers that give up, and tasks that are over', async () => {
  const queue = new ActivityQueue();
  const worker = new AbortController();
  const waiting = queue.poll('a', worker.signal);
  worker.abort();
  expect(await waiting).toBeUndefined();
  const over = new AbortController();
  queue.offer('a', task('1'), over.signal);
  queue.offer('a', task('2'), never);
  over.abort();
  expect((await queue.poll('a', never))?.taskToken).toBe('2');
});
