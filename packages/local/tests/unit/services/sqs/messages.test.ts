import { localPlace, systemIds } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { ManualClock, settle } from '@safelight/asl/testing/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unrecorded } from '#local/metrics/metric.ts';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { type Database, IN_MEMORY, openDatabase } from '#store/database.ts';
import { integer, text } from '#store/kinds.ts';

let database: Database;
let clock: ManualClock;
let sqs: SqsService;

const open = () =>
  createSqsService({
    database,
    clock,
    ids: systemIds,
    place: localPlace,
    authorize: () => undefined,
    onPolicy: () => undefined,
    checkPolicy: () => {},
    record: unrecorded,
  });

beforeEach(() => {
  database = openDatabase({ file: IN_MEMORY });
  clock = new ManualClock();
  sqs = open();
});

afterEach(() => {
  sqs.close();
  database.close();
});

const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
  sqs.call('CreateQueue', { QueueName, Attributes });
const send = (QueueUrl: string, MessageBody: string, more: JsonObject = {}) =>
  sqs.call('SendMessage', { QueueUrl, MessageBody, ...more });

async function receive(QueueUrl: string, more: JsonObject = {}): Promise<readonly JsonObject[]> {
  const { Messages = [] } = await sqs.call('ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: 10,
    AttributeNames: ['All'],
    ...more,
  });
  return Messages as readonly JsonObject[];
}

const bodies = async (queue: string, more: JsonObject = {}) => (await receive(queue, more)).map(({ Body }) => Body);
const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const redrive = (name: string, maxReceiveCount: number) => ({
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn(name), maxReceiveCount }),
});

describe('messages that are looked at', () => {
  it('lie there in the order in which they came, page by page, and are received by nobody', async () => {
    await create('q');
    for (const body of ['a', 'b', 'c']) await send('q', body, { DelaySeconds: body === 'c' ? 60 : 0 });
    await receive('q', { MaxNumberOfMessages: 1 });
    const first = sqs.views.peek('q', 0, 2);
    const second = sqs.views.peek('q', first.next ?? 0, 2);
    const shown = [...first.messages, ...second.messages];
    expect(shown).toMatchObject([{ Body: 'a' }, { Body: 'b' }, { Body: 'c', VisibleAt: clock.now() + 60_000 }]);
    expect(shown).toMatchObject(['1', '0', '0'].map((count) => ({ Attributes: { ApproximateReceiveCount: count } })));
    expect([second.next, Object.keys(shown[0] ?? {}).includes('ReceiptHandle')]).toEqual([undefined, false]);
    expect(await bodies('q')).toEqual(['b']);
    expect(() => sqs.views.peek('nowhere', 0, 2)).toThrow('does not exist');
  });
});

