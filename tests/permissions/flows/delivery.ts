import type { Flow } from '#tests/permissions/flow.ts';
import { put } from '#tests/permissions/flows/photo-steps.ts';

/** Longer than a mapping waits before it reads its stream again. */
const READS_AGAIN_MS = 20_000;

export const deliveryFlows: readonly Flow[] = [
  {
    name: 'an upload that nothing may take is kept as a dead letter',
    run: (desk, id, signal) =>
      desk.lacking('image-events', 'states:StartExecution', async () => {
        const before = await desk.messagesIn('image-events-dead-letter');
        await put(desk, `${id}.txt`, 'no picture');
        await desk.until(async () => {
          const now = await desk.messagesIn('image-events-dead-letter');
          return now > before ? now : undefined;
        }, signal);
      }),
  },
  {
    name: 'a stream is read again after it could not be',
    async run(desk, _id, signal) {
      await desk.lacking('orders-consume', 'dynamodb:GetRecords', () => desk.pause(1_000, signal));
      await desk.pause(READS_AGAIN_MS, signal);
    },
  },
];
