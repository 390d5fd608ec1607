import type { Place } from '@safelight/asl/identity';
import { sdkError } from '#integrations/sdk/error-names.ts';
import { sendCommand } from '#integrations/sdk/send-command.ts';
import type { ClientCredentials, Clients } from '#local/clients.ts';
import { queueUrl } from '#local/delivery/queue-url.ts';
import { DeliveryError } from '#local/delivery/retry.ts';
import { invocationError } from '#services/scheduler/delivery/invocation-error.ts';
import type { DeadLetter, Invocation, InvocationPorts } from '#services/scheduler/delivery/queue.ts';
import { targetInput } from '#services/scheduler/delivery/target-input.ts';
import { type TargetKind, targetKind } from '#services/scheduler/target.ts';

export const SERVICE = 'scheduler.amazonaws.com';

export interface TargetDeps {
  readonly clients: Clients;
  readonly credentials: {
    forRole(roleArn: string, sessionName: string, service?: string, sourceArn?: string): ClientCredentials;
  };
  readonly place: Place;
  /** `http://127.0.0.1:PORT`: what queue URLs begin with. Asked at each invocation, for the port is known late. */
  readonly endpoint: () => string;
  readonly report: (line: string) => void;
}

interface Sending {
  readonly invocation: Invocation;
  readonly input: string;
  readonly deps: TargetDeps;
  readonly credentials: ClientCredentials;
}

type Send = (sending: Sending) => Promise<unknown>;

/** Calls the targets, and their dead-letter queues, with real SDK clients that sign as the role of the target. */
export function createTargets(deps: TargetDeps): InvocationPorts {
  return {
    report: deps.report,
    input: (invocation, attempt) => targetInput(invocation, attempt, deps.place),
    async invoke(invocation, input) {
      const kind = targetKind(invocation.target.Arn);
      if (!kind) throw new DeliveryError('INVALID_TARGET', `${invocation.target.Arn} cannot be a target here.`, false);
      try {
        const sending = { invocation, input, deps, credentials: credentialsOf(invocation, deps) };
        await (kind.kind === 'action' ? act(sending, kind) : senders[kind.kind](sending));
      } catch (error) {
        throw invocationError(error);
      }
    },
    sendToDeadLetterQueue: (letter) => sendLetter(letter, deps),
  };
}

/** The role lets Scheduler use it for a group of schedules. */
function credentialsOf({ target, groupArn, scheduleArn }: Invocation, { credentials }: TargetDeps): ClientCredentials {
  const session = scheduleArn.split('/').at(-1) ?? 'scheduler';
  return credentials.forRole(target.RoleArn, session, SERVICE, groupArn);
}

const senders: Readonly<Record<Exclude<TargetKind['kind'], 'action'>, Send>> = {
  async stateMachine({ invocation: { id, target }, input, deps, credentials }) {
    const { StartExecutionCommand } = await import('@aws-sdk/client-sfn');
    const client = await deps.clients.get('sfn', credentials);
    // The name is the same at each attempt, so that a retry after a lost answer starts nothing twice.
    const command = new StartExecutionCommand({ stateMachineArn: target.Arn, name: id, input });
    return client.send(command).catch(ignoreStarted);
  },
  async function({ invocation: { target }, input, deps, credentials }) {
    const { InvokeCommand } = await import('@aws-sdk/client-lambda');
    const client = await deps.clients.get('lambda', credentials);
    const Payload = Buffer.from(input);
    return client.send(new InvokeCommand({ FunctionName: target.Arn, InvocationType: 'Event', Payload }));
  },
  async queue({ invocation: { target }, input, deps, credentials }) {
    const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
    const client = await deps.clients.get('sqs', credentials);
    const QueueUrl = queueUrl(deps.endpoint(), target.Arn);
    return client.send(new SendMessageCommand({ QueueUrl, MessageBody: input, ...target.SqsParameters }));
  },
  async topic({ invocation: { target }, input, deps, credentials }) {
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    const client = await deps.clients.get('sns', credentials);
    return client.send(new PublishCommand({ TopicArn: target.Arn, Message: input }));
  },
  async eventBus({ invocation: { target, scheduleArn }, input, deps, credentials }) {
    const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
    const client = await deps.clients.get('eventbridge', credentials);
    const entry = {
      ...{ EventBusName: target.Arn, Detail: input, Resources: [scheduleArn] },
      ...target.EventBridgeParameters,
    };
    const { Entries: [answer] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (answer?.ErrorCode) throw new DeliveryError(answer.ErrorCode, answer.ErrorMessage ?? '', false);
    return answer;
  },
};

const act = (
  { invocation, input, deps, credentials }: Sending,
  { packageName, action }: Extract<TargetKind, { readonly kind: 'action' }>,
): Promise<unknown> =>
  sendCommand({
    ...{ clients: deps.clients, credentials, packageName, action, dates: 'iso' as const },
    parameters: invocation.target.Input === undefined ? {} : JSON.parse(input),
    signal: new AbortController().signal,
    failed: (failure, serviceId) => sdkError(serviceId, action, failure),
  });

async function sendLetter({ queueArn, invocation, input, attributes }: DeadLetter, deps: TargetDeps): Promise<void> {
  const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const client = await deps.clients.get('sqs', credentialsOf(invocation, deps));
  const entries = Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]);
  const QueueUrl = queueUrl(deps.endpoint(), queueArn);
  await client.send(
    new SendMessageCommand({ QueueUrl, MessageBody: input, MessageAttributes: Object.fromEntries(entries) }),
  );
}

function ignoreStarted(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
}