describe('messages', () => {
  it('are hidden while they are worked on, and come back', async () => {
    await create('q', { VisibilityTimeout: '30' });
    await send('q', 'a');
    expect(await bodies('q')).toEqual(['a']);
    expect(await bodies('q')).toEqual([]);
    await clock.advance(30_000);
    const [again] = await receive('q');
    expect(again?.Attributes).toMatchObject({ ApproximateReceiveCount: '2' });
  });

  it('are gone once deleted, also when the handle is used again', async () => {
    await create('q');
    await send('q', 'a');
    const [message] = await receive('q');
    const handle = { QueueUrl: 'q', ReceiptHandle: message?.ReceiptHandle ?? '' };
    await sqs.call('DeleteMessage', handle);
    await sqs.call('DeleteMessage', handle);
    await clock.advance(60_000);
    expect(await bodies('q')).toEqual([]);
    await expect(sqs.call('DeleteMessage', { QueueUrl: 'q', ReceiptHandle: 'made up' })).rejects.toMatchObject({
      code: 'ReceiptHandleIsInvalid',
    });
  });

  it('stay hidden for longer, or come back at once, by ChangeMessageVisibility', async () => {
    await create('q');
    await send('q', 'a');
    const [message] = await receive('q');
    const change = (VisibilityTimeout: number) =>
      sqs.call('ChangeMessageVisibility', {
        QueueUrl: 'q',
        ReceiptHandle: message?.ReceiptHandle ?? '',
        VisibilityTimeout,
      });
    await change(100);
    await clock.advance(60_000);
    expect(await bodies('q')).toEqual([]);
    await change(0);
    expect(await bodies('q')).toEqual(['a']);
    await expect(change(50_000)).rejects.toMatchObject({ code: 'InvalidParameterValue' });
  });

  it('are delayed by the queue or by themselves', async () => {
    await create('q', { DelaySeconds: '5' });
    await send('q', 'by the queue');
    await send('q', 'by itself', { DelaySeconds: 10 });
    expect(await bodies('q')).toEqual([]);
    await clock.advance(5000);
    expect(await bodies('q')).toEqual(['by the queue']);
    await clock.advance(5000);
    expect(await bodies('q')).toEqual(['by itself']);
  });

  it('answer a long poll as they come, or when they are visible again', async () => {
    await create('q', { VisibilityTimeout: '5' });
    const waiting = bodies('q', { WaitTimeSeconds: 20 });
    await settle();
    await send('q', 'a');
    expect(await waiting).toEqual(['a']);
    const again = bodies('q', { WaitTimeSeconds: 20 });
    await clock.advance(5000);
    expect(await again).toEqual(['a']);
    const nothing = bodies('q', { WaitTimeSeconds: 3 });
    await clock.advance(3000);
    expect(await nothing).toEqual([]);
  });

  it('go to the dead letters when they have been received too often, and back', async () => {
    await create('dead');
    await create('q', { VisibilityTimeout: '1', ...redrive('dead', 2) });
    await send('q', 'poison');
    for (const _ of [1, 2]) {
      expect(await bodies('q')).toEqual(['poison']);
      await clock.advance(1000);
    }
    expect(await bodies('q')).toEqual([]);
    const [letter] = await receive('dead', { VisibilityTimeout: 0 });
    expect(letter).toMatchObject({ Body: 'poison', Attributes: { DeadLetterQueueSourceArn: arn('q') } });
    await sqs.call('StartMessageMoveTask', { SourceArn: arn('dead') });
    expect(await bodies('dead')).toEqual([]);
    expect(await receive('q')).toMatchObject([{ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } }]);
    const { Results } = await sqs.call('ListMessageMoveTasks', { SourceArn: arn('dead') });
    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
  });

  it('are kept only so long', async () => {
    await create('q', { MessageRetentionPeriod: '60' });
    await send('q', 'a');
    await clock.advance(61_000);
    expect(await bodies('q')).toEqual([]);
  });

  it('survive a restart, with what was received and deleted', async () => {
    await create('q', redrive('dead', 5));
    for (const body of ['a', 'b', 'c']) await send('q', body);
    const [first] = await receive('q', { MaxNumberOfMessages: 2 });
    await sqs.call('DeleteMessage', { QueueUrl: 'q', ReceiptHandle: first?.ReceiptHandle ?? '' });
    sqs.close();
    sqs = open();
    expect(await bodies('q')).toEqual(['c']);
    await clock.advance(30_000);
    expect(await receive('q')).toMatchObject([
      { Body: 'b', Attributes: { ApproximateReceiveCount: '2' } },
      { Body: 'c', Attributes: { ApproximateReceiveCount: '2' } },
    ]);
  });

  it('are as fast to find among many: by the time, by the group, by their handle', async () => {
    await create('many.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    database.execute(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
      INSERT INTO sqs_messages (queue, id, groupId, sent, visible, receives, content)
      SELECT 'many.fifo', 'id' || n, 'group', ${clock.now()}, 0, 0,
        json_object('id', 'id' || n, 'body', 'body ' || n, 'attributes', json('{}'), 'sent', ${clock.now()}, 'senderId', '')
      FROM numbers`);
    expect(await bodies('many.fifo', { MaxNumberOfMessages: 2 })).toEqual(['body 1', 'body 2']);
    expect(await bodies('many.fifo')).toEqual([]);
    const plan = database.query({
      sql: `EXPLAIN QUERY PLAN SELECT id FROM sqs_messages WHERE queue = 'q' AND visible <= 5 ORDER BY visible, place`,
      takes: {},
      gives: { id: integer, parent: integer, notused: integer, detail: text },
    });
    expect(plan.all({}).map(({ detail }) => detail)).toEqual([expect.stringContaining('sqs_messages_by_time')]);
  });

  it('of a FIFO queue keep their order within a group, and are sent once', async () => {
    await create('q.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '10' });
    const inGroup = (group: string, body: string) => send('q.fifo', body, { MessageGroupId: group });
    const { MessageId } = await inGroup('one', 'a');
    expect(await inGroup('one', 'a')).toMatchObject({ MessageId });
    await inGroup('one', 'b');
    await inGroup('two', 'c');
    expect(await bodies('q.fifo', { MaxNumberOfMessages: 1 })).toEqual(['a']);
    expect(await bodies('q.fifo')).toEqual(['c']);
    await clock.advance(10_000);
    expect(await bodies('q.fifo')).toEqual(['a', 'b', 'c']);
    await clock.advance(300_000);
    await inGroup('one', 'a');
    expect(await bodies('q.fifo')).toEqual(['a', 'b', 'c', 'a']);
  });

  it.each([
    [{ DelaySeconds: 901 }, 'InvalidParameterValue'],
    [{ MessageBody: 'x'.repeat(2000) }, 'InvalidParameterValue'],
    [{ MessageBody: '' }, 'MissingParameter'],
    [{ MessageAttributes: { a: { DataType: 'Date', StringValue: 'x' } } }, 'InvalidParameterValue'],
    [{ QueueUrl: 'none' }, 'QueueDoesNotExist'],
  ])('are refused: %j', async (more, code) => {
    await create('q', { MaximumMessageSize: '1024' });
    await expect(send('q', 'a', more)).rejects.toMatchObject({ code });
  });
});

describe('queues', () => {
  it.each([
    [{ VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
    [{ RedrivePolicy: '{"maxReceiveCount": 3}' }, 'InvalidAttributeValue'],
    [{ Colour: 'red' }, 'InvalidAttributeName'],
  ])('refuse %j', async (attributes, code) => {
    await expect(create('q', attributes)).rejects.toMatchObject({ code });
  });

  it('are created once; other attributes under the same name are refused', async () => {
    await create('q', { VisibilityTimeout: '5' });
    await expect(create('q', { VisibilityTimeout: '5' })).resolves.toBeDefined();
    await expect(create('q', { VisibilityTimeout: '6' })).rejects.toMatchObject({ code: 'QueueNameExists' });
  });

  it('count what is there, hidden and delayed', async () => {
    await create('q');
    await send('q', 'a');
    await send('q', 'b');
    await send('q', 'c', { DelaySeconds: 60 });
    await receive('q', { MaxNumberOfMessages: 1 });
    const { Attributes } = await sqs.call('GetQueueAttributes', { QueueUrl: 'q', AttributeNames: ['All'] });
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      QueueArn: arn('q'),
    });
  });

  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
  it('are purged once a minute, with their deduplication ids', async () => {
    const queue = 'p.fifo';
    await create(queue, { FifoQueue: 'true' });
    const message = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    await send(queue, 'a', message);
    await sqs.call('PurgeQueue', { QueueUrl: queue });
    await expect(sqs.call('PurgeQueue', { QueueUrl: queue })).rejects.toMatchObject({ code: 'PurgeQueueInProgress' });
    await send(queue, 'b', message);
    expect(await bodies(queue)).toEqual(['b']);
    await clock.advance(60_000);
    await sqs.call('PurgeQueue', { QueueUrl: queue });
  });

  it('that are dropped as duplicates are answered with the digest of what was sent', async () => {
    await create('d.fifo', { FifoQueue: 'true' });
    const message = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    const first = await send('d.fifo', 'a', message);
    const second = await send('d.fifo', 'b', message);
    expect(second).toEqual({ ...first, MD5OfMessageBody: '92eb5ffee6ae2fec3ad71c777531578f' });
  });
});
