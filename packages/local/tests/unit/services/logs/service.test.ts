import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogsService, type LogsService } from '#services/logs/service.ts';
import { hostGateway } from '#tests/support/gateway-host.ts';

const GROUP = '/aws/lambda/resize';
const DAY_MS = 86_400_000;

async function host(dataDir?: string, clock = new ManualClock()) {
  const services: LogsService[] = [];
  const gateway = await hostGateway(
    (deps) => {
      const logs = createLogsService({ ...deps, clock });
      services.push(logs);
      return [logs.service];
    },
    dataDir === undefined ? {} : { dataDir },
  );
  const [logs] = services;
  if (!logs) throw new Error('The service was not made.');
  onTestFinished(() => gateway.close());
  return { logs, clock, close: gateway.close, client: new CloudWatchLogsClient(gateway.config()) };
}

/** One line a second, in two streams by turns. */
function appendLines(logs: LogsService, clock: ManualClock, messages: readonly string[]): void {
  for (const [n, message] of messages.entries()) {
    logs.append(GROUP, n % 2 === 0 ? 'even' : 'odd', [{ timestamp: clock.now() + n * 1000, message }]);
  }
}

describe('CloudWatch Logs', () => {
  it('filters the events of all streams by time, stream and pattern, page by page', async () => {
    const { logs, clock, client } = await host();
    appendLines(logs, clock, ['START', 'ERROR one', 'info', 'ERROR two', 'END', 'ERROR three']);
    const filter = (input: object) => client.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input }));
    const messages = async (input: object) => (await filter(input)).events?.map(({ message }) => message);

    expect(await messages({})).toEqual(['START', 'ERROR one', 'info', 'ERROR two', 'END', 'ERROR three']);
    expect(await messages({ filterPattern: 'ERROR -two' })).toEqual(['ERROR one', 'ERROR three']);
    expect(await messages({ logStreamNames: ['even'] })).toEqual(['START', 'info', 'END']);
    expect(await messages({ startTime: clock.now() + 1000, endTime: clock.now() + 3000 })).toEqual([
      'ERROR one',
      'info',
      'ERROR two',
    ]);
    const first = await filter({ filterPattern: 'ERROR', limit: 2 });
    const second = await filter({ filterPattern: 'ERROR', limit: 2, nextToken: first.nextToken });
    expect(second.events?.map(({ message }) => message)).toEqual(['ERROR three']);
    expect(second.nextToken).toBeUndefined();
  });

  it('reads one stream from either end', async () => {
    const { logs, clock, client } = await host();
    appendLines(logs, clock, ['a', '-', 'b', '-', 'c', '-']);
    const get = async (input: object) => {
      const command = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 'even', limit: 2, ...input });
      const { events, nextForwardToken, nextBackwardToken } = await client.send(command);
      return { text: events?.map(({ message }) => message).join(''), nextForwardToken, nextBackwardToken };
    };
    const head = await get({ startFromHead: true });
    const next = await get({ nextToken: head.nextForwardToken });
    const end = await get({ nextToken: next.nextForwardToken });
    const tail = await get({});
    const back = await get({ nextToken: tail.nextBackwardToken });
    expect([head.text, next.text, end.text, tail.text, back.text]).toEqual(['ab', 'c', '', 'bc', 'a']);
    expect(end.nextForwardToken).toBe(next.nextForwardToken);
  });

  it('answers a megabyte at a time, from either end, and what comes meanwhile shifts no page', async () => {
    const { logs, clock, client } = await host();
    const append = (...names: readonly string[]) =>
      logs.append(
        GROUP,
        's',
        names.map((name) => ({ timestamp: clock.now(), message: name + '.'.repeat(400_000) })),
      );
    append('a', 'b', 'c', 'd', 'e');
    const get = async (input: object) => {
      const command = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', ...input });
      const { events = [], ...tokens } = await client.send(command);
      return { text: events.map(({ message }) => message?.[0]).join(''), ...tokens };
    };
    const head = await get({ startFromHead: true });
    append('f');
    const next = await get({ nextToken: head.nextForwardToken });
    const back = await get({ nextToken: next.nextBackwardToken });
    const start = await get({ nextToken: back.nextBackwardToken });
    const again = await get({ nextToken: start.nextForwardToken });
    expect([head.text, next.text, back.text, start.text, again.text]).toEqual(['ab', 'cd', 'ab', '', 'ab']);
    const filter = (nextToken?: string) => client.send(new FilterLogEventsCommand({ logGroupName: GROUP, nextToken }));
    let page = await filter();
    const pages = [page.events?.length];
    for (; page.nextToken !== undefined; pages.push(page.events?.length)) page = await filter(page.nextToken);
    expect(pages).toEqual([2, 2, 2]);
  });

  it('keeps groups and events over a restart, until their retention is over', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const before = await host(dataDir);
    before.logs.putGroup(GROUP, 7);
    appendLines(before.logs, before.clock, ['old']);
    await before.close();
    await before.clock.advance(6 * DAY_MS);
    const after = await host(dataDir, before.clock);
    const groups = await after.client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
    expect(groups.logGroups).toMatchObject([{ logGroupName: GROUP, retentionInDays: 7 }]);
    const filter = () => after.client.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
    expect((await filter()).events).toMatchObject([{ message: 'old', logStreamName: 'even' }]);
    await after.clock.advance(2 * DAY_MS);
    expect((await filter()).events).toEqual([]);
  });

  it('takes groups, streams and events from clients', async () => {
    const { client, clock } = await host();
    const stream = { logGroupName: GROUP, logStreamName: 'mine' };
    await client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    await client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
    await client.send(new CreateLogStreamCommand(stream));
    await client.send(
      new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: clock.now(), message: 'hello' }] }),
    );
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
    expect(logStreams).toMatchObject([{ logStreamName: 'mine', lastEventTimestamp: clock.now() }]);
    await expect(client.send(new CreateLogStreamCommand(stream))).rejects.toThrow(
      'The specified log stream already exists',
    );
    await expect(client.send(new CreateLogGroupCommand({ logGroupName: GROUP }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
  });

  it('refuses what is not there, and patterns that it cannot read', async () => {
    const { client, logs } = await host();
    const missing = client.send(new FilterLogEventsCommand({ logGroupName: 'none' }));
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    logs.putGroup(GROUP, undefined);
    const json = client.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: '{ level = "x" }' }));
    await expect(json).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
