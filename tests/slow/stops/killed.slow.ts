import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { type SystemProcess, startProcess } from '../chaos/system-process.ts';
import { malformed } from '../chaos/well-formed.ts';
import { type Clients, openClients } from './clients.ts';
import { type Around, KINDS, type Kind } from './kinds.ts';

const ARNS = 'arn:aws:states:us-east-1:000000000000';
/** Of the study lab, which `npm start` loads. */
const roleArn = 'arn:aws:iam::000000000000:role/study';
const PATIENCE = { timeout: 180_000, interval: 100 };

const folder = mkdtempSync(join(tmpdir(), 'darkroom-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function started(dataDir: string): Promise<{ readonly process: SystemProcess; readonly clients: Clients }> {
  const process = startProcess(root, dataDir);
  return { process, clients: openClients(await process.ready) };
}

async function machine({ states }: Clients, name: string, States: object, more: object = {}): Promise<string> {
  const { type, ...rest } = { type: 'STANDARD' as const, ...more };
  const definition = JSON.stringify({ StartAt: Object.keys(States)[0], States, ...rest });
  return (await states.send(new CreateStateMachineCommand({ name, roleArn, type, definition }))).stateMachineArn ?? '';
}

async function historyOf({ states }: Clients, executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client: states }, { executionArn }))
    events.push(...(page.events ?? []));
  return events;
}

const executionOf = (name: string) => `${ARNS}:execution:${name}:one`;

/** Express executions say that they have begun, then wait. */
const express = (queueUrl: string, what: string, Seconds: number) => {
  const say = (MessageBody: string) => ({
    ...{ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', ResultPath: null },
    Parameters: { QueueUrl: queueUrl, MessageBody },
  });
  return {
    Begin: { ...say(`${what} begun`), Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds, Next: 'Done' },
    Done: { ...say(`${what} done`), End: true },
  };
};

async function surroundings(clients: Clients): Promise<Around & { readonly said: string }> {
  for (const name of ['held', 'offered']) await clients.states.send(new CreateActivityCommand({ name }));
  const tokens = await clients.queue('tokens');
  const child = await machine(clients, 'the-child', {
    Pause: { Type: 'Wait', Seconds: 12, Next: 'Done' },
    Done: { Type: 'Pass', Result: 'done', End: true },
  });
  return {
    ...{ tokens, child, said: await clients.queue('said'), late: tokens.replace(/tokens$/, 'late') },
    ...{ held: `${ARNS}:activity:held`, offered: `${ARNS}:activity:offered` },
  };
}

/** Starts one of a kind, and answers what is known of it when it may be killed. */
async function begin(clients: Clients, around: Around, name: string, kind: Kind): Promise<string | undefined> {
  const stateMachineArn = await machine(clients, name, kind.states(around), kind.more);
  await clients.states.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{}' }));
  const types = async () => (await historyOf(clients, executionOf(name))).map(({ type }) => type);
  if (kind.before && name === 'redriven') await expect.poll(types, PATIENCE).toContain('ExecutionFailed');
  if (kind.before && name.startsWith('token')) await expect.poll(types, PATIENCE).toContain('TaskSubmitted');
  const known = await kind.before?.(clients, around, executionOf(name));
  await expect.poll(types, PATIENCE).toEqual(expect.arrayContaining([...kind.ready]));
  return known;
}

describe.each(['SIGKILL', 'SIGTERM'] as const)('after %s', (signal) => {
  it('everything that was under way goes on, twice, and ends as if nothing had happened', async () => {
    const dataDir = join(folder, signal);
    const first = await started(dataDir);
    const around = await surroundings(first.clients);
    const asynchronous = await machine(first.clients, 'express', express(around.said, 'asynchronous', 20), {
      type: 'EXPRESS',
    });
    const synchronous = await machine(first.clients, 'sync', express(around.said, 'synchronous', 250), {
      type: 'EXPRESS',
    });
    const known = new Map<string, string | undefined>();
    for (const [name, kind] of Object.entries(KINDS)) known.set(name, await begin(first.clients, around, name, kind));
    await first.clients.states.send(new StartExecutionCommand({ stateMachineArn: asynchronous }));
    const waited = first.clients.states.send(new StartSyncExecutionCommand({ stateMachineArn: synchronous })).then(
      ({ status }) => status,
      () => 'no answer',
    );
    const said: string[] = [];
    const hear = async ({ clients }: typeof first) => {
      said.push(...(await clients.taken(around.said)));
      return said;
    };
    await expect
      .poll(() => hear(first), PATIENCE)
      .toEqual(expect.arrayContaining(['asynchronous begun', 'synchronous begun']));
    await first.process.end(signal);
    expect(await waited).toBe('no answer');

    const second = await started(dataDir);
    await second.process.end(signal);

    const third = await started(dataDir);
    for (const [name, { after }] of Object.entries(KINDS)) await after?.(third.clients, around, known.get(name) ?? '');
    for (const [name, kind] of Object.entries(KINDS)) await settled(third.clients, name, kind);
    const { executions } = await third.clients.states.send(
      new ListExecutionsCommand({ stateMachineArn: around.child }),
    );
    expect(executions?.map(({ status }) => status)).toEqual(['SUCCEEDED']);
    await expect.poll(() => hear(third), PATIENCE).toContain('asynchronous done');
    expect(said.filter((text) => text.startsWith('synchronous'))).toEqual(['synchronous begun']);
    await third.process.end('SIGTERM');
  });
});

async function settled(clients: Clients, name: string, { ends, counts }: Kind): Promise<void> {
  const executionArn = executionOf(name);
  const status = async () => (await clients.states.send(new DescribeExecutionCommand({ executionArn }))).status;
  await expect.poll(status, PATIENCE).not.toBe('RUNNING');
  const { output, ...described } = await clients.states.send(new DescribeExecutionCommand({ executionArn }));
  const events = await historyOf(clients, executionArn);
  const found = Object.keys(counts).map((type) => [type, events.filter((event) => event.type === type).length]);
  expect({ name, status: described.status, output, counts: Object.fromEntries(found) }).toEqual({
    ...{ name, output: undefined, ...ends, counts },
  });
  if (name !== 'redriven') expect(malformed({ name, status: String(described.status), events })).toEqual([]);
}
