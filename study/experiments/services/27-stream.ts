import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { experiment } from '#study/lab/experiment.ts';
import type { StudyLab } from '#study/lab/lab.ts';
import { queueUrl, received } from '#study/lab/queues.ts';
import { queue, role, table } from '#study/lab/stack.ts';

export const stream = experiment({
  number: 27,
  question: 'A DynamoDB stream, Kinesis or a pipe: order, replay, fan-out?',
  claim:
    'A stream keeps the changes of an item in order for {dynamodb.stream.kept}, and whoever reads may read again: reading takes nothing away. Kinesis does so for {kinesis.kept} to {kinesis.kept.longest}, and for more readers. A pipe joins one source to one target and keeps nothing. What was deleted from a queue is gone.',
  page: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
  given: { later: 0 },
  stack: () => ({
    Role: role(),
    Orders: table('orders', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
    Queue: queue('queue'),
  }),
  async run(lab, { later }) {
    const states = ['PLACED', 'PAID', 'PRINTED'];
    for (const state of states) {
      const Item = { id: { S: 'order-7' }, state: { S: state } };
      await lab.clients.dynamodb.send(new PutItemCommand({ TableName: 'orders', Item }));
    }
    const first = await records(lab);
    lab.check('in-order', first.join() === states.join(), 'the stream, read once', first.join(', '));
    await lab.turn(later);
    const second = await records(lab);
    lab.check(
      'read-again',
      second.join() === states.join(),
      'the stream, read by another',
      second.join(', ') || 'nothing',
    );
    const left = await throughQueue(lab);
    lab.check('queue-forgets', left === 0, 'a queue, after its message was received and deleted', `${left} left`);
  },
  control: { given: { later: 25 * 3600 }, without: 'the other reads a day later', noticed: 'read-again' },
});

/** All that a reader finds who begins at the oldest record. */
async function records({ clients: { streams } }: StudyLab): Promise<readonly string[]> {
  const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: 'orders' }));
  const StreamArn = Streams[0]?.StreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const states: string[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const at = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator: at.ShardIterator }));
    states.push(...Records.map((record) => record.dynamodb?.NewImage?.state?.S ?? ''));
  }
  return states;
}

async function throughQueue(lab: StudyLab): Promise<number> {
  const QueueUrl = await queueUrl(lab, 'queue');
  await lab.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'PLACED' }));
  const [message] = await received(lab, 'queue');
  await lab.clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  return (await received(lab, 'queue')).length;
}
