import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { systemClock } from '@safelight/asl/clock';
import type { Json } from '@safelight/asl/json';
import { expect, vi } from 'vitest';
import type { StatesHost } from '#tests/integration/states/host.ts';

export const roleArn = 'arn:aws:iam::000000000000:role/workflow';
export const lambda = 'arn:aws:lambda:us-east-1:000000000000:function:f';

/** The machine's clock, so many seconds later: less than five minutes, or signatures would have expired. */
export const after = (seconds: number) => ({ ...systemClock, now: () => Date.now() + seconds * 1000 });
/** A clock that stands, so many seconds after the file was loaded: however long a test takes. */
const LOADED = Date.now();
export const standing = (seconds: number) => ({ ...systemClock, now: () => LOADED + seconds * 1000 });
export const never = (): Promise<Json> => new Promise(() => {});
export const only = (state: object, more: object = {}) => ({
  StartAt: 'Only',
  States: { Only: { End: true, ...state } },
  ...more,
});

export async function create(client: SFNClient, definition: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const created = new CreateStateMachineCommand({ name: 'm', roleArn, type, definition: JSON.stringify(definition) });
  return (await client.send(created)).stateMachineArn;
}

export async function start(host: StatesHost, definition: object): Promise<string> {
  const stateMachineArn = await create(host.client, definition);
  const { executionArn = '' } = await host.client.send(new StartExecutionCommand({ stateMachineArn, name: 'run' }));
  return executionArn;
}

/** Only bounds what never comes. */
export const PATIENCE = { timeout: 60_000, interval: 5 };

export const types = async ({ client }: StatesHost, executionArn: string) => {
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  return events.map(({ type }) => type);
};

export const isAt = (host: StatesHost, executionArn: string, type: string) =>
  vi.waitFor(async () => expect((await types(host, executionArn)).at(-1)).toBe(type), PATIENCE);

export const ended = ({ client }: StatesHost, executionArn: string) =>
  vi.waitFor(async () => {
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described.status).not.toBe('RUNNING');
    return described;
  }, PATIENCE);
