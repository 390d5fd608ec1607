import { SFNClient } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { RunningSystem } from '#lab/running-lab.ts';

export type Clients = ReturnType<typeof openClients>;

export function openClients({ endpoint, credentials }: Pick<RunningSystem, 'endpoint' | 'credentials'>) {
  const config = { endpoint, credentials, region: 'us-east-1', disableHostPrefix: true };
  const sqs = new SQSClient(config);
  const states = new SFNClient(config);
  return {
    states,
    /** Answers its address. */
    async queue(QueueName: string): Promise<string> {
      return (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
    },
    /** Takes the messages that lie in a queue. */
    async taken(QueueUrl: string): Promise<readonly string[]> {
      const bodies: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        if (Messages.length === 0) return bodies;
        for (const { Body = '', ReceiptHandle } of Messages) {
          bodies.push(Body);
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
    close() {
      states.destroy();
      sqs.destroy();
    },
  };
}
