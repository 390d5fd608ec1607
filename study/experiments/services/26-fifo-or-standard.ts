import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { queueUrl, received } from '#study/lab/queues.ts';
import { queue, role } from '#study/lab/stack.ts';

export const fifoOrStandard = experiment({
  number: 26,
  question: 'A FIFO queue or a standard one for orders?',
  claim:
    'FIFO keeps the order within a message group, takes a deduplication id once in {sqs.dedup}, and holds the rest of a group back while its first message is worked on: {sqs.fifo.rate}. A standard queue is faster and cheaper, may deliver twice and out of order, and wants consumers that do not mind.',
  page: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html',
  given: { again: 'order-7' },
  stack: () => ({ Role: role(), Fifo: queue('orders.fifo', { FifoQueue: true }), Standard: queue('orders') }),
  async run(lab, { again }) {
    await send(lab, 'orders.fifo', 'order-7', 'order-7');
    await send(lab, 'orders.fifo', 'order-7', again);
    await send(lab, 'orders.fifo', 'order-8', 'order-8');
    await send(lab, 'orders', 'order-7');
    await send(lab, 'orders', 'order-7');
    const fifo = (await received(lab, 'orders.fifo')).map(({ Body }) => Body).join(', ');
    lab.check(
      'duplicate-is-dropped',
      fifo === 'order-7, order-8',
      'FIFO: sent order-7 twice, then order-8; received',
      fifo,
    );
    const standard = (await received(lab, 'orders')).map(({ Body }) => Body).join(', ');
    lab.check(
      'standard-keeps-both',
      standard === 'order-7, order-7',
      'standard: sent order-7 twice; received',
      standard,
    );
    await send(lab, 'orders.fifo', 'order-9', 'order-9');
    const blocked = await received(lab, 'orders.fifo');
    lab.check(
      'group-is-held-back',
      blocked.length === 0,
      'FIFO, while order-7 is worked on: order-9 of its group',
      'held back',
    );
    await lab.turn(301);
    await send(lab, 'orders.fifo', 'order-7, after five minutes', 'order-7');
    const later = (await received(lab, 'orders.fifo')).map(({ Body }) => Body);
    lab.check(
      'window-ends',
      later.includes('order-7, after five minutes'),
      'FIFO, the same id after five minutes',
      'taken',
    );
  },
  control: {
    given: { again: 'another' },
    without: 'the second has a deduplication id of its own',
    noticed: 'duplicate-is-dropped',
  },
});

async function send(lab: StudyLab, name: string, MessageBody: string, id?: string): Promise<void> {
  const fifo = id === undefined ? {} : { MessageGroupId: 'customer-1', MessageDeduplicationId: id };
  await lab.clients.sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl(lab, name), MessageBody, ...fifo }));
}
