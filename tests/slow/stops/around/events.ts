import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import type { Life } from './lives.ts';
import { type Thing, until } from './thing.ts';

/** A thing whose function has been invoked so often, and said so. */
const attempts = ({ clients }: Life, count: number) =>
  until(async () => {
    const reports = await clients.logged('failing', '"REPORT RequestId"');
    expect(reports.length).toBeGreaterThanOrEqual(count);
  });

/** Resolves with what comes to a queue, once something has. */
async function arrived({ clients }: Life, queue: string) {
  const found: Awaited<ReturnType<typeof clients.take>>[number][] = [];
  await until(async () => expect(found.push(...(await clients.take(queue)))).toBeGreaterThan(0));
  return found;
}

const put = async ({ clients }: Life, Source: string) => {
  const Entries = [{ Source, DetailType: 'of the first life', Detail: '{}' }];
  const { FailedEntryCount } = await clients.events.send(new PutEventsCommand({ Entries }));
  expect(FailedEntryCount).toBe(0);
};

const nothingIn = async ({ clients }: Life, queue: string) => expect(await clients.take(queue)).toEqual([]);

/** Its target has trouble in two lives, and has none in the third. */
export const acceptedEvent: Thing = {
  first: (life) => put(life, 'delivered'),
  second: (life) => nothingIn(life, 'delivered'),
  async third(life) {
    const bodies = (await arrived(life, 'delivered')).map(({ Body = '{}' }) => JSON.parse(Body)['detail-type']);
    // At least once: its answer may be what a kill cut off.
    expect(new Set(bodies)).toEqual(new Set(['of the first life']));
  },
};

/** Its rule gives it a minute, which is over when the second life begins: it is as old as it was. */
export const agedEvent: Thing = {
  first: (life) => put(life, 'refused'),
  async second(life) {
    const [letter] = await arrived(life, 'letters');
    expect(letter?.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: expect.stringMatching(/rule\/refused$/) },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumEventAgeInSeconds' },
    });
  },
  third: (life) => nothingIn(life, 'letters'),
};

/** Tried a minute, and then two minutes, after it failed: each time in another life. */
export const invocation: Thing = {
  async first(life) {
    const invoke = new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event', Payload: '{"once":true}' });
    expect((await life.clients.lambda.send(invoke)).StatusCode).toBe(202);
    await attempts(life, 1);
  },
  async second(life) {
    await attempts(life, 2);
    await nothingIn(life, 'failed');
  },
  async third(life) {
    const records = (await arrived(life, 'failed')).map(({ Body = '{}' }) => JSON.parse(Body));
    expect(records).toMatchObject([
      {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { once: true },
      },
    ]);
  },
};
