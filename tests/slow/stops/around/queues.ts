import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import type { Life } from './lives.ts';
import { type Thing, until } from './thing.ts';

const messages = (() => {
  let handle: string | undefined;
  const send = ({ clients: { sqs, urlOf } }: Life, MessageBody: string, DelaySeconds = 0) =>
    sqs.send(new SendMessageCommand({ QueueUrl: urlOf('messages'), MessageBody, DelaySeconds }));
  /** Takes one message, for an hour, and tells how often it was received. */
  const receive = async ({ clients: { sqs, urlOf } }: Life) => {
    const { Messages: [message] = [] } = await sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl: urlOf('messages'), VisibilityTimeout: 3_600 },
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return { ...message, told: message && [message.Body, message.Attributes?.ApproximateReceiveCount] };
  };
  return { send, receive, keep: (given: string | undefined) => (handle = given), kept: () => handle };
})();

/** One is being worked on, one was deleted, one is delayed, one waits. */
export const messagesOfQueue: Thing = {
  async first(life) {
    const { sqs, urlOf } = life.clients;
    const QueueUrl = urlOf('messages');
    await messages.send(life, 'done');
    const { ReceiptHandle } = await messages.receive(life);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await messages.send(life, 'worked on');
    messages.keep((await messages.receive(life)).ReceiptHandle);
    await messages.send(life, 'delayed', 900);
    await messages.send(life, 'waiting');
  },
  async second(life) {
    expect((await messages.receive(life)).told).toEqual(['waiting', '1']);
    expect((await messages.receive(life)).told).toBeUndefined();
    const { sqs, urlOf } = life.clients;
    const back = { QueueUrl: urlOf('messages'), ReceiptHandle: messages.kept(), VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand(back));
  },
  async third(life) {
    expect((await messages.receive(life)).told).toEqual(['worked on', '2']);
    expect((await messages.receive(life)).told).toBeUndefined();
  },
};

const put = ({ clients }: Life, id: string) =>
  clients.dynamodb.send(new PutItemCommand({ TableName: 'read', Item: { id: { S: id } } }));

const readBy = async ({ clients }: Life) => {
  const lines = await clients.logged('reader', 'read');
  return lines.map((line) => /read (\w+)\./.exec(line)?.[1]).filter((id) => id !== undefined);
};

const isRead = (life: Life, id: string) => until(async () => expect(await readBy(life)).toContain(id));

/** A record is read after the one before it is done with, so that only the last of a life may come again. */
export const positionInStream: Thing = {
  async first(life) {
    await put(life, 'one');
    await isRead(life, 'one');
    await put(life, 'two');
    await isRead(life, 'two');
  },
  async second(life) {
    await put(life, 'three');
    await isRead(life, 'three');
  },
  async third(life) {
    await put(life, 'four');
    await isRead(life, 'four');
    const read = await readBy(life);
    expect(read.filter((id) => id === 'one')).toHaveLength(1);
    expect(read.filter((id, index) => read.indexOf(id) === index)).toEqual(['one', 'two', 'three', 'four']);
    expect(read.length).toBeLessThanOrEqual(6);
  },
};

/** When ticks came whose minute is not that of a life. */
const missed = (due: readonly number[], lives: readonly Life[]) =>
  due.filter((at) => !lives.some(({ born, died }) => at + 1_000 >= born && at <= died()));

/** Every minute: those in which nobody was there are not made up. */
export const scheduledRule: Thing = {
  first: async () => undefined,
  async third(life, past) {
    const due: number[] = [];
    await until(async () => {
      for (const { Body = '{}' } of await life.clients.take('ticks')) due.push(Date.parse(JSON.parse(Body).time));
      expect(due.some((at) => at >= life.born)).toBe(true);
    });
    expect(missed(due, [...past, life])).toEqual([]);
  },
};
