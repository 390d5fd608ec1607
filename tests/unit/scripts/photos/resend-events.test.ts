import type { Message } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { type ResendDeps, resendEvents } from '../../../../scripts/photos/resend-events.ts';

const TARGET = 'arn:aws:states:us-east-1:000000000000:stateMachine:processing';
const eventOf = (key: string) => JSON.stringify({ source: 'aws.s3', detail: { object: { key } } });

/** As EventBridge leaves it there. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const message = (MessageId: string, Body: string, target = TARGET): Message => ({
  ...{ MessageId, ReceiptHandle: MessageId, Body },
  MessageAttributes: {
    TARGET_ARN: { DataType: 'String', StringValue: target },
    ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' },
  },
});

async function resend(messages: readonly Message[], dryRun = false) {
  const pages: (readonly Message[])[] = [messages, []];
  const made: string[] = [];
  const said: string[] = [];
  const send = async (sent: { readonly input: Readonly<Record<string, unknown>> }) => {
    const { input } = sent;
    const command = sent.constructor.name.replace(/Command$/, '');
    if (command === 'ReceiveMessage') return { Messages: pages.shift() };
    if (input.input === eventOf('refused.jpg')) throw new Error('Rate exceeded');
    made.push(`${command} ${input.input ?? input.ReceiptHandle}`);
    return {};
  };
  const client = { send } as unknown as ResendDeps['states'] & ResendDeps['queue'];
  const deps = { states: client, queue: client, queueUrl: 'queue', targets: [TARGET], dryRun };
  const left = await resendEvents({ ...deps, say: (line) => said.push(line) });
  return { left, made, said };
}

it('each event is sent to its target again, and its message is deleted then', async () => {
  expect(await resend([message('m-1', eventOf('cat.jpg')), message('m-2', eventOf('dog.jpg'))])).toEqual({
    left: 0,
    made: [
      ...[`StartExecution ${eventOf('cat.jpg')}`, 'DeleteMessage m-1'],
      ...[`StartExecution ${eventOf('dog.jpg')}`, 'DeleteMessage m-2'],
    ],
    said: ['cat.jpg: sent again (NO_PERMISSIONS)', 'dog.jpg: sent again (NO_PERMISSIONS)'],
  });
});

it('one that cannot be sent is named, and the others are', async () => {
  const { left, made, said } = await resend([
    message('m-1', 'no JSON'),
    message('m-2', eventOf('refused.jpg')),
    message('m-3', eventOf('cat.jpg'), 'arn:another'),
    message('m-4', eventOf('dog.jpg')),
  ]);
  expect(left).toBe(3);
  expect(made).toEqual([`StartExecution ${eventOf('dog.jpg')}`, 'DeleteMessage m-4']);
  expect(said).toEqual([
    'message m-1: it is no event of an object',
    'refused.jpg: Rate exceeded',
    'cat.jpg: its target arn:another is no state machine of this stage',
    'dog.jpg: sent again (NO_PERMISSIONS)',
  ]);
});

it('a dry run only says what it would do', async () => {
  expect(await resend([message('m-1', eventOf('cat.jpg'))], true)).toEqual({
    ...{ left: 1, made: [], said: ['cat.jpg: would be sent again (NO_PERMISSIONS)'] },
  });
});

it('one that comes back before all have been looked at is looked at once', async () => {
  const said: string[] = [];
  const queue = {
    send: async () => ({ Messages: [message('m-1', eventOf('cat.jpg'))] }),
  } as unknown as ResendDeps['queue'];
  const states = {} as ResendDeps['states'];
  const deps = { states, queue, queueUrl: 'queue', targets: [TARGET], dryRun: true };
  expect(await resendEvents({ ...deps, say: (line) => said.push(line) })).toBe(1);
  expect(said).toHaveLength(1);
});
