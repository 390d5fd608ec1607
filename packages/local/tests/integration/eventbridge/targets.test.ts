import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import type { Principal } from '#gateway/service.ts';
import { type Clients, createClients } from '#local/clients.ts';
import { createTargets } from '#services/eventbridge/delivery/targets.ts';
import { createEventBridgeService, type EventBridgeService } from '#services/eventbridge/service.ts';
import { createSqsService, type SqsService } from '#services/sqs/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { sampleEvent } from '#tests/unit/services/eventbridge/event.ts';

const ROLE = 'arn:aws:iam::000000000000:role/sender';
const arn = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:${queue}`;

let host: GatewayHost;
let clients: Clients;
let events: EventBridgeService;
let queues: SqsService;
let sqs: SQSClient;
let callers: Principal[];
let forbidden: string | undefined;

beforeAll(async () => {
  const port = { endpoint: '' };
  host = await hostGateway(
    (deps) => {
      const late = { get: (...call: Parameters<Clients['get']>) => clients.get(...call) } as Clients;
      const ports = createTargets({ ...deps, clients: late, endpoint: () => port.endpoint, report: () => undefined });
      events = createEventBridgeService({ ...deps, ports });
      queues = createSqsService({ ...deps, onPolicy: () => {}, checkPolicy: () => {} });
      return [events.service, queues.service];
    },
    {
      authorize(principal, { action, resource }) {
        callers.push(principal);
        if (resource === forbidden)
          throw new AwsError('AccessDeniedException', `not authorized to perform: ${action}`, 400);
      },
    },
  );
  port.endpoint = host.endpoint;
  clients = createClients({ endpoint: host.endpoint, region: 'us-east-1' });
  sqs = new SQSClient({ ...host.config(), maxAttempts: 1 });
  callers = [];
  events.start();
  await events.call('PutRule', { Name: 'photos', EventPattern: '{"source": ["aws.s3"]}' });
});

beforeEach(() => {
  callers = [];
  forbidden = undefined;
});

afterAll(async () => {
  events.close();
  queues.close();
  clients.destroy();
  await host.close();
});

/** Publishes the sample event with this as the rule's only target. */
async function sendTo(target: Record<string, unknown>): Promise<void> {
  await events.call('PutTargets', { Rule: 'photos', Targets: [{ Id: 'only', ...(target as Record<string, string>) }] });
  events.publish(sampleEvent);
  while (events.pending > 0) await new Promise(setImmediate);
}

async function received(QueueName: string) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
  return Messages;
}

describe('a rule', () => {
  it('sends to a queue in the name of EventBridge, for the rule', async () => {
    await queues.call('CreateQueue', { QueueName: 'plain' });
    await sendTo({ Arn: arn('plain'), InputPath: '$.detail.key' });
    expect(callers).toEqual([
      {
        kind: 'service',
        service: 'events.amazonaws.com',
        sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/photos',
      },
    ]);
    expect(await received('plain')).toMatchObject([{ Body: '"a \\"b\\".jpg"' }]);
  });

  it('sends in its role where the target has one', async () => {
    await queues.call('CreateQueue', { QueueName: 'by-role' });
    await sendTo({ Arn: arn('by-role'), RoleArn: ROLE });
    expect(callers).toMatchObject([{ kind: 'role', roleArn: ROLE }]);
    expect(await received('by-role')).toHaveLength(1);
  });

  it.each([
    ['a missing permission', 'plain', 'NO_PERMISSIONS'],
    ['a missing target', 'gone', 'NO_RESOURCE'],
  ])('puts the event among the dead letters at once for %s', async (_, queue, code) => {
    const dead = `dead-${queue}`;
    await queues.call('CreateQueue', { QueueName: dead });
    forbidden = queue === 'plain' ? arn('plain') : undefined;
    await sendTo({ Arn: arn(queue), DeadLetterConfig: { Arn: arn(dead) } });
    const [letter] = await received(dead);
    expect(JSON.parse(letter?.Body ?? '')).toEqual(sampleEvent);
    expect(letter?.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: 'arn:aws:events:us-east-1:000000000000:rule/photos' },
      TARGET_ARN: { StringValue: arn(queue) },
      ERROR_CODE: { StringValue: code },
    });
  });
});
