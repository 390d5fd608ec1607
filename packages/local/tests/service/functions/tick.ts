import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const sqs = new SQSClient();

export async function handler({ time }: { readonly time: string }): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: `tick-${time}` }));
}
