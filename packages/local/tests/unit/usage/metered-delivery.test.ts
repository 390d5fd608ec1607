import { expect, it } from 'vitest';
import { meteredEvents } from '#local/usage/metered-events.ts';
import { meteredPolls } from '#local/usage/metered-polls.ts';

function counting() {
  const uses: string[] = [];
  return { uses, add: (kind: string, count: number) => void uses.push(`${kind} ${count}`) };
}

it.each([
  ['an idle queue', 'q', {}, ['sqs.chunk 1']],
  ['a FIFO queue', 'q.fifo', {}, ['sqs.fifo-chunk 1']],
  ['a queue of large messages', 'q', { Messages: [{ Body: 'x'.repeat(200_000) }] }, ['sqs.chunk 4']],
])('each poll of %s is a request', async (_, QueueUrl, answer, expected) => {
  const { uses, add } = counting();
  const call = meteredPolls(async (_operation: string, _input: { readonly QueueUrl: string }) => answer, add);
  expect(await call('ReceiveMessage', { QueueUrl })).toBe(answer);
  expect(uses).toEqual(expected);
});

it('an event of a bucket is billed by chunks of 64 KB', () => {
  const { uses, add } = counting();
  const published: object[] = [];
  const publish = meteredEvents((event: object) => void published.push(event), add);
  publish({ detail: 'x' });
  publish({ detail: 'x'.repeat(70_000) });
  expect(published).toHaveLength(2);
  expect(uses).toEqual(['events.data-chunk 1', 'events.data-chunk 2']);
});
