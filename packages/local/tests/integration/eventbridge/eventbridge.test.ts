import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '#services/eventbridge/delivery/queue.ts';
import { createEventBridgeService, type EventBridgeService } from '#services/eventbridge/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { sampleEvent } from '#tests/unit/services/eventbridge/event.ts';

const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const role = 'arn:aws:iam::000000000000:role/r';

let host: GatewayHost;
let events: EventBridgeService;
let client: EventBridgeClient;
let delivered: Delivery[];

async function boot(dataDir: string): Promise<void> {
  delivered = [];
  const ports = {
    deliver: async (delivery: Delivery) => void delivered.push(delivery),
    sendToDeadLetterQueue: async () => undefined,
    report: () => undefined,
  };
  const build = (deps: Parameters<Parameters<typeof hostGateway>[0]>[0]) => {
    events = createEventBridgeService({ ...deps, ports });
    return [events.service];
  };
  host = await hostGateway(build, { dataDir });
  client = new EventBridgeClient({ ...host.config(), maxAttempts: 1 });
  events.start();
}

const arrived = async (count: number): Promise<readonly Delivery[]> => {
  while (delivered.length < count) await new Promise(setImmediate);
  return delivered;
};

beforeEach(() => boot(mkdtempSync(join(tmpdir(), 'darkroom-'))));

afterEach(async () => {
  events.close();
  await host.close();
  rmSync(host.dataDir, { recursive: true });
});

describe('EventBridge', () => {
  it('sends what matches a rule to its targets', async () => {
    await client.send(
      new PutRuleCommand({
        Name: 'orders',
        EventPattern: JSON.stringify({ source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } }),
      }),
    );
    const target = { Id: 't', Arn: machine, RoleArn: role, InputPath: '$.detail' };
    const { FailedEntryCount } = await client.send(new PutTargetsCommand({ Rule: 'orders', Targets: [target] }));
    expect(FailedEntryCount).toBe(0);
    const entry = (total: number) => ({ Source: 'shop', DetailType: 'Order', Detail: JSON.stringify({ total }) });
    await client.send(new PutEventsCommand({ Entries: [entry(5), entry(50)] }));
    expect(await arrived(1)).toMatchObject([{ input: '{"total":50}', target }]);
  });

  it('fails bad entries one by one, and the call not at all', async () => {
    const good = { Source: 'shop', DetailType: 'Order', Detail: '{}' };
    const { FailedEntryCount, Entries } = await client.send(
      new PutEventsCommand({
        Entries: [
          good,
          { ...good, Detail: 'no JSON' },
          { ...good, Source: 'aws.s3' },
          { Source: 'shop', DetailType: 'Order' },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(3);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'InvalidArgument',
    ]);
  });

  it.each([
    [1_048_576 - 'shop'.length - 'Order'.length, undefined],
    [1_048_577 - 'shop'.length - 'Order'.length, 'ValidationException'],
  ])('takes entries of 1,048,576 bytes in all: a detail of %i', async (size, error) => {
    const Detail = JSON.stringify({ x: '' });
    const padded = JSON.stringify({ x: 'x'.repeat(size - Detail.length) });
    const call = client.send(
      new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'Order', Detail: padded }] }),
    );
    if (error) await expect(call).rejects.toMatchObject({ name: error });
    else await expect(call).resolves.toMatchObject({ FailedEntryCount: 0 });
  });

  it('takes the events of services in process', async () => {
    await events.call('PutRule', {
      Name: 's3',
      EventPattern: '{"source": ["aws.s3"], "detail": {"key": [{"suffix": ".jpg"}]}}',
    });
    await events.call('PutTargets', { Rule: 's3', Targets: [{ Id: 't', Arn: machine, RoleArn: role }] });
    events.publish(sampleEvent);
    expect((await arrived(1))[0]?.input).toBe(JSON.stringify(sampleEvent));
  });

  it('tests patterns, and refuses those that are not valid', async () => {
    const Event = JSON.stringify(sampleEvent);
    await expect(
      client.send(new TestEventPatternCommand({ EventPattern: '{"source": ["aws.s3"]}', Event })),
    ).resolves.toMatchObject({ Result: true });
    await expect(
      client.send(new TestEventPatternCommand({ EventPattern: '{"source": ["aws.ec2"]}', Event })),
    ).resolves.toMatchObject({ Result: false });
    await expect(
      client.send(new TestEventPatternCommand({ EventPattern: '{"source": "aws.s3"}', Event })),
    ).rejects.toMatchObject({
      name: 'InvalidEventPatternException',
      message: 'Event pattern is not valid. Reason: "source" must be an object or an array',
    });
  });

  it('refuses a target that could not be delivered to', async () => {
    await client.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source": ["x"]}' }));
    const put = (target: object) =>
      client.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: 't', Arn: machine, ...target }] }));
    await expect(put({})).rejects.toThrow(/RoleArn is required/);
    await expect(put({ RoleArn: role, Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/x' })).rejects.toThrow(
      /are not supported here/,
    );
    await expect(put({ RoleArn: role, EcsParameters: { TaskDefinitionArn: 'x' } })).rejects.toThrow(/EcsParameters/);
  });

  it('keeps rules and targets over a restart', async () => {
    await client.send(new PutRuleCommand({ Name: 'kept', EventPattern: '{"source": ["x"]}', Description: 'stays' }));
    await client.send(new PutTargetsCommand({ Rule: 'kept', Targets: [{ Id: 't', Arn: machine, RoleArn: role }] }));
    events.close();
    await host.close();
    await boot(host.dataDir);
    expect((await client.send(new ListRulesCommand({}))).Rules).toMatchObject([{ Name: 'kept', Description: 'stays' }]);
    const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: 'kept' }));
    expect(Targets).toEqual([{ Id: 't', Arn: machine, RoleArn: role }]);
  });
});
