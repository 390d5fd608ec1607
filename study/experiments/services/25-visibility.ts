import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { experiment } from '#study/lab/experiment.ts';
import { queueUrl, received } from '#study/lab/queues.ts';
import { queue, role } from '#study/lab/stack.ts';

/** How long the worker takes for a message. */
const WORK_S = 45;

export const visibility = experiment({
  number: 25,
  question: 'The visibility timeout of a queue is shorter than the work on a message: what happens?',
  claim:
    'The message comes again to another worker while the first still works on it, and is done twice. For a function the visibility timeout should be {sqs.visibility.factor}; Lambda refuses less than once.',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  given: { visible: 30 },
  stack: (given) => ({ Role: role(), Jobs: queue('jobs', { VisibilityTimeout: given.visible }) }),
  async run(lab, given) {
    const QueueUrl = await queueUrl(lab, 'jobs');
    await lab.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'print order-7' }));
    const [first] = await received(lab, 'jobs');
    lab.show('visibility timeout, work', `${given.visible} seconds, ${WORK_S} seconds`);
    await lab.turn(given.visible + 1 < WORK_S ? given.visible + 1 : WORK_S - 1);
    const [second] = await received(lab, 'jobs');
    const count = second?.Attributes?.ApproximateReceiveCount;
    lab.check(
      'comes-again',
      count === '2',
      'a second worker receives',
      second ? `${second.Body}, ApproximateReceiveCount ${count}` : 'nothing',
    );
    await lab.clients.sqs.send(
      new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle ?? first?.ReceiptHandle }),
    );
    lab.show('the work', 'was done twice');
  },
  control: { given: { visible: WORK_S * 6 }, without: 'it is six times the work', noticed: 'comes-again' },
});
