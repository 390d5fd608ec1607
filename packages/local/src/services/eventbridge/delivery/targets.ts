import type { Clock } from '@safelight/asl/clock';
import type { ClientCredentials, Clients } from '#local/clients.ts';
import { deliveryError } from '#local/delivery/delivery-error.ts';
import { queueUrl } from '#local/delivery/queue-url.ts';
import { DeliveryError } from '#local/delivery/retry.ts';
import { carryTrace } from '#local/metrics/tracing/carry-trace.ts';
import type { DeadLetter, Delivery, DeliveryPorts } from '#services/eventbridge/delivery/queue.ts';
import { isDeliverable } from '#services/eventbridge/input/template.ts';
import { type TargetKind, targetKind } from '#services/eventbridge/rules/target.ts';

const SERVICE = 'events.amazonaws.com';

interface TargetDeps {
  readonly clients: Clients;
  readonly credentials: {
    forRole(roleArn: string, sessionName: string, service?: string, sourceArn?: string): ClientCredentials;
    forService(servicePrincipal: string, sourceArn?: string): ClientCredentials;
  };
  readonly clock: Clock;
  /** `http://127.0.0.1:PORT`: what queue URLs begin with. Asked at each delivery, for the port is known late. */
  readonly endpoint: () => string;
  readonly report: (line: string) => void;
}

type Send = (delivery: Delivery, deps: TargetDeps, credentials: ClientCredentials) => Promise<unknown>;

/** Calls the targets with real SDK clients, signed as the target's role or as EventBridge itself. */
export function createTargets(deps: TargetDeps): DeliveryPorts {
  return {
    report: deps.report,
    async deliver(delivery) {
      const kind = targetKind(delivery.target.Arn);
      if (!kind) throw new DeliveryError('INVALID_TARGET', `${delivery.target.Arn} cannot be a target here.`, false);
      if (delivery.target.InputTransformer && !isDeliverable(delivery.input))
        throw new DeliveryError('INVALID_JSON', 'What the InputTemplate made of the event is not valid JSON.', false);
      try {
        await senders[kind](delivery, deps, credentialsOf(delivery, deps));
      } catch (error) {
        throw deliveryError(error);
      }
    },
    sendToDeadLetterQueue: (letter) => sendLetter(letter, deps),
  };
}

/** One session a rule: a session of its own for each delivery would be a client of its own for each. */
function credentialsOf({ target, ruleArn }: Delivery, { credentials }: TargetDeps): ClientCredentials {
  if (target.RoleArn === undefined) return credentials.forService(SERVICE, ruleArn);
  const sessionName = ruleArn.split('/').at(-1) ?? 'events';
  return credentials.forRole(target.RoleArn, sessionName, SERVICE, ruleArn);
}

const senders: Readonly<Record<TargetKind, Send>> = {
  async stateMachine({ id, event, input, target, traceHeader }, { clients }, credentials) {
    const { StartExecutionCommand } = await import('@aws-sdk/client-sfn');
    const client = await clients.get('sfn', credentials);
    // The name is the same at each attempt, so that a retry after a lost answer starts nothing twice.
    const name = `${event.id}_${id}`.slice(0, 80);
    const command = new StartExecutionCommand({ stateMachineArn: target.Arn, name, input });
    return client.send(carryTrace(command, traceHeader));
  },
  async function({ input, target, traceHeader }, { clients }, credentials) {
    const { InvokeCommand } = await import('@aws-sdk/client-lambda');
    const client = await clients.get('lambda', credentials);
    const Payload = Buffer.from(input);
    const command = new InvokeCommand({ FunctionName: target.Arn, InvocationType: 'Event', Payload });
    return client.send(carryTrace(command, traceHeader));
  },
  async queue({ input, target, traceHeader }, { clients, endpoint }, credentials) {
    const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
    const client = await clients.get('sqs', credentials);
    const group = target.SqsParameters && { MessageGroupId: target.SqsParameters.MessageGroupId };
    const QueueUrl = queueUrl(endpoint(), target.Arn);
    return client.send(carryTrace(new SendMessageCommand({ QueueUrl, MessageBody: input, ...group }), traceHeader));
  },
  async topic({ input, target, traceHeader }, { clients }, credentials) {
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    const client = await clients.get('sns', credentials);
    return client.send(carryTrace(new PublishCommand({ TopicArn: target.Arn, Message: input }), traceHeader));
  },
  async logGroup({ id, input, target }, { clients, clock }, credentials) {
    const { CreateLogStreamCommand, PutLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await clients.get('cloudwatchlogs', credentials);
    const logGroupName = target.Arn.split(':log-group:')[1]?.replace(/:\*$/, '') ?? '';
    const stream = { logGroupName, logStreamName: id };
    await client.send(new CreateLogStreamCommand(stream)).catch(ignoreExisting);
    return client.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: clock.now(), message: input }] }));
  },
  async eventBus({ event, target, traceHeader }, { clients }, credentials) {
    const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
    const client = await clients.get('eventbridge', credentials);
    const entry = {
      EventBusName: target.Arn,
      Source: event.source,
      DetailType: event['detail-type'],
      Detail: JSON.stringify(event.detail),
      Resources: [...event.resources],
      Time: new Date(event.time),
      TraceHeader: traceHeader,
    };
    const { Entries: [answer] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (answer?.ErrorCode) throw new DeliveryError(answer.ErrorCode, answer.ErrorMessage ?? '', false);
    return answer;
  },
};

async function sendLetter(
  { queueArn, delivery, attributes }: DeadLetter,
  { clients, credentials, endpoint }: TargetDeps,
): Promise<void> {
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const client = await clients.get('sqs', credentials.forService(SERVICE, delivery.ruleArn));
  const entries = Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]);
  const command = new SendMessageCommand({
    QueueUrl: queueUrl(endpoint(), queueArn),
    MessageBody: JSON.stringify(delivery.event),
    MessageAttributes: Object.fromEntries(entries),
  });
  await client.send(carryTrace(command, delivery.traceHeader));
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ResourceAlreadyExistsException')) throw error;
}
