import { expect, it } from 'vitest';
import { realWork } from '../../../bench/engine/real-work.ts';

it('is the workflows of a photo and of an order, of which one call fails first and then is answered', async () => {
  const work = await realWork();
  const callsOf = (name: string, state: string) =>
    work
      .find((one) => one.name === name)
      ?.tasks.flatMap((task) => (task.state === state ? Object.keys(task.outcome) : []));
  expect(work.map(({ name }) => name)).toEqual(['image-processing', 'order-processing']);
  expect(callsOf('image-processing', 'Resize')).toEqual(['failed', 'succeeded']);
  expect(callsOf('image-processing', 'Convert')).toEqual(['succeeded', 'succeeded', 'succeeded']);
  expect(callsOf('order-processing', 'Claim')).toEqual(['failed', 'succeeded']);
  for (const { transitions, tasks } of work) expect(transitions).toBeGreaterThan(tasks.length);
});
