import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { StudyLab } from './lab.ts';

export const queueUrl = async ({ clients }: StudyLab, name: string): Promise<string> => {
  const { endpoint } = clients.sqs.config;
  const { protocol, hostname, port } = (await endpoint?.()) ?? { protocol: 'http:', hostname: 'localhost', port: 0 };
  return `${protocol}//${hostname}:${port}/000000000000/${name}`;
};

/** What can be received now, without waiting. */
export async function received(lab: StudyLab, name: string): Promise<readonly Message[]> {
  const { Messages = [] } = await lab.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: await queueUrl(lab, name),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
}
