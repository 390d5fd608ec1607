import type { ClientCredentials, Clients } from '#local/clients.ts';
import type { Deliver, Delivery } from '#services/lambda/events/delivery.ts';

interface DestinationDeps {
  readonly clients: Clients;
  readonly credentialsFor: (roleArn: string, sessionName: string) => ClientCredentials;
  readonly endpoint: () => string;
}

type Send = (delivery: Delivery, deps: DestinationDeps, credentials: ClientCredentials) => Promise<unknown>;

/** Sends what becomes of asynchronous invocations to queues, topics, functions and buses, in the role of the function. */
export function createDestinations(deps: DestinationDeps): Deliver {
  return async (delivery) => {
    const service = delivery.targetArn.split(':')[2] ?? '';
    const send = Object.hasOwn(senders, service) ? senders[service] : undefined;
    if (!send) throw new Error(`${delivery.targetArn} cannot be a destination here`);
    await send(delivery, deps, deps.credentialsFor(delivery.roleArn, 'lambda-destination'));
  };
}

const senders: Readonly<Record<string, Send>> = {
  async sqs({ targetArn, body, attributes }, { clients, endpoint }, credentials) {
    const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
    const [, , , , account, name] = targetArn.split(':');
    const QueueUrl = `${endpoint()}/${account}/${name}`;
    const message = { QueueUrl, MessageBody: body, MessageAttributes: stringAttributes(attributes) };
    return (await clients.get('sqs', credentials)).send(new SendMessageCommand(message));
  },
  async sns({ targetArn, body, attributes }, { clients }, credentials) {
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    const message = { TopicArn: targetArn, Message: body, MessageAttributes: stringAttributes(attributes) };
    return (await clients.get('sns', credentials)).send(new PublishCommand(message));
  },
  async lambda({ targetArn, body }, { clients }, credentials) {
    const { InvokeCommand } = await import('@aws-sdk/client-lambda');
    const call = { FunctionName: targetArn, InvocationType: 'Event', Payload: Buffer.from(body) } as const;
    return (await clients.get('lambda', credentials)).send(new InvokeCommand(call));
  },
  async events({ targetArn, body }, { clients }, credentials) {
    const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
    const entry = {
      EventBusName: targetArn,
      Source: 'lambda',
      DetailType: 'Lambda Function Invocation Result',
      Detail: body,
    };
    return (await clients.get('eventbridge', credentials)).send(new PutEventsCommand({ Entries: [entry] }));
  },
};

const stringAttributes = (attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
